import type * as library from 'yaml';
import type { Document } from 'yaml';
import type { Span } from '../../base/position.ts';
import type { SyntaxFault } from './syntax.ts';
import { asteriskFault, unknownTag } from './yaml-errors.ts';

const allowedTags = new Set(['!', 'tag:yaml.org,2002:str', 'tag:yaml.org,2002:seq', 'tag:yaml.org,2002:map']);

/** YAML 1.2.2 §10.3.2. */
const nulls = new Set(['', '~', 'null', 'Null', 'NULL']);

/**
 * Returns the value of `document`, the parsed `text`, and its mistakes other than syntax errors. Scalars are strings or null. An alias
 * is the same object as its anchor, which may contain itself. Merge keys (`<<`) are resolved.
 */
export function readNodes(
  { isAlias, isMap, isScalar, isSeq }: typeof library,
  document: Document.Parsed,
  text: string,
): { readonly value: unknown; readonly faults: readonly SyntaxFault[] } {
  const faults: SyntaxFault[] = [];
  const anchors = new Map<string, unknown>();
  return { value: read(document.contents), faults };

  function read(node: unknown): unknown {
    if (isAlias(node)) {
      if (!anchors.has(node.source)) faults.push(asteriskFault(text, spanOf(node).start));
      return anchors.get(node.source) ?? null;
    }
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
    const { tag, anchor } = node;
    if (tag !== undefined && !allowedTags.has(tag)) faults.push(unknownTag(text, spanOf(node).start, tag));
    const value = isScalar(node) ? scalar(node) : isSeq(node) ? [] : Object.create(null);
    if (anchor !== undefined) anchors.set(anchor, value);
    if (isSeq(node)) for (const item of node.items) value.push(read(item));
    if (isMap(node)) readPairs(node, value);
    return value;
  }

  function readPairs({ items }: library.YAMLMap, map: Record<string, unknown>): void {
    const written = new Set<string>();
    const merged: object[] = [];
    for (const { key, value } of items) {
      const name = isScalar(key) ? String(key.value) : undefined;
      if (name === undefined) faults.push({ at: spanOf(key), detail: 'a key must be text.' });
      else if (name === '<<' && isScalar(key) && key.type === 'PLAIN')
        merged.push(...sourcesOf(read(value), value));
      else {
        if (written.has(name)) faults.push({ at: spanOf(key), duplicate: name });
        written.add(name);
        map[name] = read(value);
      }
    }
    for (const source of merged)
      for (const [name, value] of Object.entries(source)) if (!(name in map)) map[name] = value;
  }

  /** Returns the maps that `<<: value` merges; earlier ones take precedence. */
  function sourcesOf(merged: unknown, node: unknown): readonly object[] {
    const sources = Array.isArray(merged) ? merged : [merged];
    const maps = sources.filter((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
    if (maps.length < sources.length)
      faults.push({ at: spanOf(node), detail: '`<<` can merge only a map or a list of maps.' });
    return maps;
  }

  function spanOf(node: unknown): Span {
    const range = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range : undefined;
    return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
  }
}

function scalar({ value, type, tag }: library.Scalar): string | null {
  const written = typeof value === 'string' ? value : '';
  return type === 'PLAIN' && tag === undefined && nulls.has(written) ? null : written;
}
