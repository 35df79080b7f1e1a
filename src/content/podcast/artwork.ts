import type { Image } from '../article/model.ts';

/** The sizes in pixels that Apple and PSP-1 take for cover art, which is square. */
const [least, most] = [1400, 3000];

/** What a local picture says of itself. */
export type Measured = Pick<Image, 'type' | 'width' | 'height'> & {
  /** `RGB`, or another colour space; absent where it cannot be told. */
  readonly colours?: string;
};

/** What keeps a picture from being cover art (`640×480 pixels`), or nothing. */
export function checkArtwork({ type, width, height, colours = 'RGB' }: Measured): string | undefined {
  if (type !== 'image/jpeg' && type !== 'image/png')
    return type === undefined ? 'not an image' : `of type ${type}`;
  if (width === undefined || height === undefined) return 'an image without dimensions';
  if (width !== height || width < least || width > most) return `${width}×${height} pixels`;
  return colours === 'RGB' ? undefined : `in ${colours}, not RGB`;
}

/** Whether the picture of an episode can stand for it: one elsewhere, that nobody can measure, is taken on trust. */
export function isArtwork(image: Image): boolean {
  return image.length === undefined || checkArtwork(image) === undefined;
}
