import { isIri } from '../../content/article/identity.ts';
import { languageTag } from '../../base/language.ts';
import { readLicense } from '../../content/license.ts';
import { mediumOf, typeOf } from '../../base/mime.ts';
import type {
  SubscribedFile,
  SubscribedImage,
  SubscribedItem,
  SubscribedLicense,
  SubscribedPerson,
  SubscribedSource,
  Subscription,
} from '../feed/model.ts';
import { line } from '../../base/text.ts';
import { isWebUrl } from '../../base/url.ts';
import type { Credits } from './credits.ts';
import type { FrontMatterEntry } from './yaml-value.ts';

/** The data for front matter besides the item itself. */
export interface FrontOptions {
  readonly title: string;
  readonly permalink: string | undefined;
  readonly summary: string | undefined;
  readonly credits: Credits;
}

/** Returns the front matter with which Feedmill publishes the item unchanged. */
export function frontOf(
  item: SubscribedItem,
  feed: Subscription,
  options: FrontOptions,
): { readonly [key: string]: FrontMatterEntry } {
  const { credits } = options;
  const { published, updated, post, episode } = item;
  const source = credits.source ?? item.source;
  const external = 'external' in credits ? credits.external : item.external;
  return {
    title: options.title,
    date: published === undefined ? undefined : timestamp(published),
    // An update before the publication is meaningless, so Feedmill leaves it out.
    updated: updated === undefined || updated <= (published ?? updated) ? undefined : timestamp(updated),
    id: line(item.id),
    permalink: options.permalink,
    draft: isDraft(item) || undefined,
    feed: post?.type === 'page' ? false : undefined,
    authors: people(item.authors),
    contributors: people(credits.contributors ?? item.contributors),
    categories: item.categories,
    tags: item.tags,
    description: options.summary,
    language: differing(item.language, feed.language),
    image: imageOf(credits.image ?? item.image),
    ...filesOf(item.attachments),
    season: episode?.season,
    episode: episode?.episode,
    episodeType: /^(?:full|trailer|bonus)$/i.test(episode?.type ?? '')
      ? episode?.type?.toLowerCase()
      : undefined,
    explicit: episode?.explicit,
    block: episode?.block,
    transcript: episode?.transcripts.filter(({ url }) => isWebUrl(url)).map((one) => ({ ...one })),
    chapters: web(episode?.chapters),
    license: licenseOf(item.license, credits.terms ? undefined : feed.license),
    source: sourceOf(source),
    canonical: web(external) === source?.url ? undefined : web(external),
    corrections: credits.corrections.map((one) => ({ ...one })),
  };
}

/** Whether an item of an export is unpublished or password-protected. */
export function isDraft({ post }: SubscribedItem): boolean {
  return post !== undefined && (post.locked || /^(?:draft|pending|private)$/.test(post.status));
}

/** RFC 3339, in UTC. */
function timestamp(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

function people(list: readonly SubscribedPerson[]): readonly FrontMatterEntry[] {
  return list.map(({ name, email, url, avatar, role }) => {
    // A person with only an address has it as name, as in Feedmill.
    const called = line(
      name ?? email?.split('@')[0] ?? (url !== undefined && isWebUrl(url) ? new URL(url).hostname : ''),
    );
    const more = {
      email,
      publishEmail: email === undefined ? undefined : true,
      url: web(url),
      avatar: web(avatar),
      role,
    };
    const isName = Object.values(more).every((one) => one === undefined) && !called.includes('@');
    return isName ? called : { name: called, ...more };
  });
}

function differing(own: string | undefined, feed: string | undefined): string | undefined {
  const tag = own === undefined ? undefined : languageTag(own);
  return tag === undefined || tag === languageTag(feed ?? '') ? undefined : tag;
}

function imageOf(image: SubscribedImage | undefined): FrontMatterEntry {
  if (image === undefined || !isWebUrl(image.url)) return undefined;
  const { url, alt, caption, credit } = image;
  return (alt ?? caption ?? credit) === undefined ? url : { url, alt, caption, credit };
}

/** Returns the fields for files: the first, if audio or video, is the enclosure; the rest are attachments. Order counts. */
function filesOf(files: readonly SubscribedFile[]): { readonly [key: string]: FrontMatterEntry } {
  const [first, ...rest] = files.filter(({ url }) => isWebUrl(url)).map(fileOf);
  if (first === undefined) return {};
  const isPlayed = /^(?:audio|video)$/.test(
    mediumOf(first.type ?? typeOf(new URL(first.url).pathname) ?? ''),
  );
  return isPlayed ? { enclosure: first, attachments: rest } : { attachments: [first, ...rest] };
}

function fileOf({ url, type, length, title, duration }: SubscribedFile) {
  const known = /^[\w.+-]+\/[\w.+-]+$/.test(type ?? '') ? type : typeOf(new URL(url).pathname);
  return {
    url,
    type: known ?? 'application/octet-stream',
    length: length === undefined ? undefined : Math.round(length),
    title: title === undefined ? undefined : line(title),
    duration: duration === undefined ? undefined : Math.round(duration),
  };
}

/** Returns the terms as the one text of front matter. */
function licenseOf(
  own: SubscribedLicense | undefined,
  feed: SubscribedLicense | undefined,
): string | undefined {
  const text = licenseText(own);
  return text === licenseText(feed) ? undefined : text;
}

/** Returns terms as one text: an identifier or a name if it stands for the URL, else the URL, else the text. */
export function licenseText(license: SubscribedLicense | undefined): string | undefined {
  const { text, url } = license ?? {};
  return text !== undefined && (url === undefined || readLicense(text).url === url) ? text : web(url);
}

function sourceOf(source: SubscribedSource | undefined): FrontMatterEntry {
  if (source === undefined || (source.title ?? source.url) === undefined) return undefined;
  const { title, url, feed, id, headline, updated } = source;
  // Feedmill writes these by default.
  const own = id === feed || id === url;
  return {
    title,
    url: web(url),
    feed: web(feed),
    id: id !== undefined && isIri(id) && !own ? id : undefined,
    headline,
    updated: updated === undefined || own ? undefined : timestamp(updated),
  };
}

function web(url: string | undefined): string | undefined {
  return url !== undefined && isWebUrl(url) ? url : undefined;
}
