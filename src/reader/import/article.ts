import { toHtml } from 'hast-util-to-html';
import { summarise } from '../../markdown/render/summary.ts';
import type { SubscribedItem, Subscription } from '../feed/model.ts';
import { languageTag } from '../../base/language.ts';
import { htmlLine } from '../feed/text.ts';
import { clean, line } from '../../base/text.ts';
import { createI18n } from '../../pages/i18n.ts';
import { takeCredits } from './credits.ts';
import { frontOf } from './frontmatter.ts';
import { markdownOf } from '../../markdown/from-html/write-markdown.ts';
import { frontMatter } from './yaml-value.ts';
import { findNotes } from './footnotes.ts';
import { cleanTree } from './clean-tree.ts';
import { element, isElement, parseTree, textOf, type Root } from '../../markdown/from-html/tree.ts';
import { expandShortcodes, paragraphs, shortcodesOf } from './wordpress.ts';

/** An item as a Markdown file. */
export interface ImportedText {
  readonly text: string;
  /** Whether its title is made of its first words. */
  readonly isUntitled: boolean;
  /** Shortcodes of WordPress that only WordPress can fill. */
  readonly shortcodes: readonly string[];
}

/** Writes an item as an article. Throws where its HTML is nested too deep for anybody. */
export function importText(
  item: SubscribedItem,
  feed: Subscription,
  permalink: string | undefined,
): ImportedText {
  const content = clean(item.html ?? '');
  const tree = parseTree(item.post ? expandShortcodes(content) : content);
  if (item.post) paragraphs(tree, content.includes('<!-- wp:'));
  cleanTree(tree, { page: item.url, base: item.base ?? item.url ?? feed.home });
  const i18n = createI18n('UTC').of(languageTag(item.language ?? feed.language ?? '') ?? 'en');
  const credits = takeCredits(tree, item, i18n);
  takeNotice(tree);
  findNotes(tree);
  const text = line(textOf(tree));
  const summary = ownSummary(item.summary, tree, text);
  const isShort = text === '' && summary !== undefined;
  if (isShort) tree.children = [element('p', [{ type: 'text', value: summary }])];
  // Programs that have no text for what has to have one repeat the title.
  const body = text === line(item.title) && text !== '' ? '' : markdownOf(tree, 'github').trim();
  const front = frontOf(item, feed, {
    title: titleOf(item),
    permalink,
    summary: isShort ? undefined : summary,
    credits,
  });
  return {
    text: `${frontMatter(front)}${body === '' ? '' : `\n${body}\n`}`,
    isUntitled: line(item.title) === '',
    shortcodes: item.post ? shortcodesOf(tree) : [],
  };
}

/** What an extension of WordPress adds to the feed, and to nothing else. */
function takeNotice(tree: Root): void {
  const at = tree.children.findLastIndex((one) => one.type === 'element');
  const last = tree.children[at];
  const said = isElement(last, 'p') ? line(textOf(last)) : '';
  if (said !== '' && withoutNotice(said) === '') tree.children.splice(at, 1);
}

const notice = /\s*The post .{1,300} (?:appeared first on|first appeared on) .{1,300}\.$/;
const ellipsis = /\s*(?:…|\.\.\.|\[(?:…|\.\.\.)\]|Read more|Continue reading.{0,300})$/iu;

function withoutNotice(text: string): string {
  const end = text.slice(-700);
  return text.slice(0, -700) + end.replace(notice, '');
}

/** How much of a summary that was cut off has to be the same as the text: behind that, programs leave out what is none to them. */
const enough = 40;

/** The summary an author wrote: nothing where it is cut from the text, or is what Feedmill would cut from it. */
function ownSummary(given: string | undefined, tree: Root, text: string): string | undefined {
  const summary = withoutNotice(line(given ?? ''));
  const start = summary.replace(ellipsis, '');
  const isCut = start !== summary && text.startsWith(start.slice(0, enough).trimEnd());
  if (start === '' || isCut || summary === text) return undefined;
  return summarise(toHtml(tree), (html) => html) === summary ? undefined : summary;
}

/** What an item is called: by its first words, its day or its id where it has no title. */
export function titleOf({ title, html, summary, published, id }: SubscribedItem): string {
  const day = published === undefined ? line(id) : new Date(published).toISOString().slice(0, 10);
  return line(title) || firstWords(htmlLine(html ?? '') || line(summary ?? '')) || day;
}

const longest = 60;

/** The beginning of a text as a title: to the end of a sentence or of a word. */
function firstWords(text: string): string {
  if (text.length <= longest) return text;
  const sentence = /^.{10,60}?[.!?。！？](?=\s)/u.exec(text)?.[0];
  const words = text.slice(0, longest).replace(/\s+\S*$/, '');
  return sentence ?? `${words}…`;
}
