import type { Image } from '../article/model.ts';

/** The sizes in pixels that Apple and PSP-1 accept for cover art, which is square. */
const [least, most] = [1400, 3000];

/** The measured properties of a local picture. */
export type Measured = Pick<Image, 'type' | 'width' | 'height'> & {
  /** `RGB`, or another color space; absent if unknown. */
  readonly colours?: string;
};

/** Returns why a picture cannot be cover art (`640×480 pixels`), if it cannot. */
export function checkArtwork({ type, width, height, colours = 'RGB' }: Measured): string | undefined {
  if (type !== 'image/jpeg' && type !== 'image/png')
    return type === undefined ? 'not an image' : `of type ${type}`;
  if (width === undefined || height === undefined) return 'an image without dimensions';
  if (width !== height || width < least || width > most) return `${width}×${height} pixels`;
  return colours === 'RGB' ? undefined : `in ${colours}, not RGB`;
}

/** Whether a picture can be that of an episode. One on another site cannot be measured, and is accepted. */
export function isArtwork(image: Image): boolean {
  return image.length === undefined || checkArtwork(image) === undefined;
}
