import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { extraPaths, type Block, type Piece, type Site } from './random-site.ts';

const day = (days: number) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10);

/** The moment `days` after the first of the year, as `--now` takes it. */
export function moment(days: number): string {
  return `${day(days)}T12:00:00Z`;
}

/** Path of an article's file below the root. */
export function piecePath(name: string, { folder, isBundle }: Piece): string {
  return posix.join('content', folder, isBundle ? `${name}/index.md` : `${name}.md`);
}

/** All files of a site by path. */
export function siteFiles(site: Site): Map<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>([
    ['feedmill.yaml', `${JSON.stringify({ url: 'https://example.com/', ...site.config }, undefined, 1)}\n`],
    ['content/cover.png', picture(1400, 0)],
  ]);
  for (const name of ['talk.mp3', 'voice.mp3'])
    files.set(`content/${name}`, sound(site.extras[3]?.version ?? 0, name));
  for (const [index, path] of extraPaths.slice(0, 3).entries()) {
    const { version, isThere } = site.extras[index] ?? { version: 0, isThere: false };
    if (isThere)
      files.set(path, path.endsWith('.png') ? picture(20 + (version >> 1), version) : `a,${version}\n`);
  }
  for (const [name, piece] of Object.entries(site.pieces)) {
    const path = piecePath(name, piece);
    files.set(path, pieceText(name, piece, site));
    if (piece.isBundle) files.set(posix.join(posix.dirname(path), 'own.png'), picture(30, piece.day));
  }
  return files;
}

function pieceText(name: string, piece: Piece, site: Site): string {
  const { summary, slug, image, correction } = piece;
  const audio = piece.audio ?? (piece.folder === 'talks' ? 'talk.mp3' : undefined);
  const from = posix.dirname(piecePath(name, piece));
  const way = (to: string) => posix.relative(from, to);
  const data = {
    title: piece.title,
    date: day(piece.day),
    updated: piece.updated === undefined ? undefined : moment(piece.day + piece.updated),
    expires: piece.expires === undefined ? undefined : day(piece.day + piece.expires),
    tags: piece.tags,
    categories: piece.categories,
    authors: piece.authors,
    summary: summary && `Of the ${summary}.`,
    slug: slug && `${slug}-${name}`,
    permalink: piece.permalink ? `/special/${name}/` : undefined,
    draft: piece.draft || undefined,
    feed: piece.feed ? undefined : false,
    language: piece.language,
    translationKey: piece.translation,
    corrections: correction && [{ date: day(piece.day + 1), text: `It was the ${correction}.` }],
    image: image === undefined ? undefined : `/${extraPaths[image % 2]?.replace('content/', '')}`,
    // All that is in the podcast has to have something to hear.
    audio: audio && `/${audio}`,
  };
  const lines = Object.entries(data).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${JSON.stringify(value)}`],
  );
  const body = piece.blocks.map((block) => blockText(block, name, site, way));
  return `---\n${lines.join('\n')}\n---\n\n${body.join('\n\n')}\n`;
}

function blockText(
  { kind, word: of, other }: Block,
  name: string,
  site: Site,
  way: (to: string) => string,
): string {
  const names = Object.keys(site.pieces);
  const aim = names[other % names.length] ?? name;
  const piece = site.pieces[aim];
  const file = piece ? piecePath(aim, piece) : '';
  switch (kind) {
    case 'text':
      return `The ${of} of **today** is \`like\` no other. `.repeat(1 + (other % 8));
    case 'file-link':
      return `See [the ${of}](${way(file)}) too.`;
    case 'url-link':
      return `See [the ${of}](/${file.replace(/^content\/|(?:\/index)?\.md$/g, '')}/#top) too.`;
    case 'ref':
      return `See [the ${of}]({{< ref "${aim}.md" >}}) too.`;
    case 'picture':
      return `![The ${of}](${way(extraPaths[other % 2] ?? '')})`;
    case 'own':
      return '![Its own](own.png)';
    case 'download':
      return `[The ${of} in figures](${way(extraPaths[2] ?? '')})`;
    case 'code':
      return `\`\`\`js\nconst ${of} = ${other};\n\`\`\``;
    case 'note':
      return `The ${of} came late.[^1]\n\n[^1]: Not in ${other}.`;
    default:
      return `## The ${of}`;
  }
}

/** A PNG as far as its size is read; `version` is in its last byte. */
export function picture(width: number, version: number): Uint8Array {
  const bytes = Buffer.alloc(64);
  bytes.write('89504e470d0a1a0a0000000d49484452', 'hex');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(width, 20);
  bytes.set([8, 2], 24);
  bytes[63] = version;
  return bytes;
}

const sounds = ['cbr.mp3', 'vbr.mp3'].map((name) => readFileSync(join(import.meta.dirname, 'media', name)));

function sound(version: number, name: string): Uint8Array {
  const bytes = Buffer.from(sounds[(version + (name === 'talk.mp3' ? 0 : 1)) % 2] ?? '');
  bytes[bytes.length - 1] = version;
  return bytes;
}
