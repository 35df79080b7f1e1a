import type { Image } from '../article/model.ts';

/** The sizes in pixels that Apple and PSP-1 accept for cover art, which is square. */
const [least, most] = [1400, 3000];

/** The measured properties of a local image. */
export type Measured = Pick<Image, 'type' | 'width' | 'height'> & {
  /** `RGB`, or another color space; absent if unknown. */
  readonly colours?: string;
};

/** Returns the reason why an image cannot be cover art (such as `640×480 pixels`), or `undefined` if it can. */
export function checkArtwork({ type, width, height, colours = 'RGB' }: Measured): string | undefined {
  if (type !== 'image/jpeg' && type !== 'image/png')
    return type === undefined ? 'not an image' : `of type ${type}`;
  if (width === undefined || height === undefined) return 'an image without dimensions';
  if (width !== height || width < least || width > most) return `${width}×${height} pixels`;
  return colours === 'RGB' ? undefined : `in ${colours}, not RGB`;
}

/** Whether an image can be episode artwork. Accepts images on other sites, because they cannot be measured. */
export function isArtwork(image: Image): boolean {
  return image.length === undefined || checkArtwork(image) === undefined;
}
