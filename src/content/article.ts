import { readAttachments } from './article/attachments.ts';
import { readCorrections } from './article/corrections.ts';
import { readDates, dateText } from './article/dates.ts';
import { withDuration, readEpisode } from './article/episode.ts';
import { findFields, flagOf, type Field, type Fields } from './article/fields.ts';
import { readCanonical, readId, readLanguage } from './article/identity.ts';
import { readImage } from './article/image.ts';
import type { ArticleSite, Correction, Page, ParsedArticle } from './article/model.ts';
import { missingField } from './article/missing-field.ts';
import { readOrigin } from './article/origin.ts';
import { readContributors, readPeople } from './article/people.ts';
import { readPermalink, type ArticleAddress } from './article/permalink.ts';
import { createArticleReporter, type ArticleReporter } from './article/problems.ts';
import { readTopics } from './article/topics.ts';
import type { Asset } from './assets.ts';
import type { DateTime } from '../base/date.ts';
import type { SourceFile } from './discover.ts';
import type { Head } from './frontmatter.ts';
import { contentHash } from '../base/hash.ts';
import { defined } from '../base/json.ts';
import { readLicense } from './license.ts';
import { recordingOf } from './article/recording.ts';
import { hasErrors, problem, type Problem } from '../problems/problem.ts';
import { line } from '../base/text.ts';

/** The properties of a site that reading an article needs. */
export interface ArticleOptions extends ArticleSite {
  readonly undated: 'error' | 'skip';
  /** Whether a feed is a podcast, so that articles with audio or video are episodes. */
  readonly episodes: boolean;
  /** Returns the first heading of level 1 of a Markdown text. */
  heading(body: string): { text: string; start: number; end: number } | undefined;
}

/** Reads and validates the metadata of an article whose file has the given hash. A draft may lack any field. */
export function readArticle(
  source: SourceFile,
  matter: Head,
  hash: string,
  site: ArticleOptions,
): { parsed: ParsedArticle; problems: readonly Problem[] } {
  const report = createArticleReporter(source.file, matter);
  const fields = findFields(matter, source.file);
  // Eleventy's `permalink: false`: a text without a URL of its own.
  const hasNoPlace = flagOf(fields.get('permalink')?.value ?? '') === false;
  const isDraft =
    hasNoPlace ||
    dateText(fields.get('draft'), true, report) ||
    dateText(fields.get('published'), false, report);
  if (isDraft) return { parsed: { state: 'draft', source }, problems: report.problems };
  const parsed = read(source, matter, hash, fields, site, report);
  report.problems.push(...fields.nearMisses.filter((one) => !isAlreadySuggested(one, report.problems)));
  const state = hasErrors(report.problems) ? { state: 'invalid' as const, source } : parsed;
  return { parsed: state, problems: report.problems };
}

/** Whether the message about a missing field already suggests the key of a near miss. */
function isAlreadySuggested({ args }: Problem, problems: readonly Problem[]): boolean {
  return problems.some(({ code, args: { key } }) => code.endsWith('-missing') && key === args['key']);
}

function read(
  source: SourceFile,
  matter: Head,
  hash: string,
  fields: Fields,
  site: ArticleOptions,
  report: ArticleReporter,
): ParsedArticle {
  const isUnlisted = dateText(fields.get('unlisted'), true, report);
  // Other values of `feed` are settings of other tools.
  const inFeeds = !isUnlisted && flagOf(fields.get('feed')?.value ?? '') !== false;
  const { published, updated: changed, expires, due } = readDates(fields, source.path, site.timezone, report);
  const dateFailed = hasErrors(report.problems);
  if (inFeeds && !published && !dateFailed && site.undated === 'skip') return { state: 'undated', source };
  const titleField = fields.get('title');
  const titleText = report.text(titleField, 'text', 'My article');
  const heading = titleText === undefined ? site.heading(matter.rest().body) : undefined;
  const title = titleText ?? (line(heading?.text ?? '') || undefined);
  if (!matter.present && title === undefined && !published) {
    report.tell('front-matter-missing');
    return { state: 'invalid', source };
  }
  const isTold = titleField !== undefined && typeof titleField.value !== 'string';
  if (title === undefined && !isTold) report.problems.push(missingField('title', matter, source.file));
  if (inFeeds && !published && !dateFailed) report.problems.push(missingField('date', matter, source.file));
  const place = readPermalink(fields, source.path, published, site, report);
  const range = heading && { start: heading.start, end: heading.end };
  const { body, bodyLine } = matter.rest();
  if (isBlank(range ? body.slice(0, range.start) + body.slice(range.end) : body))
    report.problems.push(problem('empty-body', { file: source.file, line: bodyLine, column: 1 }));
  const assets: Asset[] = [];
  const corrections = readCorrections(
    fields.get('corrections'),
    { timezone: site.timezone, published },
    report,
  );
  const updated = latest(changed ?? published, corrections);
  // Without a URL it is not published, but its other mistakes are reported in the same run.
  const somewhere = place ?? { url: site.url, section: '', bundle: false };
  const described = describe(title ?? '', source, fields, somewhere, site, report, assets);
  if (title === undefined || !place) return { state: 'invalid', source };
  const translation = readTranslation(fields.get('translation'), source, site, report);
  const textHash = contentHash(matter.text());
  const { url, bundle } = place;
  const found = { source, hash, textHash, url, bundle, assets, translation };
  const details = defined({ page: place.page, heading: range, due, expires });
  const page = { ...described, corrections };
  if (published) {
    const article = { ...page, published, updated: updated ?? published };
    return { state: inFeeds ? 'article' : 'page', article, ...found, ...details };
  }
  return inFeeds ? { state: 'invalid', source } : { state: 'page', article: page, ...found, ...details };
}

function folderLanguage({ path }: SourceFile, { languages }: ArticleOptions): string | undefined {
  return languages.size === 0 ? undefined : languages.get(path.split('/', 1)[0] ?? '');
}

/** Returns the author's key, else the path below the language folder, if there are such folders. */
function readTranslation(
  field: Field | undefined,
  source: SourceFile,
  site: ArticleOptions,
  report: ArticleReporter,
): string {
  const key = report.text(field, 'text', 'harbour-news');
  if (key !== undefined) return `key ${key}`;
  const whole = source.path.replace(/\.\w+$/, '');
  const below = folderLanguage(source, site) === undefined ? whole : whole.slice(whole.indexOf('/') + 1);
  const path = below.endsWith('index') ? below.replace(/(?:^|\/)index$/, '') : below;
  return `path ${source.folder}${path}`;
}

/** Returns the last update: subscribers must hear of a correction. */
function latest(updated: DateTime | undefined, corrections: readonly Correction[]): DateTime | undefined {
  const last = corrections.at(-1)?.date;
  return updated && last && last.instant > updated.instant ? last : updated;
}

/** Whether a text has only white space and comments. */
function isBlank(text: string): boolean {
  const comments = text.split('-->');
  const rest = comments.pop() ?? '';
  // `<!-->` and `<!--->` are comments too (HTML §13.2.5.43).
  return rest.trim() === '' && comments.every((one) => /^\s*<!(?:--|-?$)/.test(one));
}

function describe(
  title: string,
  source: SourceFile,
  fields: Fields,
  place: ArticleAddress,
  site: ArticleOptions,
  report: ArticleReporter,
  assets: Asset[],
): Omit<Page, 'corrections' | 'published' | 'updated'> {
  const { url, page: path, bundle } = place;
  const from = path === undefined ? { source, url, bundle } : { source, url, bundle, page: path };
  const references = { from, site: site.url, find: site.findAsset, assets, report };
  const summary = report.text(fields.get('summary'), 'text', 'A summary of the article in one sentence');
  const image = readImage(fields.get('image'), references);
  const licenseText = report.text(fields.get('license'), 'text', 'CC-BY-4.0');
  const license = licenseText === undefined ? site.license : readLicense(licenseText);
  const canonical = readCanonical(fields.get('canonical'), site, report);
  const origin = readOrigin(fields.get('source'), site, report);
  const files = readAttachments(fields, references);
  const episode =
    site.episodes && recordingOf({ attachments: files }) ? readEpisode(fields, references) : undefined;
  const attachments = episode ? withDuration(files, fields, report) : files;
  const id = readId(fields.all('id'), site, report);
  return {
    title,
    file: source.file,
    id: id ?? url,
    url,
    section: place.section,
    authors: readPeople(fields.get('authors'), site, report),
    contributors: readContributors(fields, site, report),
    categories: readTopics(fields.get('categories'), report),
    tags: readTopics(fields.get('tags'), report),
    attachments,
    translations: none,
    language: readLanguage(fields.get('language'), report) ?? folderLanguage(source, site) ?? site.language,
    ...(id !== undefined && { ownId: true }),
    ...(licenseText !== undefined && { ownLicense: true }),
    ...defined({ page: path, summary, image, episode, license, canonical, source: origin }),
  };
}

const none: readonly never[] = [];
