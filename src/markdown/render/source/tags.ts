import { Parser, Tokenizer } from 'htmlparser2';
import { allowedAttributes } from '../allowed-attributes.ts';
import { sanitizeHtml } from '../sanitize.ts';
import { ruleOf } from '../allowed-elements.ts';
import { attributesIn } from '../html-writer.ts';
import { embeddedLink, loadedPicture } from '../embeds.ts';
import { lose } from './view.ts';
import type { Resolve } from '../../model.ts';

/** A piece of a text, `[start, end)`, and what takes its place. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A tag, a comment or the like as it stands in HTML. */
export interface Tag {
  readonly kind: 'start' | 'end' | 'other';
  /** In lower case; `''` of what has none. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The tags of `html` in their order; lost where one is cut off. */
export function tagsIn(html: string): Tag[] {
  const tags: Tag[] = [];
  let name = '';
  let start = 0;
  const close = (end: number) => tags.push({ kind: 'start', name, start, end: end + 1 });
  const other = (from: number, end: number) => {
    const at = html.lastIndexOf('<', from);
    const last = html.indexOf('>', end);
    tags.push({ kind: 'other', name: '', start: at, end: last < 0 ? html.length : last + 1 });
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      onopentagname(from, end) {
        start = from - 1;
        name = html.slice(from, end).toLowerCase();
      },
      onopentagend: close,
      onselfclosingtag: close,
      onclosetag(from, end) {
        const last = html.indexOf('>', end);
        const at = html.lastIndexOf('<', from);
        if (last >= 0)
          tags.push({ kind: 'end', name: html.slice(from, end).toLowerCase(), start: at, end: last + 1 });
      },
      oncomment: (from, end, offset) => other(from, end - offset),
      oncdata: (from, end, offset) => other(from, end - offset),
      ondeclaration: other,
      onprocessinginstruction: other,
      onattribdata() {},
      onattribentity() {},
      onattribend() {},
      onattribname() {},
      onend() {},
      ontext() {},
      ontextentity() {},
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  // What is cut off here could be completed by what follows.
  if (/<[a-z/!?]/i.test(html.slice(tags.at(-1)?.end ?? 0))) lose();
  return tags;
}

/** Whether all of an element goes, or something else takes its place. */
export function isReplaced(tag: Tag, html: string): boolean {
  const rule = ruleOf(tag.name);
  if (tag.kind !== 'start' || rule.isVoid) return false;
  return rule.isDropped || (tag.name === 'object' && embeddedLink(given(html, tag)) !== undefined);
}

/** Whether a script should have loaded the image: a copy in `noscript` beside it shows the same. */
export function isLazyImage(tag: Tag, html: string): boolean {
  return tag.kind === 'start' && tag.name === 'img' && loadedPicture('img', given(html, tag)).isLazy;
}

/** What makes the HTML of a text safe to publish as part of Markdown: what its cleaned form is made of, tag by tag. */
export function safeTags(html: string, isInline: boolean, resolve: Resolve): Edit[] {
  const edits: Edit[] = [];
  const tags = tagsIn(html);
  let isLazy = false;
  for (let index = 0; index < tags.length; index++) {
    const tag = tags[index] ?? lose();
    const isSpare = tag.kind === 'start' && tag.name === 'noscript' && isLazy;
    if (isSpare || isReplaced(tag, html)) {
      const last = closing(tags, index);
      const end = tags[last]?.end ?? html.length;
      const text = isSpare ? '' : fragment(html.slice(tag.start, end), isInline, resolve);
      edits.push({ start: tag.start, end, text: text === '' ? nothing : text });
      index = last;
    } else {
      edits.push({ start: tag.start, end: tag.end, text: safeTag(tag, html, isInline, resolve) });
      if (tag.kind === 'start') isLazy = isLazyImage(tag, html);
    }
  }
  return edits.filter(({ start, end, text }) => text !== html.slice(start, end));
}

/** The number of the tag that ends the element tag `from` begins. */
export function closing(tags: readonly Tag[], from: number): number {
  let depth = 0;
  for (let index = from; index < tags.length; index++) {
    const tag = tags[index];
    if (tag?.name !== tags[from]?.name) continue;
    if (tag?.kind === 'start') depth++;
    else if (--depth === 0) return index;
  }
  return lose();
}

/** Stands where something was, so that what it kept apart stays apart. */
const nothing = '<!-- -->';

function safeTag(tag: Tag, html: string, isInline: boolean, resolve: Resolve): string {
  if (tag.kind === 'other') return nothing;
  const rule = ruleOf(tag.name);
  // Where a line must begin with a tag to be HTML, one that says nothing takes the place of one that goes.
  const gone = isInline ? '' : tag.kind === 'start' ? '<span>' : '</span>';
  if (tag.kind === 'end') return rule.name === '' ? gone : rule.isVoid ? '' : `</${rule.name}>`;
  if (rule.isVoid && (rule.name === '' || rule.name === 'img')) {
    const safe = fragment(html.slice(tag.start, tag.end), isInline, resolve);
    // Behind a comment, text stays what it is: no paragraph, and no Markdown.
    return isInline || safe.startsWith('<') ? safe : nothing + safe;
  }
  if (rule.name === '') return gone;
  const own = tag.name === 'source' ? loadedPicture('source', given(html, tag)).given : given(html, tag);
  // Two of the same name are told apart where the text is read again.
  const feed = attributesIn('feed', allowedAttributes(rule, own, { resolve, ids: new Set() }));
  return `<${rule.name}${feed}>`;
}

/** `html`, which is whole, cleaned; without a paragraph of its own where it stands in one. */
export function fragment(html: string, isInline: boolean, resolve: Resolve): string {
  const { feed } = sanitizeHtml(isInline ? `<p>${html}</p>` : html, { resolve, slug: () => '' });
  return isInline ? feed.replace(/^<p>/, '').replace(/<\/p>$/, '') : feed;
}

function given(html: string, { start, end }: Tag): Record<string, string> {
  let found: Record<string, string> = {};
  const parser = new Parser({ onopentag: (_, attribs) => void (found = attribs) });
  parser.end(html.slice(start, end));
  return found;
}
