import type { Attachment } from '../content/article/model.ts';
import { mediumOf } from '../base/mime.ts';
import { escape } from '../base/text.ts';
import { decoded, type Href } from '../base/url.ts';
import type { I18n } from './i18n.ts';

/**
 * Returns the files of an article, audio and video with a player. `html` is the article's content: a file with a player there gets no
 * second one. Empty if there are none.
 */
export function attachedFiles(
  attachments: readonly Attachment[],
  html: string,
  href: Href,
  i18n: I18n,
): string {
  if (attachments.length === 0) return '';
  const items = attachments.map((one) => {
    const at = escape(href(one.url));
    const isShown = html.includes(`src="${at}"`);
    return `<li>\n${link(one, at, i18n)}${isShown ? '' : player(one, at)}\n</li>`;
  });
  // No id of a heading in the text contains a dot.
  return `<section class="files" aria-labelledby="page.files">
<h2 id="page.files">${i18n.say('files')}</h2>
<ul class="plain">
${items.join('\n')}
</ul>
</section>`;
}

function link(one: Attachment, at: string, i18n: I18n): string {
  const name = nameOf(one.url);
  const duration = one.duration && `<time datetime="PT${one.duration}S">${clock(one.duration)}</time>`;
  const facts = [
    one.title !== undefined && escape(kindOf(name, one.type)),
    duration,
    one.length > 0 && escape(i18n.size(one.length)),
  ].flatMap((fact) => (fact ? [`<bdi>${fact}</bdi>`] : []));
  // Audio and video links download; documents open in the browser.
  const attribute = isPlayable(one) ? ' download' : '';
  const told = facts.length > 0 ? ` <span class="small">${facts.join(' · ')}</span>` : '';
  return `<p><a href="${at}"${attribute}><bdi>${escape(one.title ?? name)}</bdi></a>${told}</p>`;
}

function player(one: Attachment, at: string): string {
  if (!isPlayable(one)) return '';
  const { type, title, url, width, height } = one;
  const medium = mediumOf(type);
  const size = width && height && medium === 'video' ? ` width="${width}" height="${height}"` : '';
  // From another host, nothing loads before the visitor asks for it.
  const preload = /^https?:/.test(at) ? 'none' : 'metadata';
  const inline = medium === 'video' ? ' playsinline' : '';
  const label = escape(title ?? nameOf(url));
  return `\n<${medium} controls preload="${preload}" src="${at}"${size}${inline} aria-label="${label}"></${medium}>`;
}

function isPlayable({ type }: Attachment): boolean {
  return mediumOf(type) === 'audio' || mediumOf(type) === 'video';
}

/** Returns the decoded name of the file at a URL. */
function nameOf(url: string): string {
  const { pathname, host } = new URL(url);
  const segment = pathname.split('/').at(-1) ?? '';
  return (decoded(segment) ?? segment) || host;
}

/** Returns the kind of a file: its extension, else the second half of its type. */
function kindOf(name: string, type: string): string {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? type.replace(/^.*\/(?:x-|vnd\.)?/, '');
  return ending.toUpperCase();
}

/** Returns seconds as `2:05` or `1:02:05`. */
function clock(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
