import { element, isBlock, isElement, rewrite, textOf, type Node, type Parent, type Root } from './tree.ts';

/** Shortcodes that are known by their names alone; others by their attributes. */
const known = 'gallery|playlist|contact-form|contact-form-7|wpforms|ninja_form|sharethis|toc';
const shortcode = new RegExp(
  String.raw`(?<!\[)\[(${known}|[a-z][\w-]{2,40}(?=\s+[\w-]+=["']))\b[^\]]*\](?!\])`,
  'gi',
);

/** The HTML of a post as WordPress would show it, as far as that can be known, and the names of the shortcodes that stay. */
export function expandShortcodes(content: string): {
  readonly html: string;
  readonly left: readonly string[];
} {
  const html = content
    .replaceAll(/\[caption([^\]]*)\]([^]*?)\[\/caption\]/gi, (_, given: string, inner: string) =>
      captioned(given, inner),
    )
    .replaceAll(/\[(audio|video)((?:\s[^\]]*)?)\](?:\[\/\1\])?/gi, (whole, name: string, given: string) => {
      const src = /(?:src|mp3|m4a|ogg|wav|mp4|m4v|webm|ogv)=["']([^"']+)["']/i.exec(given)?.[1];
      return src === undefined ? whole : `<${name} controls src="${src}"></${name}>`;
    })
    .replaceAll(
      /\[(?:embed|youtube|vimeo)(?:\s[^\]]*|=[^\]]*)?\]\s*(https?:\/\/[^\s[\]<]+)\s*\[\/(?:embed|youtube|vimeo)\]/gi,
      '\n\n$1\n\n',
    )
    .replaceAll(/\[(?:youtube|vimeo)[\s=]+["']?(https?:\/\/[^\s[\]"'<]+)["']?\s*\]/gi, '\n\n$1\n\n')
    .replaceAll(
      /\[(?:source)?code(?:\s+(?:lang(?:uage)?=)?["']?([\w+#.-]+)["']?[^\]]*)?\]\r?\n?([^]*?)\[\/(?:source)?code\]/gi,
      (_, language: string | undefined, inner: string) =>
        `<pre><code${language === undefined ? '' : ` class="language-${language}"`}>${inner}</code></pre>`,
    );
  const left = [...html.replaceAll(/<(pre|code)\b[^]*?<\/\1>/gi, '').matchAll(shortcode)].map(
    ([, name = '']) => name,
  );
  return { html: html.replaceAll(/\[\[([^\]\n]+)\]\]/g, '[$1]'), left: [...new Set(left)] };
}

function captioned(given: string, inner: string): string {
  const [picture = ''] = /^\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?/i.exec(inner) ?? [];
  const said = /\scaption=(["'])([^]*?)\1/.exec(given)?.[2] ?? inner.slice(picture.length).trim();
  return picture === '' ? inner : `<figure>${picture.trim()}<figcaption>${said}</figcaption></figure>`;
}

/**
 * Paragraphs where an author of WordPress's old editor left empty lines, lines where they ended one; where the text has blocks of
 * the new editor, it has them already. An address alone becomes a link.
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
    // A remark between words is one of them; it may say that the summary ends here.
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

/** A text with a break where a line ends, but for one that has a break already. */
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
