import type { SubscribedImage, SubscribedItem, SubscribedPerson, SubscribedSource } from '../feed/model.ts';
import { line } from '../../base/text.ts';
import type { I18n } from '../../pages/i18n.ts';
import {
  elements,
  isElement,
  property,
  textOf,
  type Node,
  type Element,
  type Root,
} from '../../markdown/from-html/tree.ts';

/** The metadata that Feedmill shows in the text itself, as far as nothing else has it. */
export interface Credits {
  readonly image?: SubscribedImage | undefined;
  readonly contributors?: readonly SubscribedPerson[];
  readonly source?: SubscribedSource;
  readonly external?: string | undefined;
  /** As in front matter. */
  readonly corrections: readonly { readonly date: string; readonly text: string }[];
  /** Whether the text shows its terms. */
  readonly terms: boolean;
}

/**
 * Removes the parts of a text that Feedmill would add again: the article's image at the top, and at the end the corrections, contributors,
 * the origin and the terms, in the words of `i18n`. Returns the data of those lines.
 */
export function takeCredits(tree: Root, item: SubscribedItem, i18n: I18n): Credits {
  return {
    corrections: [],
    terms: false,
    ...takeLines(tree, item, i18n),
    image: takeImage(tree, item.image),
  };
}

/** Removes the image at the top if it is the article image, and returns it with the details that only the text contains. */
function takeImage(tree: Root, image: SubscribedImage | undefined): SubscribedImage | undefined {
  const at = tree.children.findIndex((one) => one.type !== 'text' || one.value.trim() !== '');
  const first = tree.children[at];
  if (image === undefined || !isElement(first, 'figure', 'p', 'img')) return image;
  const inside = isElement(first, 'img') ? [first] : [...elements(first)];
  const picture = inside.find((one) => isElement(one, 'img'));
  const caption = inside.find((one) => isElement(one, 'figcaption'));
  const isAlone = inside.every((one) => isElement(one, 'img', 'figcaption', 'bdi'));
  if (!picture || !isAlone || property(picture, 'src') !== image.url) return image;
  const words = caption ? line(textOf(caption)) : '';
  // A figure contains nothing else; a paragraph may contain words.
  if (!caption && line(textOf(first)) !== '') return image;
  const known = [image.caption, image.credit].filter((one) => one !== undefined).join(' · ');
  if (words !== '' && known !== '' && words !== line(known)) return image;
  tree.children.splice(at, 1);
  const alt = line(property(picture, 'alt') ?? '');
  return {
    ...image,
    alt: image.alt ?? (alt === '' ? undefined : alt),
    caption: image.caption ?? (words !== '' && known === '' ? words : undefined),
  };
}

type Found = { -readonly [Key in keyof Credits]?: Credits[Key] };

/** Removes Feedmill's lines below the last rule; the rule goes with the last of them. */
function takeLines(tree: Root, item: SubscribedItem, i18n: I18n): Found {
  const found: Found = {};
  const rule = tree.children.findLastIndex((one) => isElement(one, 'hr'));
  const below = tree.children.slice(rule + 1).filter((one) => one.type !== 'text' || one.value.trim() !== '');
  if (rule < 0 || !below.every((one) => isElement(one, 'p'))) return found;
  const kept = below.toReversed().findIndex((one) => !isElement(one) || !readLine(one, item, i18n, found));
  const left = kept < 0 ? [] : below.slice(0, below.length - kept);
  if (left.length === below.length) return found;
  tree.children.splice(left.length === 0 ? rule : rule + 1, Infinity, ...left);
  return found;
}

/** Whether Feedmill wrote a paragraph; if so, adds its data to `found`. */
function readLine(node: Element, item: SubscribedItem, i18n: I18n, found: Found): boolean {
  const text = line(textOf(node));
  const names = [...elements(node)].filter((one) => isElement(one, 'bdi'));
  const [label] = node.children;
  const time = isElement(label, 'strong')
    ? [...elements(label)].find((one) => isElement(one, 'time'))
    : undefined;
  const date = time && property(time, 'dateTime');
  if (date !== undefined && isElement(label)) {
    const said = line(node.children.slice(1).map(textOf).join(''));
    found.corrections = [{ date, text: said }, ...(found.corrections ?? [])];
    return said !== '';
  }
  if (names.length === 0) return false;
  if (fits(text, i18n.say('contributors', { people: gap }))) {
    found.contributors = peopleOf(node, item.contributors);
    return true;
  }
  if (
    fits(text, i18n.say('origin', { source: gap })) ||
    fits(text, i18n.say('originTitle', { source: gap, title: gap }))
  ) {
    const [publication, headline] = names;
    const title = publication && line(textOf(publication));
    const original = headline && hrefAround(node, headline);
    const said = headline && line(textOf(headline));
    found.source = {
      ...item.source,
      title,
      url: publication && hrefAround(node, publication),
      headline: said === item.title ? undefined : said,
    };
    found.external = original ?? (item.external === found.source.url ? undefined : item.external);
    return true;
  }
  const isTerms = [...elements(node)].some(
    (one) => isElement(one, 'a') && /license/.test(property(one, 'rel') ?? ''),
  );
  if (isTerms || (names.length === 1 && text === item.license?.text)) {
    found.terms = true;
    return true;
  }
  return names.length === 1 && text === line(item.image?.credit ?? '');
}

const gap = '\u0001';

/** Whether `text` is a sentence with its placeholders filled in. */
function fits(text: string, sentence: string): boolean {
  const parts = sentence.replaceAll(/<[^>]*>/g, '').split(gap);
  const [start = '', end = ''] = [parts[0]?.trimStart(), parts.at(-1)?.trimEnd()];
  return start.trim() + end.trim() !== '' && text.startsWith(start) && text.endsWith(end);
}

/** Returns the people of a line, with the link and the role of each. */
function peopleOf(node: Element, known: readonly SubscribedPerson[]): readonly SubscribedPerson[] {
  const bdi = [...elements(node)].filter((one) => isElement(one, 'bdi'));
  return known.map((person) => {
    const at = bdi.findIndex((one) => line(textOf(one)) === person.name);
    const next = bdi[at + 1];
    const isRole =
      at >= 0 &&
      next !== undefined &&
      new RegExp(String.raw`\((?:${escaped(textOf(next))})\)`).test(textOf(node));
    const isNamed = next !== undefined && known.some(({ name }) => name === line(textOf(next)));
    const found = bdi[at];
    return {
      ...person,
      url: person.url ?? (found && hrefAround(node, found)),
      role: person.role ?? (isRole && !isNamed ? line(textOf(next)) : undefined),
    };
  });
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}

function hrefAround(node: Element, inner: Node): string | undefined {
  const link = [...elements(node)].find(
    (one) => isElement(one, 'a') && one.children.some((child) => child === inner),
  );
  return link && property(link, 'href');
}
