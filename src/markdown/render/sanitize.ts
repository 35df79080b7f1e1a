import {
  attribute,
  attributes,
  identity,
  isOrdinary,
  languageOf,
  text,
  tidyText,
} from './allowed-attributes.ts';
import type { Scope } from './allowed-attributes.ts';
import { division, placed, rules, unknown } from './allowed-elements.ts';
import type { Rule } from './allowed-elements.ts';
import { embedded, picture } from './embeds.ts';
import { hidden, openElement } from './frame.ts';
import type { OpenElement } from './frame.ts';
import type { Highlight } from './highlight.ts';
import { parseHtml } from './parse-html.ts';
import { target } from './urls.ts';
import type { Resolve, Rendered } from '../model.ts';

/** What cleaning needs besides the HTML. */
export interface CleanOptions {
  readonly resolve: Resolve;
  /** Names a heading: gives a fresh id for its text, or `''`. */
  readonly slug: (text: string) => string;
  /** Colours code. Absent where no page HTML is wanted. */
  readonly highlight?: Highlight;
}

/** Deeper than any article, and than browsers build a tree. */
const deepest = 500;

/**
 * `html`, whoever wrote it, as HTML for feeds and for a page: only elements and attributes that are listed, every
 * URL resolved, everything closed. Throws where elements are nested more than 500 deep.
 *
 * One parse, and one handler that writes both forms: the sanitiser libraries either refuse Node 20 or build a
 * tree for several times the cost of everything else done to an article. An allow-list of our own is safe here
 * because nothing of the source is passed on: each element, attribute and text is written anew and escaped;
 * only elements of the HTML namespace come out, none of them with raw text in it, so that there is no second
 * way of reading the output; and an element comes out only where a parser leaves it (see `placed`).
 */
export function cleanHtml(html: string, { resolve, slug, highlight }: CleanOptions): Rendered {
  const feed: string[] = [];
  const page: string[] = [];
  const scope: Scope = { resolve, ids: new Set() };
  /** What the parser has open, and those of it that come out. */
  const frames: OpenElement[] = [];
  const open: OpenElement[] = [];
  let heading: OpenElement | undefined;
  /** Text that is not written yet: the parser reports it in pieces. */
  let pending = '';
  /** The frame that was opened last, if nothing came since. */
  let fresh: OpenElement | undefined;
  /** How many elements are open that go with their content. */
  let gone = 0;
  /** Whether the latest thing written was an image a script should have loaded. */
  let isLazy = false;

  function put(forFeed: string, forPage = forFeed): void {
    if (open.at(-1)?.rule.isTablePart) {
      // Between cells: a parser moves it before the table, so that is where it is written.
      const at = open.findLast((one) => one.rule.name === 'table')?.at ?? 0;
      feed[at] = forFeed + (feed[at] ?? '');
      page[at] = forPage + (page[at] ?? '');
      return;
    }
    feed.push(forFeed);
    page.push(forPage);
  }

  function start(tag: string, wanted: Rule, given: Readonly<Record<string, string>>): OpenElement {
    const rule = wanted.name === '' ? wanted : placed(wanted, open);
    const { name } = rule;
    if (name === '') return hidden(tag, false);
    const id = rule.isHeading ? identity(given['id'] ?? '', scope.ids) : undefined;
    const both = attributes(rule, id === undefined ? given : withoutId(given), scope);
    // An anchor without address or name, and a span without anything, say nothing.
    if ((name === 'a' || name === 'span') && both.feed === '' && both.page === '') return hidden(tag, false);
    if (rule.isBlock) endParagraph();
    const parent = open.at(-1);
    if (parent) parent.isMixed = true;
    const language =
      name === 'code' && parent?.rule.name === 'pre' ? languageOf(given['class'] ?? '') : undefined;
    const frame = openElement(tag, rule, feed.length, false, id, language);
    const extra = name === 'audio' || name === 'video' ? ' controls=""' : '';
    feed.push(`<${name}${both.feed}${extra}>`);
    if (name === 'table') {
      page.push(`<div class="table" tabindex="0"><table${both.page}>`);
      frame.tail = '</div>';
    } else page.push(`<${onPage(name)}${both.page}${extra}${name === 'pre' ? ' tabindex="0"' : ''}>`);
    open.push(frame);
    if (rule.isHeading) heading = frame;
    isLazy = false;
    return frame;
  }

  /** A paragraph that is about to get a block inside becomes one itself: closing it would tear what is in it. */
  function endParagraph(): void {
    for (let index = open.length - 1; index >= 0; index--) {
      const frame = open[index];
      const name = frame?.rule.name;
      if (!frame || name === 'td' || name === 'th' || name === 'caption') return;
      if (name !== 'p') continue;
      frame.rule = division;
      for (const output of [feed, page]) rewrite(output, frame.at, /^<p/, '<div');
      return;
    }
  }

  function end(frame: OpenElement): void {
    if (frame.isGone) gone--;
    const { name } = frame.rule;
    if (name === '') return;
    open.pop();
    if (feed[frame.at] === '<p>' && isBlank(feed, frame.at + 1)) {
      feed[frame.at] = '';
      page[frame.at] = '';
      return;
    }
    if (frame === heading) anchor(frame);
    if (frame.language !== undefined && !frame.isMixed && frame.text !== '') {
      const coloured = highlight?.(frame.text, frame.language);
      if (coloured !== undefined) page.fill('', frame.at + 1)[frame.at + 1] = coloured;
    }
    feed.push(`</${name}>`);
    page.push(`</${onPage(name)}>${frame.tail}`);
  }

  /** Gives the heading its id, now that its text is known, and on a page a link to itself, named by its text. */
  function anchor(frame: OpenElement): void {
    heading = undefined;
    const id = frame.id ?? identity(slug(frame.text.replaceAll(/\s+/g, ' ').trim()), scope.ids);
    if (id === undefined) return;
    const { name: own } = frame.rule;
    rewrite(feed, frame.at, /^<h\d/, `<${own}${attribute('id', id)}`);
    rewrite(page, frame.at, /^<h\d/, `<${onPage(own)}${attribute('id', id)}`);
    if (open.some(({ rule: { name } }) => name === 'a' || name === 'summary')) return;
    page[frame.at] = `<div class="heading">${page[frame.at] ?? ''}`;
    const leading = attribute('href', `#${encodeURIComponent(id)}`) + attribute('aria-labelledby', id);
    frame.tail = `<a class="anchor"${leading}>#</a></div>`;
  }

  function image(rule: Rule, given: Readonly<Record<string, string>>): void {
    const shown = picture('img', given);
    const both = attributes(rule, shown.given, scope);
    if (both.feed.includes(' src="')) {
      put(`<img${both.feed}>`, `<img${both.page} loading="lazy" decoding="async">`);
      isLazy = shown.lazy;
    } else if (given['alt'] !== undefined) characters(given['alt']);
  }

  function link(given: Readonly<Record<string, string>>): void {
    const embed = embedded(given);
    const found = embed && target(embed.href, 'link', resolve);
    if (!embed || !found) return;
    const label = text(tidyText(embed.label));
    const [left, right] = (open.at(-1)?.rule ?? unknown).isFlow ? ['<p>', '</p>'] : ['', ''];
    const isInLink = open.some((one) => one.rule.name === 'a');
    const write = (url: string) => (isInLink ? label : `<a${attribute('href', tidyText(url))}>${label}</a>`);
    put(left + write(found.url) + right, left + write(found.page) + right);
  }

  /** An element without content. */
  function single(tag: string, rule: Rule, given: Readonly<Record<string, string>>): void {
    const parent = open.at(-1);
    if (parent) parent.isMixed = true;
    if (tag === 'img') image(rule, given);
    else if (tag === 'embed' || tag === 'frame') link(given);
    else if (tag === 'input' && given['type'] === 'checkbox' && given['disabled'] !== undefined)
      put(given['checked'] === undefined ? '☐' : '☑');
    else if (rule.name !== '') {
      const isPlaced = placed(rule, open).name !== '';
      if (rule.parents && !isPlaced) return;
      if (rule.isBlock) endParagraph();
      const both = attributes(rule, tag === 'source' ? picture(tag, given).given : given, scope);
      if (isPlaced) {
        // A column stands between the parts of a table, where `put` would not leave it.
        feed.push(`<${tag}${both.feed}>`);
        page.push(`<${tag}${both.page}>`);
      } else put(`<${tag}${both.feed}>`, `<${tag}${both.page}>`);
    }
  }

  function characters(raw: string): void {
    const isPlain = isOrdinary(raw);
    const data = isPlain ? raw : tidyText(raw);
    if (data === '') return;
    const parent = open.at(-1);
    if (/[^\t\n\f\r ]/.test(data)) isLazy = false;
    else if (parent?.rule.isTablePart) {
      feed.push(data);
      page.push(data);
      return;
    }
    if (heading) heading.text += data;
    if (parent?.language !== undefined) parent.text += data;
    const shown = isPlain ? data : text(data);
    // A parser leaves out a line feed right after `<pre>`; one that stood behind something else is meant.
    const isEaten =
      parent?.rule.name === 'pre' &&
      parent !== fresh &&
      feed.length === parent.at + 1 &&
      data.startsWith('\n');
    put(isEaten ? `\n${shown}` : shown);
  }

  function flush(): void {
    if (pending !== '') characters(pending);
    pending = '';
    fresh = undefined;
  }

  parseHtml(html, () => ({
    open(tag, given, isImplied) {
      flush();
      if (frames.length >= deepest) throw new Error(`Elements are nested more than ${deepest} deep.`);
      const rule = rules.get(tag) ?? unknown;
      if (rule.isVoid) {
        if (gone === 0) single(tag, rule, given);
        return;
      }
      const isEmbed = tag === 'iframe' || (tag === 'object' && embedded(given) !== undefined);
      if (gone === 0 && isEmbed) link(given);
      // The parser reports `</p>` without `<p>` as an empty paragraph.
      const isGone = isEmbed || rule.isGone || (tag === 'noscript' && isLazy) || (tag === 'p' && isImplied);
      if (isGone) gone++;
      const frame = gone > 0 ? hidden(tag, isGone) : start(tag, rule, given);
      frames.push(frame);
      fresh = frame;
    },
    text(data) {
      if (gone === 0) pending += data;
    },
    close(tag) {
      // At the end of the text a tag may be cut off: its element is closed without having been opened.
      if (frames.at(-1)?.tag !== tag) return;
      flush();
      const frame = frames.pop();
      if (frame) end(frame);
    },
  }));
  flush();
  for (let frame = frames.pop(); frame; frame = frames.pop()) end(frame);
  return { feed: feed.join(''), page: highlight ? page.join('') : '' };
}

function withoutId(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => name !== 'id'));
}

function rewrite(output: string[], at: number, found: RegExp, replacement: string): void {
  output[at] = (output[at] ?? '').replace(found, () => replacement);
}

function isBlank(output: readonly string[], from: number): boolean {
  for (let index = from; index < output.length; index++)
    if ((output[index] ?? '').trim() !== '') return false;
  return true;
}

/** On a page the article's title is the one heading of level 1; a feed's item has its title elsewhere. */
function onPage(name: string): string {
  return name === 'h1' ? 'h2' : name;
}
