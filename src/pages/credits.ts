import type { Correction, Image, Page, Person } from '../content/article/model.ts';
import type { License } from '../content/license.ts';
import { escapeAttribute, escapeText } from '../base/text.ts';
import { absoluteUrl, type Href } from '../base/url.ts';
import { foreign, type I18n } from './i18n.ts';
import { originalUrl } from '../content/article/origin.ts';

/**
 * Adds to `html`, an article's sanitized content, the metadata that readers hide: its picture at the top, unless the text shows it; at
 * the end corrections, contributors, the credit of a picture in the text, the origin of the article and, if they differ from those of
 * the `site`, its terms. Without any of these it returns `html` itself. The result is sanitized too: sanitizing it again changes
 * nothing.
 */
export function withCredits(article: Page, html: string, i18n: I18n, site: License | undefined): string {
  const { image, url } = article;
  const shown = image !== undefined && showsImage(html, image.url, url);
  const lead = image && !shown ? `${figure(image)}\n` : '';
  const lines = [
    ...correctionLines(article, i18n),
    contributorLine(article, i18n, absolute),
    shown ? quote(image.credit) : '',
    originLine(article, i18n, absolute),
    namesTerms(article, site) ? termsLine(article.license, i18n, absolute) : '',
  ].filter((line) => line !== '');
  if (lines.length === 0) return lead + html;
  const rule = html === '' ? '' : `${html.endsWith('\n') ? '' : '\n'}<hr>\n`;
  return `${lead}${html}${rule}${lines.map((line) => `<p>${line}</p>\n`).join('')}`;
}

/** Feeds are read anywhere, so their URLs are absolute. */
const absolute: Href = (to) => to;

/** Returns the corrections with their dates, oldest first, each a paragraph's HTML. */
export function correctionLines(article: Page, i18n: I18n): string[] {
  return article.corrections.map(
    (one) =>
      `<strong>${correctionLabel(one, article, i18n)}${colon(i18n.language)}</strong> ${escapeText(one.text)}`,
  );
}

/** “Correction, 27 January 2022”, with the time of day on the day of publication. */
export function correctionLabel({ date }: Correction, { published }: Page, i18n: I18n): string {
  // A date without a time on the day of publication has the time of publication, which nobody wrote.
  const isMoment = date.instant !== published?.instant;
  return i18n.say('correction', {
    date: isMoment ? i18n.change(date, published) : i18n.date(date, 'date'),
  });
}

/** Returns the colon of a language; French has a space before it. */
function colon(language: string): string {
  if (/^(?:ja|zh)\b/.test(language)) return '：';
  return /^fr\b/.test(language) ? '\u00A0:' : ':';
}

/** “Contributors: A and B (guest)”; empty if there are none. */
export function contributorLine({ contributors }: Page, i18n: I18n, href: Href): string {
  if (contributors.length === 0) return '';
  return i18n.say('contributors', {
    people: i18n.list(contributors.map((one) => person(one, i18n, href))),
  });
}

function person({ name, url, role }: Person, i18n: I18n, href: Href): string {
  const named = linked(name, url, href);
  if (role === undefined) return named;
  // `guests:` gives this one role, in English; the article's author writes every other one.
  const lang = role === 'guest' ? foreign('en', new Intl.Locale(i18n.language).language) : '';
  return `${named} (<bdi${lang}>${escapeText(role)}</bdi>)`;
}

/** “Originally published by AFP: title”; empty if the article is not republished. */
export function originLine(article: Page, i18n: I18n, href: Href): string {
  const { source, title, url } = article;
  const original = originalUrl(article);
  // A second URL on the same host is not a publication.
  const host = original === undefined ? undefined : new URL(original).host;
  const publication = source?.title ?? (host === new URL(url).host ? undefined : host);
  if (publication === undefined) return '';
  const from = linked(publication, source?.url, href);
  const headline = source?.headline ?? (original === undefined ? undefined : title);
  return headline === undefined
    ? i18n.say('origin', { source: from })
    : i18n.say('originTitle', { source: from, title: linked(headline, original, href) });
}

/** “Licence: CC-BY-4.0”, or the text of the terms, such as “© 2026 AFP”. */
export function termsLine(license: License | undefined, i18n: I18n, href: Href): string {
  if (!license) return '';
  const { text: words, url } = license;
  if (url === undefined) return quote(words);
  return i18n.say('terms', {
    license: `<a href="${escapeAttribute(href(url))}" rel="license">${quote(words)}</a>`,
  });
}

/** Whether an article shows its terms: they differ from those of its `site`, or the text is republished. */
function namesTerms(article: Page, site: License | undefined): boolean {
  const { license, ownLicense = false, source } = article;
  const isRepublished = source !== undefined || originalUrl(article) !== undefined;
  return ownLicense && (isRepublished || license?.text !== site?.text || license?.url !== site?.url);
}

function figure(image: Image): string {
  const { url, alt = '', width = 0, height = 0 } = image;
  const size = width > 0 && height > 0 ? ` width="${width}" height="${height}"` : '';
  const under = caption(image);
  return `<figure><img src="${escapeAttribute(url)}" alt="${escapeAttribute(alt)}"${size}>${
    under && `<figcaption>${under}</figcaption>`
  }</figure>`;
}

/** Returns the text below an image: its caption and credit. */
export function caption({ caption: words, credit }: Image): string {
  return [words, credit]
    .map(quote)
    .filter((one) => one !== '')
    .join(' · ');
}

function linked(name: string, url: string | undefined, href: Href): string {
  return url === undefined ? quote(name) : `<a href="${escapeAttribute(href(url))}">${quote(name)}</a>`;
}

/** Isolates the text direction of inserted text (HTML §4.5.24). */
function quote(words: string | undefined): string {
  return words === undefined || words === '' ? '' : `<bdi>${escapeText(words)}</bdi>`;
}

const imageTag = /<img((?:\s+[^\s=>]+(?:="[^"]*"|='[^']*')?)*)/gi;
const sourceAttribute = /\ssrc=(?:"([^"]*)"|'([^']*)')/i;

/** Whether sanitized HTML, in which attributes are always quoted, contains the image at `url`. */
export function showsImage(html: string, url: string, base: string): boolean {
  return [...html.matchAll(imageTag)].some(([, attributes = '']) => {
    const [, double, single] = sourceAttribute.exec(attributes) ?? [];
    const href = (double ?? single)?.replaceAll('&#39;', "'").replaceAll('&quot;', '"');
    return href !== undefined && absoluteUrl(href.replaceAll('&amp;', '&'), base) === url;
  });
}
