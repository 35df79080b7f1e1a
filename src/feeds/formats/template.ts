import { isList } from '../../base/json.ts';

/**
 * The values of an item or a head: texts ready for the document, nested as the format needs them. `undefined` leaves the element out; an
 * empty text writes an empty element.
 */
export type Field = string | undefined | Fields | readonly Field[];
/** Fields by name, always in the same order. */
export interface Fields {
  readonly [name: string]: Field;
}

/** A document with places to fill: `gaps[i]` is the number of the value between `texts[i]` and `texts[i + 1]`. */
interface Skeleton {
  readonly texts: readonly string[];
  readonly gaps: readonly number[];
}

/**
 * Returns a function that writes documents by filling templates. For each shape of fields (which are present, how many of each), it
 * calls `write` once with a slot in place of every text, and keeps the result as a template. So `feed` and its XML writer never see an
 * article's own text: they cannot escape it wrongly, and further items cost them nothing. A slot such as `slot:12;` passes unchanged
 * through XML and `new URL()`.
 */
export function createTemplates<T extends Fields>(write: (slots: T) => string): (fields: T) => string {
  const memo = new Map<string, Skeleton>();
  return (fields) => {
    const values: string[] = [];
    const shape = gather(fields, values);
    let skeleton = memo.get(shape);
    if (!skeleton) {
      let count = 0;
      // Same keys, same nesting, texts in place of texts: still a T.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const slots = replace(fields, () => `slot:${count++};`) as T;
      skeleton = split(write(slots));
      memo.set(shape, skeleton);
    }
    return fill(skeleton, values);
  };
}

/** Adds the texts of `field` to `values`, depth first, and returns its shape. */
function gather(field: Field, values: string[]): string {
  if (field === undefined) return '';
  if (typeof field === 'string') {
    values.push(field);
    return '.';
  }
  if (isList(field)) {
    let shape = '[';
    for (const one of field) shape += `${gather(one, values)},`;
    return `${shape}]`;
  }
  let shape = '{';
  for (const name in field) shape += `${gather(field[name], values)},`;
  return `${shape}}`;
}

/** Returns `field` with `slot()` in place of each text, in the order of `gather`. */
function replace(field: Field, slot: () => string): Field {
  if (field === undefined) return undefined;
  if (typeof field === 'string') return slot();
  if (isList(field)) return field.map((one) => replace(one, slot));
  return Object.fromEntries(Object.entries(field).map(([name, one]) => [name, replace(one, slot)]));
}

function split(document: string): Skeleton {
  const pieces = document.split(/slot:(\d+);/);
  return {
    texts: pieces.filter((_, index) => index % 2 === 0),
    gaps: pieces.filter((_, index) => index % 2 === 1).map(Number),
  };
}

function fill({ texts, gaps }: Skeleton, values: readonly string[]): string {
  let document = texts[0] ?? '';
  for (let index = 0; index < gaps.length; index++)
    document += (values[gaps[index] ?? 0] ?? '') + (texts[index + 1] ?? '');
  return document;
}
