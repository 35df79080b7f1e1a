import type { Image } from './model.ts';
import { typeOf } from '../../base/mime.ts';
import { line } from '../../base/text.ts';
import { textIn, type Field } from './fields.ts';
import { readReference, type References } from './reference.ts';
import { defined, isList, isRecord } from '../../base/json.ts';

/** Reads the image in a field: text, or a map with `url` or `src`, `alt`, `caption`, `credit`. */
export function readImage(field: Field | undefined, references: References): Image | undefined {
  if (!field) return undefined;
  const list = isList(field.value) ? field.value : undefined;
  const value = list ? (list[0] ?? null) : field.value;
  const inside = list ? [0] : [];
  if (value === null || value === '') return undefined;
  const [alt, caption, credit] = ['alt', 'caption', 'credit'].map((key) => textIn(value, key)?.text);
  const found = textIn(value, 'url', 'src', 'image', 'path', 'file');
  const href = typeof value === 'string' ? line(value) : found?.text;
  if (href === undefined) {
    // `image: { feature: false }` and the like are settings of a theme.
    if (!isRecord(value) || (alt ?? caption ?? credit) !== undefined)
      references.report.badValue(field, 'text, or a map with `url`', 'photo.jpg', inside);
    return undefined;
  }
  const target = readReference('image', href, field, found ? [...inside, found.key] : inside, references);
  if (!target) return undefined;
  const { url } = target;
  const type = typeOf(new URL(url).pathname);
  return { url, ...defined({ type: type?.startsWith('image/') ? type : undefined, alt, caption, credit }) };
}
