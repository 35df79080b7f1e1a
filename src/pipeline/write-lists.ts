import type { Article } from '../content/article/model.ts';
import type { FeedFile } from './assemble-feeds.ts';
import type { AroundMemory } from '../cache/model.ts';
import type { Dated, Undated } from '../feeds/select.ts';
import { createStager, type Staged } from '../output/staging.ts';
import type { Pages } from '../pages/pages.ts';
import type { YearLink } from '../pages/site.ts';
import type { Lists, YearPlan } from '../pages/site-data.ts';
import { itemStamp, type Stamps } from './fingerprints.ts';
import { planSurroundings } from './write-site-files.ts';
import { rank, type Press, type Printed } from './writer-model.ts';

/** What each page of a year is made from, and what was staged for it if that has changed; by the paths. */
export type StagedYears = ReadonlyMap<string, { readonly signature: string; readonly staged?: Staged }>;

/** Stages the pages of years that may have changed: all they say is known before anything is printed. */
export function stageYears({ pages, lists, output, memory, stamps }: Press): StagedYears {
  const stager = output && createStager(output.stage('year-'));
  const stage = (year: YearPlan, signature: string) =>
    stager && memory.outputs.get(year.path)?.signature !== signature
      ? { staged: stager(year.path, Buffer.from(yearPage(year, lists, pages)), true) }
      : {};
  return new Map(
    lists.years.map((year) => {
      const signature = yearSignature(year, lists, stamps);
      return [year.path, { signature, ...stage(year, signature) }];
    }),
  );
}

function yearSignature({ path, year, articles }: YearPlan, lists: Lists, stamps: Stamps): string {
  const made = articles.map(({ article }) => listedAs(article));
  return stamps.list([path, [year, linksOf(lists)]], made);
}

function yearPage({ year, url, articles }: YearPlan, lists: Lists, pages: Pages): string {
  // Of thousands of articles people look for titles; what their authors say of them is there.
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
export function printLists(
  { config, pages, lists, output, stamps, ledger }: Press,
  { summaries, prints, years }: Pick<Printed, 'summaries' | 'prints' | 'years'>,
): void {
  const listed = (some: readonly Article[]) =>
    some.map((article) => ({ article, summary: summaries.get(article.file) ?? '', linked: article.url }));
  const print = (path: string, said: unknown, made: readonly string[], write: () => string) => {
    const signature = stamps.list([path, said], made);
    if (ledger.keep([path], signature, rank.index)) return;
    output?.write(path, write(), rank.index);
    // Of an article that could not be remembered nobody knows what it is made from.
    if (!made.includes('')) ledger.sign(path, signature);
  };
  const stampsOf = (some: readonly Article[]) =>
    some.map(({ file }) => {
      const known = prints.get(file);
      // Where an article leads goes by its file.
      return known ? `${file} ${itemStamp(known)}` : '';
    });
  for (const year of lists.years) {
    const { path } = year;
    const { signature = '', staged } = years.get(path) ?? {};
    if (ledger.keep([path], signature, rank.index)) continue;
    if (staged) output?.adopt(path, staged, rank.index);
    else output?.write(path, yearPage(year, lists, pages), rank.index);
    ledger.sign(path, signature);
  }
  for (const { path, link, articles } of lists.topics)
    print(path, link, stampsOf(articles), () => pages.topic(link, listed(articles)));
  const { index } = config.files;
  const newest = lists.index.map(({ article }) => article);
  const links = linksOf(lists);
  if (index !== false) print(index, links, stampsOf(newest), () => pages.index(listed(newest), links));
  const { list: style } = pages.styles;
  const isListed = index !== false || lists.years.length > 0 || lists.topics.length > 0;
  if (isListed) output?.write(style.path, style.text, rank.style);
}

/** What the page of a year says of an article. */
function listedAs({ url, title, published, language, summary = '', categories, tags }: Article): string {
  return [url, title, published.instant, language, summary, ...categories, '', ...tags].join('\t');
}

/** Writes what stands around the feeds, where any of it may have changed, and gives what is to be remembered of it. */
export function printAround(
  { config, plans, lists, output, memory, stamps, ledger, copies, pages }: Press,
  shown: readonly (Dated | Undated)[],
  feeds: readonly FeedFile[],
  isAsset: (url: string) => boolean,
): AroundMemory {
  const signature = stamps.around(plans, shown, lists, copies);
  const { around } = memory;
  if (signature === around.signature && ledger.keep(around.paths, signature, rank.index)) return around;
  const paths = [...feeds.map(({ path }) => path), pages.viewStyle.path];
  const made = { paths, copies: copies.contents };
  const { files, problems } = planSurroundings(config, plans, shown, lists, made, isAsset);
  for (const { path, text } of files) {
    output?.write(path, text, rank.index);
    ledger.sign(path, signature);
  }
  return { signature, paths: files.map(({ path }) => path), problems };
}
