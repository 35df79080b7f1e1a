import {
  element,
  isBlock,
  isElement,
  rewrite,
  textOf,
  type Node,
  type Parent,
  type Root,
} from '../../markdown/from-html/tree.ts';

/** Replaces the shortcodes of a post that have an equivalent in HTML. */
export function expandShortcodes(content: string): string {
  const captions = pairs(content, /\[caption([^\]]{0,1000})\]/gi, /\[\/caption\]/gi, captioned);
  const samples = pairs(
    captions,
    /\[(?:source)?code([^\]]{0,200})\]\r?\n?/gi,
    /\[\/(?:source)?code\]/gi,
    sample,
  );
  const embeds = pairs(
    samples,
    /\[(?:embed|youtube|vimeo)[^\]]{0,200}\]/gi,
    /\[\/(?:embed|youtube|vimeo)\]/gi,
    (_, url) => (/^\s*https?:\/\/[^\s[\]<]+\s*$/.test(url) ? `\n\n${url.trim()}\n\n` : undefined),
  );
  return embeds
    .replaceAll(/\[(audio|video)(\s[^\]]{0,2000})\](?:\[\/\1\])?/gi, (whole, name: string, given: string) => {
      const src = /(?:src|mp3|m4a|ogg|wav|mp4|m4v|webm|ogv)=["']([^"']+)["']/i.exec(given)?.[1];
      return src === undefined ? whole : `<${name} controls src="${src}"></${name}>`;
    })
    .replaceAll(/\[(?:youtube|vimeo)[\s=]+["']?(https?:\/\/[^\s[\]"'<]{1,2000})["']?\s*\]/gi, '\n\n$1\n\n')
    .replaceAll(spoken, '[$1]');
}

/** Replaces each part of `text` between an opening and the next closing mark by the result of `change`; `undefined` keeps it. */
function pairs(
  text: string,
  opening: RegExp,
  closing: RegExp,
  change: (given: string, inner: string) => string | undefined,
): string {
  let [result, at] = ['', 0];
  let end: RegExpExecArray | null = null;
  for (const start of text.matchAll(opening)) {
    if (start.index < at) continue;
    const from = start.index + start[0].length;
    closing.lastIndex = from;
    // The closing mark found earlier may also be the next one here.
    if (end === null || end.index < from) end = closing.exec(text);
    if (end === null) break;
    const changed = change(start[1] ?? '', text.slice(from, end.index));
    if (changed === undefined) continue;
    result += text.slice(at, start.index) + changed;
    at = end.index + end[0].length;
  }
  return result + text.slice(at);
}

function sample(given: string, inner: string): string {
  const language = /^\s+(?:lang(?:uage)?=)?["']?([\w+#.-]{1,40})/.exec(given)?.[1];
  return `<pre><code${language === undefined ? '' : ` class="language-${language}"`}>${inner}</code></pre>`;
}

/** Shortcodes known by name alone; others are known by their attributes. */
const known = 'gallery|playlist|contact-form|contact-form-7|wpforms|ninja_form|sharethis|toc';
const shortcode = new RegExp(
  String.raw`\[(${known}|[a-z][\w-]{2,40}(?=\s+[\w-]{1,40}=["']))\b[^\]]{0,1000}\]`,
  'gi',
);

/** Shortcodes in double brackets, which are only shown. */
const spoken = new RegExp(
  String.raw`\[\[(\/?(?:${known}|audio|caption|code|embed|video|youtube)\b[^[\]\n]{0,300})\]\]`,
  'gi',
);

/** Returns the names of the shortcodes in the text that only WordPress can expand; those in code are only shown. */
export function shortcodesOf(tree: Root): readonly string[] {
  return [...new Set([...shownText(tree).matchAll(shortcode)].map(([, name = '']) => name))];
}

function shownText(node: Node | Root): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node) || (node.type === 'element' && isElement(node, 'pre', 'code'))) return '';
  return node.children.map(shownText).join('');
}

function captioned(given: string, inner: string): string {
  const [picture = ''] =
    /^\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?/i.exec(inner.slice(0, 10_000)) ?? [];
  const said = /\scaption=(["'])([^]*?)\1/.exec(given)?.[2] ?? inner.slice(picture.length).trim();
  return picture === '' ? inner : `<figure>${picture.trim()}<figcaption>${said}</figcaption></figure>`;
}

/**
 * Makes paragraphs of texts between empty lines, and line breaks of line ends, as WordPress's old editor does. Texts with blocks of the
 * new editor have them already. A URL alone becomes a link.
 */
export function paragraphs(tree: Root, isBlocks: boolean): void {
  if (!isBlocks) split(tree);
  rewrite(tree, (node) => {
    if (!isElement(node, 'p', 'div') || node.children.some((one) => one.type === 'element')) return [node];
    const text = textOf(node).trim();
    if (!/^https?:\/\/[^\s<>"]+$/.test(text)) return [node];
    return [element('p', [element('a', [{ type: 'text', value: text }], { href: text })])];
  });
}

function split(parent: Parent): void {
  const children: Node[] = [];
  let words: Node[] = [];
  const end = () => {
    while (words.length > 0 && isWhite(words[0])) words.shift();
    while (words.length > 0 && isWhite(words.at(-1))) words.pop();
    if (words.length > 0)
      children.push(
        element(
          'p',
          words.filter((one) => one.type !== 'doctype'),
        ),
      );
    words = [];
  };
  for (const node of parent.children) {
    if (isElement(node, 'blockquote', 'div', 'section')) split(node);
    // A comment between words is part of the text; it may mark the end of the summary.
    if (isBlock(node) || (node.type === 'comment' && /^\s*more\b/.test(node.value))) {
      end();
      children.push(node);
    } else if (node.type === 'text') {
      node.value
        .replaceAll(/\r\n?/g, '\n')
        .split(/\n[ \t]*\n\s*/)
        .forEach((part, index) => {
          if (index > 0) end();
          words.push(...lines(part, words.at(-1)));
        });
    } else words.push(node);
  }
  end();
  parent.children = children.filter((one) => one.type !== 'doctype');
}

/** Returns a text with a break at each line end, except after an existing break. */
function lines(text: string, before: Node | undefined): Node[] {
  return text.split('\n').flatMap((line, index): Node[] => {
    const value: Node = { type: 'text', value: line };
    if (index === 0) return [value];
    return index === 1 && isElement(before, 'br') && text.startsWith('\n')
      ? [value]
      : [element('br', []), value];
  });
}

function isWhite(node: Node | undefined): boolean {
  return node === undefined || (node.type === 'text' ? node.value.trim() === '' : isElement(node, 'br'));
}
