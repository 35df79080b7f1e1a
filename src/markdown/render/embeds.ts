import { withoutQuery, candidates } from './urls.ts';

/** What takes the place of an embed: a link to what it would have shown. */
export interface Link {
  /** As it is to be resolved: absolute for the services known, else as the author wrote it. */
  readonly href: string;
  /** Plain text of the link; its address where the author gave no title. */
  readonly label: string;
}

/** The link for an `iframe`, `frame`, `embed` or `object`; nothing where it shows no page or file. */
export function embeddedLink(given: Readonly<Record<string, string>>): Link | undefined {
  const source = [given['src'], given['data-src'], given['data-lazy-src'], given['data']].find(
    (one) => one !== undefined && one !== '' && !/^(?:about|data|javascript):/i.test(withoutQuery(one)),
  );
  if (source === undefined) return undefined;
  const href = page(withoutQuery(source));
  const title = (given['title'] ?? '').trim();
  return { href, label: title === '' ? href.replace(/^(?:https?:)?\/\//, '') : title };
}

const video = /^[\w-]{1,64}$/;

// The address a person opens, for the players whose own address shows a bare player or refuses to open alone.
function page(source: string): string {
  const url = parse(source);
  if (!url) return source;
  const [kind = '', id = ''] = url.pathname.split('/').filter((part) => part !== '');
  const host = url.hostname.replace(/^www\./, '');
  if ((host === 'youtube.com' || host === 'youtube-nocookie.com') && kind === 'embed' && video.test(id)) {
    const list = url.searchParams.get('list') ?? '';
    if (id === 'videoseries' && video.test(list)) return `https://www.youtube.com/playlist?list=${list}`;
    return `https://www.youtube.com/watch?v=${id}`;
  }
  if (host === 'player.vimeo.com' && kind === 'video' && video.test(id)) return `https://vimeo.com/${id}`;
  return source.startsWith('//') ? `https:${source}` : source;
}

function parse(source: string): URL | undefined {
  try {
    return new URL(source, 'https://invalid/');
  } catch {
    return undefined;
  }
}

const placeholder =
  /(?:^|[/_.-])(?:1x1|blank|grey|gray|lazy|loading|pixel|placeholder|spacer|transparent)\b[^/]*$/i;

/** The attributes of an `img` or `source` as a script for lazy images would have left them. */
export interface Picture {
  readonly given: Readonly<Record<string, string>>;
  /** Whether such a script was waited for: a copy in `noscript` beside it shows the same picture. */
  readonly isLazy: boolean;
}

/** The picture an `img` or `source` stands for: what `data-src` and its like name, where `src` names nothing. */
export function loadedPicture(tag: 'img' | 'source', given: Readonly<Record<string, string>>): Picture {
  const later = given['data-src'] ?? given['data-lazy-src'] ?? given['data-original'] ?? given['data-lazy'];
  const laterSet = given['data-srcset'] ?? given['data-lazy-srcset'];
  const src = withoutQuery(given['src'] ?? '');
  const empty = src === '' || /^data:image\/(?:gif|svg)/i.test(src) || placeholder.test(src);
  const result: Record<string, string> = { ...given };
  if (empty && later !== undefined) result['src'] = later;
  // A drawing of a few bytes is a hole to be filled, and nothing to look at.
  else if (/^data:image\/gif/i.test(src) && src.length < 200) delete result['src'];
  const isSetEmpty = given['srcset'] === undefined || given['srcset'].startsWith('data:');
  if (isSetEmpty && laterSet !== undefined) result['srcset'] = laterSet;
  // Many feed readers know `src` only.
  const [first] = tag === 'img' ? candidates(result['srcset'] ?? '') : [];
  if (first && empty && later === undefined) result['src'] = first.href;
  return { given: result, isLazy: result['src'] !== given['src'] || result['srcset'] !== given['srcset'] };
}
