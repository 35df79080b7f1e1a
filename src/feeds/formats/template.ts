/**
 * What fills an item or a head: texts ready to stand in the document, nested as the format needs them.
 * `undefined` is an element that is not there; an empty text is one that is there, and empty.
 */
export type Field = string | undefined | Fields | readonly Field[];
/** Fields by name, in an order that is always the same. */
export interface Fields {
  readonly [name: string]: Field;
}

/** A document with places to fill: `gaps[i]` is the number of the value between `texts[i]` and `texts[i + 1]`. */
interface Skeleton {
  readonly texts: readonly string[];
  readonly gaps: readonly number[];
}

/**
 * A function that writes documents by filling skeletons. For each shape of fields (which are there, how many
 * of each), `write` is called once, with a slot in place of every text; what it writes is kept as a skeleton.
 * So `feed` and its XML writer never see an article's own text: they cannot escape it wrongly, and they cost
 * nothing for the thousandth item. A slot such as `slot:12;` passes unchanged through XML, JSON and `new URL()`.
 */
export function createTemplates<T extends Fields>(write: (slots: T) => string): (fields: T) => string {
  const memo = new Map<string, Skeleton>();
  return (fields) => {
    const values: string[] = [];
    const shape = gather(fields, values);
    let skeleton = memo.get(shape);
    if (!skeleton) {
      let count = 0;
      // Same keys, same nesting, texts for texts: a T still.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const slots = replace(fields, () => `slot:${count++};`) as T;
      skeleton = split(write(slots));
      memo.set(shape, skeleton);
    }
    return fill(skeleton, values);
  };
}

/** Adds the texts of `field` to `values`, depth first; gives its shape. */
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

/** `field` with `slot()` for each text, in the order of `gather`. */
function replace(field: Field, slot: () => string): Field {
  if (field === undefined) return undefined;
  if (typeof field === 'string') return slot();
  if (isList(field)) return field.map((one) => replace(one, slot));
  return Object.fromEntries(Object.entries(field).map(([name, one]) => [name, replace(one, slot)]));
}

// `Array.isArray` does not narrow readonly lists.
function isList(field: Fields | readonly Field[]): field is readonly Field[] {
  return Array.isArray(field);
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
