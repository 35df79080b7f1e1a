import {
  array,
  boolean,
  constant,
  constantFrom,
  nat,
  oneof,
  record,
  subarray,
  tuple,
  type Arbitrary,
} from 'fast-check';

/** An article of a made-up site; `undefined` is a key it does not have. */
export interface Piece {
  readonly folder: string;
  /** `name/index.md` with a picture beside it, not `name.md`. */
  readonly isBundle: boolean;
  readonly title: string;
  /** Days after the first of the year. */
  readonly day: number;
  readonly updated: number | undefined;
  readonly expires: number | undefined;
  readonly tags: readonly string[];
  readonly categories: readonly string[];
  readonly authors: readonly string[];
  readonly summary: string | undefined;
  readonly slug: string | undefined;
  readonly permalink: boolean;
  readonly draft: boolean;
  readonly feed: boolean;
  readonly language: string | undefined;
  readonly translation: string | undefined;
  readonly correction: string | undefined;
  readonly image: number | undefined;
  readonly audio: string | undefined;
  readonly blocks: readonly Block[];
}

export interface Block {
  readonly kind: (typeof blockKinds)[number];
  readonly word: string;
  /** Which article or file it means. */
  readonly other: number;
}

const blockKinds = [
  'text',
  'text',
  'file-link',
  'file-link',
  'url-link',
  'ref',
  'picture',
  'own',
  'download',
  'code',
  'note',
  'heading',
] as const;

/** A file beside the articles. */
export interface Extra {
  readonly version: number;
  readonly isThere: boolean;
}

/** A site: its articles by name, its other files, its config and the time it is built at. */
export interface Site {
  readonly pieces: Readonly<Record<string, Piece>>;
  readonly extras: readonly Extra[];
  readonly config: Readonly<Record<string, unknown>>;
  readonly now: number;
}

// All of one length, so that a change of words leaves the size of a file as it was.
export const words = ['ferry', 'storm', 'coast', 'river', 'bread'];
const word = constantFrom(...words);
const mostly = (value: boolean) => constantFrom(value, value, value, value, value, value, !value);

/** A value `share` times in three times nothing. */
function some<Value>(value: Arbitrary<Value>, share: number): Arbitrary<Value | undefined> {
  return oneof({ weight: 3, arbitrary: constant(undefined) }, { weight: share, arbitrary: value });
}

/** What each key of an article may be: also what an edit may change it to. */
export const pieceValues = {
  folder: constantFrom('', 'notes', 'news', 'news/deep', 'talks', 'de'),
  isBundle: mostly(false),
  title: tuple(word, word).map(([one, two]) => `${one} & <${two}>`),
  day: nat(170),
  updated: some(nat(150), 3),
  expires: some(nat(200), 1),
  tags: subarray(['Boats', 'Weather', 'C++', 'Bread & salt', 'مرفأ']),
  categories: subarray(['News', 'Essays']),
  authors: subarray(['jane', 'Tom Roe']),
  summary: some(word, 1),
  slug: some(word, 1),
  permalink: mostly(false),
  draft: mostly(false),
  feed: mostly(true),
  language: some(constantFrom('de', 'ar', 'pt-BR'), 1),
  translation: some(constantFrom('one', 'two'), 1),
  correction: some(word, 1),
  image: some(nat(3), 1),
  audio: some(constantFrom('talk.mp3', 'voice.mp3'), 1),
  blocks: array(record<Block>({ kind: constantFrom(...blockKinds), word, other: nat(40) }), {
    minLength: 1,
    maxLength: 5,
  }),
} satisfies { readonly [Key in keyof Piece]: Arbitrary<Piece[Key]> };

export const anyPiece: Arbitrary<Piece> = record(pieceValues);
export const anyExtra: Arbitrary<Extra> = record({ version: nat(5), isThere: mostly(true) });

/** The files beside the articles, in the order of `Site.extras`. */
export const extraPaths = ['content/tower.png', 'content/notes/pier.png', 'content/news/table.csv', 'cover'];

function customFeeds(explicit: boolean, type: string) {
  const owner = { name: 'Jane', email: 'podcast@example.com' };
  const podcast = { category: 'News', explicit, image: '/cover.png', owner, type };
  return [
    { name: 'partner', where: { tag: 'Boats', not: { section: 'news' } }, limit: 3 },
    { name: 'talks', where: { section: 'talks' }, podcast },
  ];
}

/** What each key of the config may be. */
export const configValues = {
  title: constantFrom('Harbour', 'Hills & dales'),
  language: constantFrom('en', 'de'),
  timezone: constantFrom('UTC', 'Asia/Tokyo'),
  pages: boolean(),
  limit: constantFrom(20, 3, 1),
  body: constantFrom('full', 'full', 'summary'),
  markdown: mostly(false),
  maxBytes: constantFrom(1_000_000, 10_000),
  archives: boolean(),
  archiveSize: constantFrom(50, 4),
  permalink: constantFrom('/{path}/', '/{year}/{slug}/', '/{section}/{slug}'),
  browserView: boolean(),
  hosting: subarray(['nginx', 'github-pages', 'vercel']).map((hosts) => ['netlify', ...hosts]),
  redirects: constantFrom({}, { '/old.xml': '/feed.xml' }),
  icon: constantFrom('/tower.png', 'https://example.org/icon.png'),
  people: constantFrom(
    { jane: { name: 'Jane Doe' } },
    { jane: { name: 'Jane Roe', url: 'https://example.org/jane' } },
  ),
  authors: constantFrom([], [{ name: 'The paper' }]),
  license: constantFrom('CC-BY-4.0', 'CC0-1.0'),
  feeds: record({
    by: subarray(['tag', 'category', 'author', 'section', 'language']),
    minimum: constantFrom(2, 1),
    limit: constantFrom(20, 2),
    custom: tuple(subarray(['partner', 'talks']), boolean(), constantFrom('episodic', 'serial')).map(
      ([names, explicit, type]) => customFeeds(explicit, type).filter(({ name }) => names.includes(name)),
    ),
  }),
};

/** Most of the articles are out by then. */
export const anyNow = constantFrom(40, 100, 140, 140, 160, 160, 190);

export const anySite: Arbitrary<Site> = record({
  pieces: array(anyPiece, { minLength: 5, maxLength: 14, size: 'max' }).map((all) =>
    Object.fromEntries(all.map((one, index) => [`a${index}`, one])),
  ),
  extras: tuple(anyExtra, anyExtra, anyExtra, anyExtra),
  config: record(configValues),
  now: anyNow,
});
