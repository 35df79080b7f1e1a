import type { Image } from './model.ts';
import { typeOf } from '../../base/mime.ts';
import { line } from '../../base/text.ts';
import { type Field } from './fields.ts';
import { readReference, type References } from './reference.ts';
import { describeKind } from './problems.ts';
import { isList, isRecord } from '../../base/json.ts';

/** Reads the picture in a field: a text, or a map with `url` or `src`, `alt`, `caption`, `credit`. */
export function readImage(field: Field | undefined, references: References): Image | undefined {
  if (!field) return undefined;
  const list = isList(field.value) ? field.value : undefined;
  const value = list ? (list[0] ?? null) : field.value;
  const inside: (string | number)[] = list ? [0] : [];
  if (value === null || value === '') return undefined;
  const get = (...keys: readonly string[]) => {
    const found = isRecord(value)
      ? keys.map((key) => value[key]).find((one) => typeof one === 'string')
      : undefined;
    return typeof found === 'string' ? line(found) || undefined : undefined;
  };
  const href = typeof value === 'string' ? line(value) : get('url', 'src', 'image', 'path', 'file');
  if (isRecord(value) && href !== undefined) {
    inside.push(['url', 'src', 'image', 'path', 'file'].find((key) => typeof value[key] === 'string') ?? '');
  }
  if (href === undefined) {
    // `image: { feature: false }` and the like are settings of a theme.
    if (isRecord(value) && get('alt', 'caption', 'credit') === undefined) return undefined;
    const expected = 'text, or a map with `url`';
    references.report.tell(
      'bad-value',
      field,
      { received: describeKind(value), expected, example: `${field.key}: photo.jpg` },
      inside,
    );
    return undefined;
  }
  const target = readReference('image', href, field, inside, references);
  if (!target) return undefined;
  const { url } = target;
  const type = typeOf(new URL(url).pathname);
  const [alt, caption, credit] = [get('alt'), get('caption'), get('credit')];
  return {
    url,
    ...(type?.startsWith('image/') && { type }),
    ...(alt !== undefined && { alt }),
    ...(caption !== undefined && { caption }),
    ...(credit !== undefined && { credit }),
  };
}
