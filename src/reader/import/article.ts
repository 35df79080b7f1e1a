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
  /** Whether its title consists of its first words. */
  readonly isUntitled: boolean;
  /** WordPress shortcodes that only WordPress can expand. */
  readonly shortcodes: readonly string[];
}

/** Writes an item as an article. Throws if its HTML is nested too deeply. */
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
  // Programs that require a text repeat the title if there is none.
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

/** Removes a notice that a WordPress plug-in adds only to the feed. */
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

/** Number of characters of a cut summary that must equal the text: programs skip different parts of the text after that. */
const enough = 40;

/** Returns the author's own summary, or `undefined` if it is cut from the text, or is the one that Feedmill would cut from it. */
function ownSummary(given: string | undefined, tree: Root, text: string): string | undefined {
  const summary = withoutNotice(line(given ?? ''));
  const start = summary.replace(ellipsis, '');
  const isCut = start !== summary && text.startsWith(start.slice(0, enough).trimEnd());
  if (start === '' || isCut || summary === text) return undefined;
  return summarise(toHtml(tree), (html) => html) === summary ? undefined : summary;
}

/** Returns the title of an item; without one, its first words, its day or its id. */
export function titleOf({ title, html, summary, published, id }: SubscribedItem): string {
  const day = published === undefined ? line(id) : new Date(published).toISOString().slice(0, 10);
  return line(title) || firstWords(htmlLine(html ?? '') || line(summary ?? '')) || day;
}

const longest = 60;

/** Returns the beginning of a text as a title: up to the end of a sentence or of a word. */
function firstWords(text: string): string {
  if (text.length <= longest) return text;
  const sentence = /^.{10,60}?[.!?。！？](?=\s)/u.exec(text)?.[0];
  const words = text.slice(0, longest).replace(/\s+\S*$/, '');
  return sentence ?? `${words}…`;
}
