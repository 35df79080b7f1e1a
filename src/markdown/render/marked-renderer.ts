import type { MarkedExtension } from 'marked';
import { escapeAttribute, escapeText } from '../../base/text.ts';

const bareAmpersand = /&(?!(?:#\d{1,7}|#[Xx][\dA-Fa-f]{1,6}|[A-Za-z]\w*);)/g;

/** Escapes `raw` for HTML text and keeps the author's character references. */
export function escapeKeepingReferences(raw: string): string {
  return /[&<>]/.test(raw)
    ? raw.replaceAll(bareAmpersand, '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    : raw;
}

function attribute(name: string, raw: string, isLiteral = false): string {
  const value = isLiteral ? escapeAttribute(raw) : escapeKeepingReferences(raw).replaceAll('"', '&quot;');
  return ` ${name}="${value}"`;
}

const alert = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i;

/** The first word of what follows a code fence: `js` in `js {1,3}` and in `{.js}`. */
const firstWord = /[a-z0-9][\w+#.-]*/i;

/**
 * An extension of `marked` for what it writes differently: addresses are not percent-encoded, because the file they name is
 * looked up by them; quotation marks in text are not escaped; alerts; task lists.
 */
export const htmlRenderer: MarkedExtension = {
  renderer: {
    text(token) {
      if ('tokens' in token && token.tokens) return this.parser.parseInline(token.tokens);
      return 'escaped' in token && token.escaped ? token.text : escapeKeepingReferences(token.text);
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
