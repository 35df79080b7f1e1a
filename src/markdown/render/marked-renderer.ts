import type { MarkedExtension } from 'marked';
import { escapeText } from './allowed-attributes.ts';

const entity = /&(?!(?:#\d{1,7}|#[Xx][\dA-Fa-f]{1,6}|[A-Za-z]\w*);)/g;

/** `raw` as HTML text in which the author's character references stay what they are. */
export function referenced(raw: string): string {
  return /[&<>]/.test(raw)
    ? raw.replaceAll(entity, '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    : raw;
}

function attribute(name: string, raw: string, isLiteral = false): string {
  return ` ${name}="${(isLiteral ? escapeText(raw) : referenced(raw)).replaceAll('"', '&quot;')}"`;
}

const alert = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i;

/** The first word of what follows a code fence: `js` in `js {1,3}` and in `{.js}`. */
const firstWord = /[a-z0-9][\w+#.-]*/i;

/**
 * How `marked` writes HTML, where that differs from its own way: addresses are not percent-encoded, for whoever
 * looks for the file they name; quotes in text stay quotes, which spares the cleaning much work; alerts; tasks.
 */
export const htmlRenderer: MarkedExtension = {
  renderer: {
    text(token) {
      if ('tokens' in token && token.tokens) return this.parser.parseInline(token.tokens);
      return 'escaped' in token && token.escaped ? token.text : referenced(token.text);
    },
    codespan: (token) => `<code>${escapeText(token.text)}</code>`,
    code({ text: code, lang }) {
      const language = firstWord.exec(lang ?? '')?.[0];
      const opening = language === undefined ? '<code>' : `<code class="language-${language}">`;
      const ending = code === '' ? '' : '\n';
      return `<pre>${opening}${escapeText(code.replace(/\n$/, ''))}${ending}</code></pre>\n`;
    },
    link({ href, title, text: label, tokens, autolink = false }) {
      const content = autolink ? escapeText(label) : this.parser.parseInline(tokens);
      return `<a${attribute('href', href, autolink)}${title ? attribute('title', title) : ''}>${content}</a>`;
    },
    image({ href, title, text: label, tokens }) {
      const alt = tokens ? this.parser.parseInline(tokens, this.parser.textRenderer) : label;
      return `<img${attribute('src', href)}${attribute('alt', alt)}${title ? attribute('title', title) : ''}>`;
    },
    listitem({ tokens, task }) {
      return `<li${task ? ' class="task-list-item"' : ''}>${this.parser.parse(tokens)}</li>\n`;
    },
    blockquote({ text: source, tokens }) {
      const body = this.parser.parse(tokens);
      const kind = alert.exec(source)?.[1]?.toLowerCase();
      const rest = body.replace(/^<p>\[!\w+\]\s*(?:<br>\s*)?(?:<\/p>\s*|(?=\S))/, (found) =>
        found.includes('</p>') ? '' : '<p>',
      );
      if (kind === undefined || rest === body || rest.trim() === '')
        return `<blockquote>\n${body}</blockquote>\n`;
      const name = (kind[0] ?? '').toUpperCase() + kind.slice(1);
      return (
        `<blockquote class="markdown-alert markdown-alert-${kind}">\n` +
        `<p class="markdown-alert-title"><strong>${name}</strong></p>\n${rest}</blockquote>\n`
      );
    },
  },
};
