import { array, boolean, constant, constantFrom, nat, oneof, record, type Arbitrary } from 'fast-check';
import {
  anyExtra,
  anyNow,
  anyPiece,
  configValues,
  pieceValues,
  words,
  type Extra,
  type Piece,
  type Site,
} from './random-site.ts';

type Values = Readonly<Record<string, unknown>>;

/** One change of the sources of a site. Articles are meant by their number, counted round. */
export type Edit =
  | { readonly edit: 'change'; readonly piece: number; readonly to: Values }
  | { readonly edit: 'add'; readonly name: string; readonly to: Piece }
  /** `reword`: other words as long as those before. */
  | { readonly edit: 'remove' | 'rename' | 'reword'; readonly piece: number }
  | { readonly edit: 'swap'; readonly piece: number; readonly other: number }
  /** A picture of another size in as many bytes. */
  | { readonly edit: 'repaint'; readonly extra: number }
  | { readonly edit: 'extra'; readonly extra: number; readonly to: Extra }
  | { readonly edit: 'config'; readonly to: Values }
  | { readonly edit: 'now'; readonly to: number };

/** How a file is written: `same time` gives it back the time it had, `anew` puts another file in its place. */
export type Writing = 'plain' | 'same time' | 'anew';

/** What happens between two builds. */
export type Step =
  | { readonly step: 'edit'; readonly edits: readonly Edit[]; readonly writing: Writing }
  /** An article that cannot be published, and then the site as it was. */
  | { readonly step: 'break'; readonly piece: number; readonly text: string; readonly writing: Writing }
  /** The sources as they were at an earlier step. */
  | { readonly step: 'back'; readonly to: number; readonly writing: Writing }
  | Harm;

/** What happens between two builds without an edit. */
export type Harm =
  | { readonly step: 'touch'; readonly all: boolean; readonly file: number }
  /** All files are new, with what is in them; the lock is an older one. */
  | { readonly step: 'checkout' | 'lock' }
  | { readonly step: 'output'; readonly harm: (typeof outputHarms)[number]; readonly file: number }
  | { readonly step: 'cache'; readonly harm: (typeof cacheHarms)[number]; readonly file: number }
  | { readonly step: 'nothing' };

const outputHarms = ['delete', 'append', 'same size', 'all', 'older'] as const;
const cacheHarms = ['delete', 'empty', 'garbage', 'cut', 'flip', 'folder', 'all', 'older'] as const;

const index = nat(40);

const anyEdit: Arbitrary<Edit> = oneof(
  { weight: 10, arbitrary: record({ edit: constant('change'), piece: index, to: anyKey(pieceValues) }) },
  { weight: 4, arbitrary: record({ edit: constant('reword'), piece: index }) },
  {
    weight: 2,
    arbitrary: record({ edit: constant('add'), name: index.map((one) => `b${one}`), to: anyPiece }),
  },
  { weight: 3, arbitrary: record({ edit: constantFrom('remove', 'rename'), piece: index }) },
  { weight: 1, arbitrary: record({ edit: constant('swap'), piece: index, other: index }) },
  { weight: 4, arbitrary: record({ edit: constant('repaint'), extra: nat(1) }) },
  { weight: 3, arbitrary: record({ edit: constant('extra'), extra: nat(3), to: anyExtra }) },
  { weight: 3, arbitrary: record({ edit: constant('config'), to: anyKey(configValues) }) },
  { weight: 2, arbitrary: record({ edit: constant('now'), to: anyNow }) },
);

const writing = constantFrom<Writing>('plain', 'same time', 'same time', 'anew');

const broken = constantFrom(
  '---\ntitle: No date\n---\n\nText.\n',
  '---\ntitle: Clash\ndate: 2026-01-01\npermalink: /special/\nid: "same"\nattachments: [none.pdf]\n---\n\nText.\n',
  '---\ntitle: [open\n---\n\nText.\n',
  '',
);

export const anyStep: Arbitrary<Step> = oneof(
  {
    weight: 10,
    arbitrary: record({
      step: constant('edit'),
      edits: array(anyEdit, { minLength: 1, maxLength: 3 }),
      writing,
    }),
  },
  { weight: 1, arbitrary: record({ step: constant('break'), piece: index, text: broken, writing }) },
  { weight: 1, arbitrary: record({ step: constant('back'), to: index, writing }) },
  { weight: 1, arbitrary: record({ step: constant('touch'), all: boolean(), file: index }) },
  {
    weight: 2,
    arbitrary: record({ step: constant('output'), harm: constantFrom(...outputHarms), file: nat(200) }),
  },
  {
    weight: 2,
    arbitrary: record({ step: constant('cache'), harm: constantFrom(...cacheHarms), file: nat(200) }),
  },
  { weight: 2, arbitrary: record({ step: constantFrom('checkout', 'lock', 'nothing') }) },
);

/** Any one key of a record, with a value it may have. */
function anyKey(values: Readonly<Record<string, Arbitrary<unknown>>>): Arbitrary<Values> {
  return oneof(...Object.entries(values).map(([key, value]) => value.map((one) => ({ [key]: one }))));
}

/** The site after an edit. */
export function edited(site: Site, one: Edit): Site {
  const names = Object.keys(site.pieces);
  const at = (number: number) => names[number % names.length] ?? '';
  const pieces = new Map(Object.entries(site.pieces));
  const keep = () => ({ ...site, pieces: Object.fromEntries(pieces) });
  switch (one.edit) {
    case 'change': {
      const piece = pieces.get(at(one.piece));
      if (piece) pieces.set(at(one.piece), { ...piece, ...one.to });
      return keep();
    }
    case 'add':
      pieces.set(one.name, one.to);
      return keep();
    case 'remove':
      if (names.length > 1) pieces.delete(at(one.piece));
      return keep();
    case 'rename': {
      const piece = pieces.get(at(one.piece));
      if (piece) pieces.set(`${at(one.piece)}x`, piece);
      pieces.delete(at(one.piece));
      return keep();
    }
    case 'reword': {
      const piece = pieces.get(at(one.piece));
      if (piece)
        pieces.set(at(one.piece), {
          ...piece,
          title: piece.title.replaceAll(/[a-z]{5}/g, nextWord),
          blocks: piece.blocks.map((block) => ({ ...block, word: nextWord(block.word) })),
        });
      return keep();
    }
    case 'swap': {
      const [a, b] = [pieces.get(at(one.piece)), pieces.get(at(one.other))];
      if (a && b) pieces.set(at(one.piece), { ...a, blocks: b.blocks, title: b.title });
      if (a && b) pieces.set(at(one.other), { ...b, blocks: a.blocks, title: a.title });
      return keep();
    }
    case 'repaint':
      return withExtra(site, one.extra, {
        version: (site.extras[one.extra]?.version ?? 0) + 2,
        isThere: true,
      });
    case 'extra':
      return withExtra(site, one.extra, one.to);
    case 'config':
      return { ...site, config: { ...site.config, ...one.to } };
    default:
      return { ...site, now: one.to };
  }
}

function nextWord(word: string): string {
  return words[(words.indexOf(word) + 1) % words.length] ?? '';
}

function withExtra(site: Site, which: number, to: Extra): Site {
  return { ...site, extras: site.extras.map((extra, number) => (number === which ? to : extra)) };
}
