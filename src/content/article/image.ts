import type { Image } from './model.ts';
import type { Value } from '../frontmatter.ts';
import { typeOf } from '../../base/mime.ts';
import { line } from '../../base/text.ts';
import { isMap, type Field } from './fields.ts';
import { readReference, type References } from './reference.ts';
import { describeKind } from './problems.ts';

/** The picture a field names: a text, or a map with `url` or `src`, `alt`, `caption`, `credit`. */
export function readImage(field: Field | undefined, references: References): Image | undefined {
  if (!field) return undefined;
  const list = Array.isArray(field.value) ? (field.value as readonly Value[]) : undefined;
  const value = list ? (list[0] ?? null) : field.value;
  const inside: (string | number)[] = list ? [0] : [];
  if (value === null || value === '') return undefined;
  const get = (...keys: readonly string[]) => {
    const found = isMap(value)
      ? keys.map((key) => value[key]).find((one) => typeof one === 'string')
      : undefined;
    return typeof found === 'string' ? line(found) || undefined : undefined;
  };
  const href = typeof value === 'string' ? line(value) : get('url', 'src', 'image', 'path', 'file');
  if (isMap(value) && href !== undefined) {
    inside.push(['url', 'src', 'image', 'path', 'file'].find((key) => typeof value[key] === 'string') ?? '');
  }
  if (href === undefined) {
    // `image: { feature: false }` and the like are settings of a theme.
    if (isMap(value) && get('alt', 'caption', 'credit') === undefined) return undefined;
    const expected = 'a text, or a map with `url`';
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
