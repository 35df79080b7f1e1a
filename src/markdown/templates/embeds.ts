import type { Arguments } from './arguments.ts';
import { figure, link } from './write.ts';

type Service = (id: string, rest: readonly string[], named: Arguments['named']) => string | undefined;

const word = /^[\w-]{1,64}$/;

function path(before: string, shape: RegExp = word, after = ''): Service {
  return (id) => (shape.test(id) ? before + id + after : undefined);
}

const post: Service = (first, [second], named) => {
  const id = named['id'] ?? second ?? first;
  const user = named['user'] ?? (second === undefined ? undefined : first);
  if (!/^\d{1,30}$/.test(id)) return undefined;
  return user !== undefined && word.test(user)
    ? `https://x.com/${user}/status/${id}`
    : `https://x.com/i/web/status/${id}`;
};

/** URLs of the services whose content generators embed by its number. */
const services: Readonly<Record<string, Service>> = {
  youtube(id, [kind], named) {
    const list = named['playlist'] ?? (kind === 'playlist' ? id : undefined);
    if (list !== undefined)
      return word.test(list) ? `https://www.youtube.com/playlist?list=${list}` : undefined;
    return word.test(id) ? `https://www.youtube.com/watch?v=${id}` : undefined;
  },
  vimeo: path('https://vimeo.com/', /^\d{1,20}(?:\/\w{1,40})?$/),
  gist(id, [second], named) {
    const user = named['user'] ?? named['username'];
    const whole =
      user === undefined && second !== undefined && !id.includes('/') && /^[\da-f]{5,64}$/.test(second);
    const name = user === undefined ? (whole ? `${id}/${second}` : id) : `${user}/${id}`;
    return /^[\w-]{1,64}(?:\/[\w-]{1,64})?$/.test(name) ? `https://gist.github.com/${name}` : undefined;
  },
  tweet: post,
  twitter: post,
  x: post,
  instagram: path('https://www.instagram.com/p/', word, '/'),
  jsfiddle: path('https://jsfiddle.net/', /^[\w-]{1,64}(?:\/[\w-]{1,64}){0,2}$/, '/'),
  bilibili: path('https://www.bilibili.com/video/'),
  loom: path('https://www.loom.com/share/'),
  spotify: (id, _, { type }) =>
    type !== undefined && word.test(type) && word.test(id)
      ? `https://open.spotify.com/${type}/${id}`
      : undefined,
};

const addressed = /^(?:bookmark|codepen|embed|iframe|linkcard|linkpreview|oembed|reactplayer|video)$/;

/** Returns the name of the service: `youtube` for `lite-youtube`, `YouTubePlayer`, `embed/youtube.html`. */
function known(name: string): string {
  const base = name.toLowerCase().split('/').at(-1) ?? '';
  const plain = base.replace(/\.\w+$/, '').replaceAll(/[^a-z]/g, '');
  return plain.replace(/^(?:lite|embed)(?=.)/, '').replace(/(?<=.)(?:embed|player|video)$/, '');
}

/** Returns a link to the content that the tag `name` would embed; `undefined` if that is unknown. */
export function embed(name: string, { positional, named }: Arguments): string | undefined {
  const service = known(named['provider'] ?? name);
  const [first, ...rest] = positional;
  const id =
    named['id'] ??
    named['videoid'] ??
    named['video_id'] ??
    named['video'] ??
    named['v'] ??
    named['url'] ??
    first ??
    '';
  const lookUp = Object.hasOwn(services, service) ? services[service] : undefined;
  if (!lookUp && !addressed.test(service)) return undefined;
  const isAddress = /^https?:\/\/[^\s/]/.test(id);
  const src = named['src'] ?? id;
  const href = isAddress
    ? id
    : (lookUp?.(id, rest, named) ?? (/^https?:\/\/[^\s/]/.test(src) ? src : undefined));
  return href === undefined ? undefined : link(href, named['title'] ?? undefined);
}

/** Returns the figure for the tag `name`, or `undefined` if it is not a figure or has no image. */
export function pictured(name: string, { positional, named }: Arguments): string | undefined {
  if (!/^(?:figure|image|img|picture)$/.test(known(name))) return undefined;
  const src =
    named['src'] ?? named['path'] ?? named['image_path'] ?? named['url'] ?? named['image'] ?? positional[0];
  if (src === undefined || !/[./]/.test(src)) return undefined;
  const alt = named['alt'] ?? named['description'] ?? positional[1] ?? bareText(named['caption'] ?? '');
  const heading = named['title'];
  const size = { width: digits(named['width']), height: digits(named['height']) };
  return figure({ src, alt, ...size }, { ...named, heading, link: named['link'] ?? named['href'] });
}

function bareText(text: string): string {
  return text.replaceAll(/<[^<>]*>|[*_`[\]]|\]\([^()]*\)/g, '');
}

function digits(text: string | undefined): string | undefined {
  return text === undefined ? undefined : /^\d{1,5}(?=(?:px)?$)/.exec(text)?.[0];
}
