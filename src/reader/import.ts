import { titleOf, importText } from './import/article.ts';
import { isDraft, licenseText } from './import/frontmatter.ts';
import { configLines } from './import/yaml-value.ts';
import { nameOf, permalinkOf, siteOf, uniqueNames } from './import/paths.ts';
import { codeOf, describeError } from '../base/errno.ts';
import { writeNew, type Written } from './import/write.ts';
import { isIri } from '../content/article/identity.ts';
import { languageTag } from '../base/language.ts';
import { problem, type Problem } from '../problems/problem.ts';
import type { SubscribedItem, Subscription } from './feed/model.ts';
import { line } from '../base/text.ts';

/** A file an import made, or would make. */
export interface ImportedFile {
  /** Path as the user names its folder, with `/`. */
  readonly path: string;
  readonly state: Written;
  readonly id: string;
  readonly title: string;
  readonly draft: boolean;
}

/** What an import came to. */
export interface Import {
  readonly files: readonly ImportedFile[];
  /** What no article was made of, by its kind: `attachment`, `nav_menu_item`, `trash`, … */
  readonly leftOut: Readonly<Record<string, number>>;
  /** How many titles are made of first words, and how many pages get another address. */
  readonly untitled: number;
  readonly moved: number;
  /** Lines of a config that builds a site of the articles. */
  readonly config: readonly string[];
  readonly problems: readonly Problem[];
}

/** Where an import writes. */
export interface ImportOptions {
  /** The folder: absolute, and as the user names it. It is made where it is not there. */
  readonly folder: string;
  readonly name: string;
  /** Whether nothing is to be written. */
  readonly dry: boolean;
}

/**
 * Writes a Markdown article for each item of a feed, oldest first, so that names stay what they are when the feed grows. No file
 * is overwritten. A problem with one item leaves the others as they are.
 */
export async function importArticles(
  feed: Subscription,
  { folder, name, dry }: ImportOptions,
): Promise<Import> {
  const [chosen, leftOut] = choose(feed.items);
  const site = siteOf(feed.home, chosen);
  const unique = uniqueNames();
  const addresses = new Set<string>();
  const files: ImportedFile[] = [];
  const problems: Problem[] = [];
  let [untitled, moved] = [0, 0];
  for (const item of chosen.toReversed()) {
    const title = titleOf(item);
    const file = `${unique(nameOf(item, title))}.md`;
    const path = `${name.replace(/\/+$/, '')}/${file}`;
    const permalink = isDraft(item) ? undefined : permalinkOf(item.url, site);
    const isTaken = permalink !== undefined && addresses.has(permalink.toLowerCase());
    if (permalink !== undefined) addresses.add(permalink.toLowerCase());
    try {
      const { text, isUntitled, shortcodes } = importText(item, feed, isTaken ? undefined : permalink);
      const state = writeNew(folder, file, text, dry);
      files.push({ path, state, id: item.id, title, draft: isDraft(item) });
      if (state === 'kept') problems.push(problem('import-exists', { file: path }, { title }));
      if (item.published === undefined && item.post?.type !== 'page' && !isDraft(item))
        problems.push(problem('import-undated', { file: path }, { title }));
      if (shortcodes.length > 0)
        problems.push(
          problem(
            'import-shortcode',
            { file: path },
            { names: shortcodes.map((one) => `[${one}]`).join(', ') },
          ),
        );
      if (isUntitled) untitled++;
      if (isOut(item) && item.url !== undefined && (isTaken || permalink === undefined)) moved++;
    } catch (error) {
      problems.push(failure(error, path, item, title));
    }
  }
  return { files, leftOut, untitled, moved, config: configOf(feed, site, chosen, name), problems };
}

/** The items that are articles or pages, and what the others are. */
function choose(
  items: readonly SubscribedItem[],
): readonly [readonly SubscribedItem[], Readonly<Record<string, number>>] {
  const leftOut = new Map<string, number>();
  const chosen = items.filter(({ post }) => {
    if (post === undefined) return true;
    const isText = post.type === 'post' || post.type === 'page';
    const isKept = isText && /^(?:publish|future|draft|pending|private)$/.test(post.status);
    const kind = isText ? post.status : post.type;
    if (!isKept) leftOut.set(kind, (leftOut.get(kind) ?? 0) + 1);
    return isKept;
  });
  return [chosen, Object.fromEntries([...leftOut].toSorted(([a], [b]) => (a < b ? -1 : 1)))];
}

/** Whether somebody has read an item at its address. */
function isOut(item: SubscribedItem): boolean {
  return !isDraft(item) && item.post?.status !== 'future';
}

function failure(error: unknown, path: string, { place }: SubscribedItem, title: string): Problem {
  const detail = describeError(error);
  if (codeOf(error) !== undefined) return problem('import-write', { file: path }, { title, detail });
  return problem('import-content', place, { title, detail });
}

function configOf(
  feed: Subscription,
  site: string | undefined,
  items: readonly SubscribedItem[],
  folder: string,
): readonly string[] {
  const isPlain = items.every(({ id }) => isIri(line(id)));
  return configLines({
    url: site ?? 'https://example.com/',
    title: feed.title === '' ? 'My site' : feed.title,
    description: feed.description === feed.title ? undefined : feed.description,
    language: languageTag(feed.language ?? ''),
    content: folder === 'content' ? undefined : folder,
    license: licenseText(feed.license),
    // Atom takes no id that is not an IRI, and all feeds of a site carry the same.
    files: isPlain ? undefined : { atom: false },
  });
}
