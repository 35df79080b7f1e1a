import type { Article, Attachment, Image } from '../../content/article/model.ts';
import { mediumOf } from '../../base/mime.ts';
import { some } from './content.ts';
import { xmlAttribute, element, xmlText } from './xml.ts';

/** The namespace of Media RSS, including the slash at its end. */
export const mediaNamespace = 'http://search.yahoo.com/mrss/';

/** Returns the fields of the Media RSS elements for an article's image, in RSS and in Atom. */
export function mediaFields(image: Image) {
  return {
    url: xmlAttribute(image.url),
    type: xmlAttribute(image.type),
    width: pixels(image.width),
    height: pixels(image.height),
    length: pixels(image.length),
    title: some(xmlText(image.caption)),
    description: some(xmlText(image.alt)),
    credit: some(xmlText(image.credit)),
  };
}

/**
 * Returns the image as `media:content`, with `media:thumbnail` for readers that look for pictures only there (Media RSS 1.5.1). The
 * caption is its title, the alternative text its description.
 */
export function mediaElements(slots: ReturnType<typeof mediaFields>): string[] {
  const { url, type, width, height, length, title, description, credit } = slots;
  const inside = [
    title && element('media:title', { type: 'plain' }, title),
    description && element('media:description', { type: 'plain' }, description),
    credit && element('media:credit', {}, credit),
  ].filter((one) => one !== undefined);
  const indented = inside.map((one) => `\n  ${one}`).join('');
  const attributes = { url, type, medium: 'image', width, height, fileSize: length };
  return [
    element('media:content', attributes, indented && `${indented}\n`),
    element('media:thumbnail', { url, width, height }),
  ];
}

/** Returns the attachments of an RSS item: its one enclosure, and the others. */
export function enclosed({ attachments, image }: Pick<Article, 'attachments' | 'image'>): {
  readonly enclosure?: Attachment;
  readonly others: readonly Attachment[];
} {
  // A picture is never the enclosure: apps would show it instead of a recording.
  const files = attachments.filter(({ type }) => mediumOf(type) !== 'image');
  const enclosure = files.find(({ type }) => mediumOf(type) !== 'document') ?? files[0];
  const others = attachments.filter((one) => one !== enclosure && one.url !== image?.url);
  return { ...(enclosure && { enclosure }), others };
}

/** Returns the fields of an attachment's elements and links. */
export function attachmentFields({ url, type, length, title, duration, width, height }: Attachment) {
  return {
    url: xmlAttribute(url),
    type: xmlAttribute(type),
    medium: mediumOf(type),
    length: String(length),
    size: pixels(length),
    duration: pixels(duration),
    width: pixels(width),
    height: pixels(height),
    title: some(xmlText(title)),
    label: some(xmlAttribute(title)),
  };
}

/** Returns an attachment as `media:content`. */
export function attachmentElement(slots: ReturnType<typeof attachmentFields>): string {
  const { url, type, medium, size: fileSize, duration, width, height, title } = slots;
  const inside = title && `\n  ${element('media:title', { type: 'plain' }, title)}\n`;
  return element('media:content', { url, type, medium, fileSize, duration, width, height }, inside);
}

/** Returns a count that the validator accepts: it rejects a size of zero. */
function pixels(count: number | undefined): string | undefined {
  return count !== undefined && count > 0 ? String(count) : undefined;
}
