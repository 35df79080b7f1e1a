import { stringify } from 'yaml';

/** A front matter value. Undefined values are left out. */
export type FrontMatterEntry =
  | string
  | number
  | boolean
  | undefined
  | readonly FrontMatterEntry[]
  | { readonly [key: string]: FrontMatterEntry };

/** Returns front matter in YAML, between its marks, keys in the given order. */
export function frontMatter(data: { readonly [key: string]: FrontMatterEntry }): string {
  return `---\n${stringify(without(data), { lineWidth: 0 })}---\n`;
}

/** Returns the lines of a config, one per key. */
export function configLines(data: { readonly [key: string]: FrontMatterEntry }): readonly string[] {
  return Object.entries(without(data)).map(
    ([key, value]) => `${key}: ${stringify(value, { lineWidth: 0, collectionStyle: 'flow' }).trim()}`,
  );
}

function without(data: { readonly [key: string]: FrontMatterEntry }): Record<string, FrontMatterEntry> {
  const isSaid = (value: FrontMatterEntry) =>
    value !== undefined && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(data).filter(([, value]) => isSaid(value)));
}
