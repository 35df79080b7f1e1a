import { stringify } from 'yaml';

/** A value of front matter. What is not defined is left out. */
export type FrontMatterEntry =
  | string
  | number
  | boolean
  | undefined
  | readonly FrontMatterEntry[]
  | { readonly [key: string]: FrontMatterEntry };

/** Front matter in YAML, between its marks, keys in the order given. */
export function frontMatter(data: { readonly [key: string]: FrontMatterEntry }): string {
  return `---\n${stringify(without(data), { lineWidth: 0 })}---\n`;
}

/** The lines of a config, one for each key. */
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
