import type { ItunesNs, MediaNs, PodcastNs } from 'feedsmith';
import type { SubscribedEpisode, SubscribedFile, SubscribedImage } from './model.ts';
import { distinct, htmlLine, resolved, some } from './text.ts';

/** The data of an item in the media vocabularies. */
interface Media {
  readonly media?: MediaNs.ItemOrFeed | undefined;
  readonly itunes?: ItunesNs.Item | undefined;
  readonly podcast?: PodcastNs.Item | undefined;
  /** Files from the format's own elements. */
  readonly enclosures: readonly SubscribedFile[];
}

/** Returns the image and the files of an item, without duplicate URLs. */
export function readMedia(
  { media, itunes, podcast, enclosures }: Media,
  base: string | undefined,
): {
  image: SubscribedImage | undefined;
  attachments: readonly SubscribedFile[];
  episode: SubscribedEpisode | undefined;
} {
  const contents = [
    ...(media?.contents ?? []),
    ...(media?.groups ?? []).flatMap(({ contents: all = [] }) => all),
  ];
  const thumbnail = [
    ...(media?.thumbnails ?? []),
    ...(media?.groups ?? []).flatMap((one) => one.thumbnails ?? []),
  ]
    .map(({ url }) => resolved(url, base))
    .find((url) => url !== undefined);
  const pictures = contents.filter(isPicture);
  const alone = enclosures.filter(({ type = '' }) => type.startsWith('image/'));
  const picture =
    pictures.find(({ url }) => resolved(url, base) === thumbnail) ?? (thumbnail ? undefined : pictures[0]);
  const url =
    thumbnail ??
    resolved(picture?.url, base) ??
    resolved(itunes?.image, base) ??
    // Many programs can express it only as an enclosure.
    (alone.length === 1 ? alone[0]?.url : undefined);
  const words = picture ?? (contents.length === 0 ? media : undefined);
  const image = url === undefined ? undefined : { url, ...captions(words) };
  const seconds = enclosures.length > 0 ? itunes?.duration : undefined;
  const files = [
    ...enclosures.map((one, index) => (index === 0 && seconds ? { duration: seconds, ...one } : one)),
    ...contents.flatMap((one): SubscribedFile[] => {
      const address = resolved(one.url, base);
      if (address === undefined) return [];
      const { type, fileSize, duration, title } = one;
      return [
        {
          url: address,
          type,
          length: fileSize || undefined,
          duration: duration || undefined,
          title: some(plain(title)),
        },
      ];
    }),
  ].filter((one) => one.url !== url);
  return { image, attachments: merged(files), episode: episode(itunes, podcast, base) };
}

function isPicture({ medium, type = '', url = '' }: MediaNs.Content): boolean {
  if (medium !== undefined) return medium === 'image';
  return type.startsWith('image/') || (type === '' && /\.(?:avif|gif|jpe?g|png|svg|webp)(?:$|\?)/i.test(url));
}

function captions(from: MediaNs.CommonElements | undefined) {
  return {
    alt: some(plain(from?.description)),
    caption: some(plain(from?.title)),
    credit: some(htmlLine(from?.credits?.[0]?.value ?? '')),
  };
}

function plain(text: MediaNs.TitleOrDescription | undefined): string {
  if (text === undefined) return '';
  return text.type === 'html' ? htmlLine(text.value ?? '') : (text.value ?? '').trim();
}

/** Merges the details of each file from several places. */
function merged(files: readonly SubscribedFile[]): readonly SubscribedFile[] {
  return distinct(files, ({ url }) => url).map(({ url }) => {
    const all = files.filter((one) => one.url === url);
    const first = <K extends keyof SubscribedFile>(key: K) =>
      all.map((one) => one[key]).find((one) => one !== undefined);
    return {
      url,
      type: first('type'),
      length: first('length'),
      title: first('title'),
      duration: first('duration'),
    };
  });
}

function episode(
  itunes: ItunesNs.Item | undefined,
  podcast: PodcastNs.Item | undefined,
  base: string | undefined,
): SubscribedEpisode | undefined {
  const found: SubscribedEpisode = {
    season: itunes?.season ?? podcast?.season?.number,
    episode: itunes?.episode ?? podcast?.episode?.number,
    type: itunes?.episodeType,
    explicit: itunes?.explicit,
    block: itunes?.block,
    duration: itunes?.duration || undefined,
    transcripts: (podcast?.transcripts ?? []).flatMap(({ url, type, language, rel }) => {
      const address = resolved(url, base);
      return address === undefined ? [] : [{ url: address, type, language, rel }];
    }),
    chapters: resolved(podcast?.chapters?.url, base),
  };
  const { transcripts, ...rest } = found;
  return transcripts.length > 0 || Object.values(rest).some((one) => one !== undefined) ? found : undefined;
}
