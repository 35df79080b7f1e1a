import type { Article } from '../content/article/model.ts';
import type { CachedSiteFiles } from '../cache/model.ts';
import type { Assets } from '../content/assets.ts';
import type { Selection } from '../feeds/select.ts';
import { createStagingWriter } from '../output/staging.ts';
import type { Pages } from '../pages/pages.ts';
import type { YearLink } from '../pages/site.ts';
import type { Lists, YearPlan } from '../pages/site-data.ts';
import { itemFingerprint, type Fingerprints } from './fingerprints.ts';
import { planSiteFiles } from './write-site-files.ts';
import { rank, type SiteWriter, type WrittenArticles, type StagedYears } from './writer-model.ts';
import type { FeedFile } from '../feeds/feed-links.ts';

/** Stages the pages of years that may have changed: all their data is known before rendering. */
export function stageYears({ pages, lists, output, cache, fingerprints }: SiteWriter): StagedYears {
  const stager = output && createStagingWriter(output.stage('year-'));
  const stage = (year: YearPlan, signature: string) =>
    stager && cache.fingerprints.get(year.path) !== signature
      ? { staged: stager(year.path, Buffer.from(yearPage(year, lists, pages)), true) }
      : {};
  return new Map(
    lists.years.map((year) => {
      const signature = yearSignature(year, lists, fingerprints);
      return [year.path, { signature, ...stage(year, signature) }];
    }),
  );
}

function yearSignature({ path, year, articles }: YearPlan, lists: Lists, fingerprints: Fingerprints): string {
  const made = articles.map(({ article }) => listedAs(article));
  return fingerprints.list([path, [year, linksOf(lists)]], made);
}

function yearPage({ year, url, articles }: YearPlan, lists: Lists, pages: Pages): string {
  // With thousands of articles, readers look for titles; only the authors' own summaries are shown.
  const some = articles.map(({ article }) => ({
    article,
    summary: article.summary ?? '',
    linked: article.url,
  }));
  return pages.year(year, url, some, linksOf(lists));
}

function linksOf({ years }: Lists): YearLink[] {
  return years.map(({ year, url, count }) => ({ year, url, count }));
}

/** Writes the index, the pages of the years and those of topics. */
export function writeLists(
  { config, pages, lists, output, fingerprints, outputCache }: SiteWriter,
  { summaries, renderings, years }: Pick<WrittenArticles, 'summaries' | 'renderings' | 'years'>,
): void {
  const listed = (some: readonly Article[]) =>
    some.map((article) => ({ article, summary: summaries.get(article.file) ?? '', linked: article.url }));
  const writePage = (path: string, data: unknown, items: readonly string[], write: () => string) => {
    const fingerprint = fingerprints.list([path, data], items);
    if (outputCache.keep([path], fingerprint, rank.index)) return;
    output?.write(path, write(), rank.index);
    // An article without a cache entry has no fingerprint.
    if (!items.includes('')) outputCache.record(path, fingerprint);
  };
  const itemFingerprints = (some: readonly Article[]) =>
    some.map(({ file }) => {
      const known = renderings.get(file);
      // The target of an article depends on its file.
      return known ? `${file} ${itemFingerprint(known)}` : '';
    });
  for (const year of lists.years) {
    const { path } = year;
    const { signature = '', staged } = years.get(path) ?? {};
    if (outputCache.keep([path], signature, rank.index)) continue;
    if (staged) output?.adopt(path, staged, rank.index);
    else output?.write(path, yearPage(year, lists, pages), rank.index);
    outputCache.record(path, signature);
  }
  for (const { path, link, articles } of lists.topics)
    writePage(path, link, itemFingerprints(articles), () => pages.topic(link, listed(articles)));
  const { index } = config.files;
  const newest = lists.index.map(({ article }) => article);
  const links = linksOf(lists);
  if (index !== false)
    writePage(index, links, itemFingerprints(newest), () => pages.index(listed(newest), links));
  const { list: style } = pages.styles;
  const isListed = index !== false || lists.years.length > 0 || lists.topics.length > 0;
  if (isListed) output?.write(style.path, style.text, rank.style);
}

/** Returns the data of an article that the page of its year shows. */
function listedAs({ url, title, published, language, summary = '', categories, tags }: Article): string {
  return [url, title, published.instant, language, summary, ...categories, '', ...tags].join('\t');
}

/** Writes the files around the feeds if any of them may have changed. */
export function writeSiteFiles(
  { config, plans, lists, output, cache, fingerprints, outputCache, copies, pages }: SiteWriter,
  selection: Selection,
  feeds: readonly FeedFile[],
  assets: Assets,
): CachedSiteFiles {
  const shown = [...selection.articles, ...selection.pages];
  const signature = fingerprints.siteFiles(plans, shown, lists, copies);
  const { siteFiles } = cache;
  if (signature === siteFiles.fingerprint && outputCache.keep(siteFiles.paths, signature, rank.index))
    return siteFiles;
  const paths = [...feeds.map(({ path }) => path), pages.viewStyle.path];
  const made = { paths, copies: copies.contents };
  const { files, problems } = planSiteFiles(
    config,
    plans,
    shown,
    lists,
    made,
    (url) => assets.at(url) !== undefined,
  );
  for (const { path, text } of files) {
    output?.write(path, text, rank.index);
    outputCache.record(path, signature);
  }
  return { fingerprint: signature, paths: files.map(({ path }) => path), problems };
}
