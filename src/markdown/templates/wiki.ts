import { edit, type Reading } from './reading.ts';
import { address, image, link, literal } from './write.ts';

const picture = /\.(?:apng|avif|bmp|gif|jpe?g|png|svg|webp)$/i;

/**
 * Reads `[[Page#heading|label]]` or, after `!`, an embed. Returns `undefined` for Markdown or plain text: `[[label]](href)`, `[[ -f file
 * ]]`, `[[1, 2]]`.
 */
export function readWiki(parsed: Reading, start: number): number | undefined {
  const { body, reference, standing, isDefined } = parsed;
  const match = /^!?\[\[([^[\]\n]{1,300})\]\](?!\(|\[(?!\[))/.exec(body.slice(start, start + 310));
  const inner = match?.[1];
  if (!match || inner === undefined || /^[\s^]|^[\d\s,.;+-]*$/.test(inner)) return undefined;
  const end = start + match[0].length;
  const { isFirst, isLast, isHtml } = standing(start, end);
  if (/^_?toc_?$/i.test(inner) && isFirst && isLast) return edit(parsed, start, end, '');
  if (isDefined(inner)) return undefined;
  const [target = '', ...rest] = inner.split(/\\?\|/);
  const [page = '', ...headings] = target.split('#').map((one) => one.trim());
  const label = rest.at(-1)?.trim();
  if (body[start] === '!' && picture.test(page)) {
    const alt = label === undefined || /^\d+(?:x\d+)?$/.test(label) ? '' : label;
    return edit(parsed, start, end, image({ src: reference('file', page) ?? page, alt }, !isHtml));
  }
  const name = label || [page, ...headings].filter((one) => one !== '').join(' › ');
  const file = page === '' ? '' : (reference('link', page) ?? reference('file', page));
  if (file === undefined) return edit(parsed, start, end, literal(name), 'wiki link');
  const last = headings.at(-1);
  // Only Obsidian supports blocks named by `^`.
  const href = file + (last === undefined || last.startsWith('^') ? '' : `#${fragment(last)}`);
  return edit(parsed, start, end, isHtml ? link(href, name) : `[${literal(name)}](${address(href)})`);
}

/** Returns the id of a heading, as on GitHub. */
function fragment(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}
