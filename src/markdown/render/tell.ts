import type { MarkedToken, Token, Tokens } from 'marked';
import { decoded } from './parse-html.ts';
import type { Handler, HtmlEvents } from './parse-html.ts';
import { hasReference, isAlert, languageOf, referenced } from './marked-renderer.ts';

/**
 * Tells the HTML of `tokens` as `write.ts` writes it and a parser reads it again, without either; nothing where something
 * else could be read from it than was written, as with an author's own HTML.
 */
export function tellTokens(tokens: readonly Token[]): HtmlEvents | undefined {
  return tokens.every((token) => isTold(token, 0, false))
    ? (handlerOf) =>
        all(
          tokens,
          handlerOf(() => {}),
        )
    : undefined;
}

/** Far from where `Handler`s want to stop. */
const deepest = 100;

function isTold(given: Token, depth: number, inLink: boolean): boolean {
  if (depth > deepest) return false;
  const token = marked(given);
  const areTold = (tokens: readonly Token[] | undefined, link = inLink) =>
    tokens?.every((one) => isTold(one, depth + 1, link)) ?? true;
  switch (token.type) {
    case 'space':
    case 'def':
    case 'hr':
    case 'br':
    case 'code':
    case 'codespan':
    case 'escape':
    case 'checkbox':
      return true;
    case 'text':
      return token.escaped !== true && areTold(token.tokens);
    case 'paragraph':
    case 'heading':
    case 'strong':
    case 'em':
    case 'del':
      return areTold(token.tokens);
    case 'blockquote':
      return !isAlert(token.text) && areTold(token.tokens);
    case 'list':
      return token.items.every(({ tokens }) => areTold(tokens));
    case 'table':
      return [token.header, ...token.rows].flat().every(({ tokens }) => areTold(tokens));
    case 'link':
      // A parser ends a link where another one begins.
      return !inLink && isPlain(token) && areTold(token.tokens, true);
    case 'image':
      return isPlain(token) && token.tokens.every(({ type }) => type === 'text') && !hasReference(token.text);
    default:
      return false;
  }
}

function isPlain({ href, title }: Tokens.Link | Tokens.Image): boolean {
  return !hasReference(href) && !hasReference(title ?? '');
}

function marked(token: Token): MarkedToken {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- tokens are told apart by their type alone
  return token as MarkedToken;
}

function all(tokens: readonly Token[], handler: Handler): void {
  for (const token of tokens) tell(marked(token), handler);
}

function tell(token: MarkedToken, handler: Handler): void {
  switch (token.type) {
    case 'text':
      if (token.tokens) all(token.tokens, handler);
      else handler.text(read(token.text));
      return;
    case 'escape':
      handler.text(read(token.text));
      return;
    case 'paragraph':
      element('p', bare, token.tokens, handler);
      handler.text('\n');
      return;
    case 'heading':
      element(`h${token.depth}`, bare, token.tokens, handler);
      handler.text('\n');
      return;
    case 'strong':
    case 'em':
    case 'del':
      element(token.type, bare, token.tokens, handler);
      return;
    case 'codespan':
      handler.open('code', bare, false);
      handler.text(token.text);
      handler.close('code');
      return;
    case 'link':
      element('a', titled({ href: token.href }, token), token.tokens, handler);
      return;
    case 'image': {
      const alt = token.tokens.map((one) => altOf(marked(one))).join('');
      element('img', titled({ src: token.href, alt }, token), [], handler);
      return;
    }
    case 'br':
      element('br', bare, [], handler);
      return;
    case 'hr':
      element('hr', bare, [], handler);
      handler.text('\n');
      return;
    case 'code':
      code(token, handler);
      return;
    case 'checkbox': {
      const given = token.checked ? { checked: '', disabled: '' } : { disabled: '' };
      element('input', { ...given, type: 'checkbox' }, [], handler);
      handler.text(' ');
      return;
    }
    case 'blockquote':
      handler.open('blockquote', bare, false);
      handler.text('\n');
      all(token.tokens, handler);
      handler.close('blockquote');
      handler.text('\n');
      return;
    case 'list':
      list(token, handler);
      return;
    case 'table':
      table(token, handler);
      return;
    default:
  }
}

/** No attributes. */
const bare: Readonly<Record<string, string>> = {};

function element(
  tag: string,
  given: Readonly<Record<string, string>>,
  inside: readonly Token[],
  handler: Handler,
): void {
  handler.open(tag, given, false);
  all(inside, handler);
  handler.close(tag);
}

function altOf(token: MarkedToken): string {
  return token.type === 'text' ? token.text : '';
}

/** An author's text: character references in it stand for what they name. */
function read(text: string): string {
  return hasReference(text) ? decoded(referenced(text), '<') : text;
}

function titled(
  given: Readonly<Record<string, string>>,
  { title }: Tokens.Link | Tokens.Image,
): Readonly<Record<string, string>> {
  return title ? { ...given, title } : given;
}

function code({ text, lang }: Tokens.Code, handler: Handler): void {
  const language = languageOf(lang);
  handler.open('pre', bare, false);
  handler.open('code', language === undefined ? bare : { class: `language-${language}` }, false);
  if (text !== '') handler.text(`${text.replace(/\n$/, '')}\n`);
  handler.close('code');
  handler.close('pre');
  handler.text('\n');
}

function list({ ordered, start, items }: Tokens.List, handler: Handler): void {
  const tag = ordered ? 'ol' : 'ul';
  handler.open(tag, ordered && start !== 1 ? { start: String(start) } : bare, false);
  handler.text('\n');
  for (const { tokens, task } of items) {
    element('li', task ? { class: 'task-list-item' } : bare, tokens, handler);
    handler.text('\n');
  }
  handler.close(tag);
  handler.text('\n');
}

function table({ header, rows }: Tokens.Table, handler: Handler): void {
  handler.open('table', bare, false);
  handler.text('\n');
  handler.open('thead', bare, false);
  handler.text('\n');
  row(header, handler);
  handler.close('thead');
  handler.text('\n');
  if (rows.length > 0) {
    handler.open('tbody', bare, false);
    for (const cells of rows) row(cells, handler);
    handler.close('tbody');
  }
  handler.close('table');
  handler.text('\n');
}

function row(cells: readonly Tokens.TableCell[], handler: Handler): void {
  handler.open('tr', bare, false);
  handler.text('\n');
  for (const { tokens, align, header } of cells) {
    element(header ? 'th' : 'td', align ? { align } : bare, tokens, handler);
    handler.text('\n');
  }
  handler.close('tr');
  handler.text('\n');
}
