import type { ArticleSite, Origin, Page } from './model.ts';
import { readDate } from './dates.ts';
import { isIri } from './identity.ts';
import { line } from '../../base/text.ts';
import { absoluteUrl, isWebUrl } from '../../base/url.ts';
import { textIn, type Field } from './fields.ts';
import type { ArticleReporter } from './problems.ts';
import { defined, isRecord } from '../../base/json.ts';

/**
 * Reads where an article was first published: a name, a web address, or a map with `title`, `url`, `feed`, `headline`, and `id` and
 * `updated` of that feed.
 */
export function readOrigin(
  field: Field | undefined,
  site: Pick<ArticleSite, 'timezone' | 'iri'>,
  report: ArticleReporter,
): Origin | undefined {
  if (!field) return undefined;
  if (typeof field.value === 'string') {
    const text = line(field.value);
    if (text === '') return undefined;
    const url = isWebUrl(text) ? absoluteUrl(text) : undefined;
    return url === undefined ? { title: text } : { title: new URL(url).hostname, url };
  }
  const get = (...keys: readonly string[]) => textIn(field.value, ...keys)?.text;
  const url = webAddress(get('url', 'link'), 'url', field, report);
  const feed = webAddress(get('feed'), 'feed', field, report);
  const title = get('title', 'name') ?? (url === undefined ? undefined : new URL(url).hostname);
  if (title === undefined) {
    const received = isRecord(field.value) ? 'a map without `title`' : undefined;
    report.badValue(field, 'a map with `title`', '{ title: AFP }', [], received);
    return undefined;
  }
  const headline = get('headline');
  const id = get('id');
  if (id !== undefined && site.iri && !isIri(id)) report.tell('id-not-iri', field, { value: id }, ['id']);
  const updated =
    get('updated') === undefined ? undefined : readDate(field, site.timezone, report, ['updated']);
  return { title, ...defined({ url, feed, id, headline, updated }) };
}

function webAddress(
  text: string | undefined,
  key: string,
  field: Field,
  report: ArticleReporter,
): string | undefined {
  if (text === undefined) return undefined;
  const url = isWebUrl(text) ? absoluteUrl(text) : undefined;
  if (url === undefined) {
    report.tell('bad-url', field, { value: text, detail: '', example: `\`${key}: https://example.com/\`` }, [
      key,
    ]);
  }
  return url;
}

/** Returns the URL of the original of a republished article; `undefined` if it is the article's own. */
export function originalUrl({ canonical, url }: Page): string | undefined {
  return canonical === url ? undefined : canonical;
}
