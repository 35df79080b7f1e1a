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

/** A file that an import wrote, or would write. */
export interface ImportedFile {
  /** Path with `/`, beginning with the folder as the user names it. */
  readonly path: string;
  readonly state: Written;
  readonly id: string;
  readonly title: string;
  readonly draft: boolean;
}

/** The result of an import. */
export interface Import {
  readonly files: readonly ImportedFile[];
  /** Number of items left out, by kind: `attachment`, `nav_menu_item`, `trash`, … */
  readonly leftOut: Readonly<Record<string, number>>;
  /** Number of titles made of first words, and number of pages with a new URL. */
  readonly untitled: number;
  readonly moved: number;
  /** Lines of a config that builds a site of the articles. */
  readonly config: readonly string[];
  readonly problems: readonly Problem[];
}

/** The target of an import. */
export interface ImportOptions {
  /** The folder: absolute, and as the user names it. It is created if it does not exist. */
  readonly folder: string;
  readonly name: string;
  /** Whether to write nothing. */
  readonly dry: boolean;
}

/**
 * Writes a Markdown article for each item of a feed, oldest first, so that names stay the same when the feed grows. It overwrites no
 * file. A problem with one item does not affect the others.
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

/** Separates the items that are articles or pages from the rest. */
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

/** Whether an item was public at its URL. */
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
    // Atom accepts only IRIs as ids, and all feeds of a site have the same ids.
    files: isPlain ? undefined : { atom: false },
  });
}
