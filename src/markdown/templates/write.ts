import { escape, line } from '../../base/text.ts';

/** Escapes `text` for Markdown and HTML, so that nothing in it is markup. */
export function literal(text: string): string {
  return line(text).replaceAll(/[!-/:-@[-`{-~]/g, reference);
}

/** Escapes code as the content of an element, on one line of the source: no line of it can become Markdown. */
export function literalCode(code: string): string {
  return code.replaceAll(/[!-/:-@[-`{-~\n]/g, reference);
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** Returns an attribute with a space before it; an empty text without a value. */
export function attribute(name: string, value: string | undefined): string {
  if (value === undefined) return '';
  return ` ${name}="${escape(line(value)).replaceAll(/[{}[\]`\\$|]/g, reference)}"`;
}

/** Escapes a URL for use in parentheses, in quotes, or alone in a text. */
export function address(href: string): string {
  return href.replaceAll(
    /[\s()<>"'{}[\]\\^`|$*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/**
 * Returns HTML for the beginning of a line that does not include the next line: a comment ends the HTML block on the line it begins
 * (CommonMark §4.6).
 */
export function block(html: string): string {
  return `<!-- -->${html}`;
}

/** Returns a link; as an element, because HTML works in more places than Markdown. */
export function link(href: string, label = href.replace(/^https?:\/\//, '')): string {
  return `<a${attribute('href', href)}>${literal(label)}</a>`;
}

/** An image and its texts. */
export interface Figure {
  readonly src: string;
  readonly alt?: string | undefined;
  readonly title?: string | undefined;
  readonly width?: string | undefined;
  readonly height?: string | undefined;
}

/** Returns an image, as Markdown if `isMarkdown` is true and otherwise as HTML. */
export function image({ src, alt = '', title, width, height }: Figure, isMarkdown = false): string {
  const size = attribute('width', width) + attribute('height', height);
  if (!isMarkdown || size !== '')
    return `<img${attribute('src', src)}${attribute('alt', alt)}${attribute('title', title)}${size}>`;
  const tip = title === undefined ? '' : ` "${literal(title)}"`;
  return `![${literal(alt)}](${address(src)}${tip})`;
}

/** Returns a figure, with Hugo's names of its parts. */
export function figure(given: Figure, named: Readonly<Record<string, string | undefined>>): string {
  const picture = image(given);
  const shown = named['link'] ? `<a${attribute('href', named['link'])}>${picture}</a>` : picture;
  const credit = named['attr'];
  const caption = [
    named['heading'] ? `<strong>${literal(named['heading'])}</strong>` : '',
    named['caption'] ? rich(named['caption']) : '',
    credit ? (named['attrlink'] ? link(named['attrlink'], credit) : rich(credit)) : '',
  ].filter((part) => part !== '');
  const below = caption.length > 0 ? `<figcaption>${caption.join(' ')}</figcaption>` : '';
  return block(`<figure>${shown}${below}</figure>`);
}

const inline =
  /\[([^[\]\n]{1,300})\]\(([^()\s]{1,1000})\)|<a\s[^<>]{0,500}?href=(["'])([^"'<>]{0,1000})\3[^<>]{0,500}>([^<>]{0,300})<\/a>|<\/?[a-z][^<>]{0,500}>|(?<![\w*])(\*\*?|__?)(?! )([^*_]{1,300}?)(?<! )\6(?![\w*])/gi;

/** Returns a caption: of its markup, links and emphasis stay. */
function rich(text: string): string {
  let html = '';
  let from = 0;
  for (const match of text.matchAll(inline)) {
    const [whole, label, href, , address2, label2, mark, emphasis] = match;
    html += spaced(text.slice(from, match.index));
    const target = href ?? address2;
    const element = mark?.length === 2 ? 'strong' : 'em';
    if (target !== undefined) html += link(target, label ?? label2 ?? target);
    else if (emphasis !== undefined) html += `<${element}>${literal(emphasis)}</${element}>`;
    from = match.index + whole.length;
  }
  return html + spaced(text.slice(from));
}

function spaced(text: string): string {
  const [left, right] = [/^\s/.test(text) ? ' ' : '', /\s$/.test(text) ? ' ' : ''];
  const inner = literal(text);
  return inner === '' ? left : left + inner + right;
}
