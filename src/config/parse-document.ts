import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, Node } from 'yaml';
import { errorsIn } from '../content/frontmatter/yaml.ts';
import { asteriskFault, unknownTag, yamlAdvice } from '../content/frontmatter/yaml-errors.ts';
import { problem, type Place, type Problem } from '../problems/problem.ts';
import { takesText, type Path } from './schema-lookup.ts';
import { isRecord } from '../base/json.ts';

/** A parsed config file with the position of each value. */
export interface ConfigDocument {
  readonly value: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
  /** Returns the position of the value at `path`, or of its nearest parent in the file. */
  place(path: Path): Place;
  /** Returns the position of the key at `path`, or of its nearest parent in the file. */
  keyPlace(path: Path): Place;
}

/** Parses `text` (YAML 1.2). `file` is its name in messages. */
export function readDocument(text: string, file?: string): ConfigDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const base: Place = file === undefined ? {} : { file };
  const at = (start: number, end: number): Place => {
    const { line, col } = lines.linePos(start);
    return { ...base, line: Math.max(line, 1), column: Math.max(col, 1), length: Math.max(1, end - start) };
  };
  const mistakes = errorsIn(text, document);
  for (const { code, pos } of document.warnings)
    if (code === 'TAG_RESOLVE_FAILED') mistakes.push(unknownTag(text, pos[0], text.slice(...pos)));
  visit(document, {
    Alias(_, alias) {
      if (!alias.resolve(document)) mistakes.push(asteriskFault(text, alias.range?.[0] ?? 0));
    },
  });
  if (mistakes.length === 0 && document.contents !== null && !isMap(document.contents))
    mistakes.push({ at: { start: 0, end: 1 }, ...notAMap });
  const problems = mistakes.map(({ at: { start, end }, detail, advice = yamlAdvice }) =>
    problem('config-syntax', at(start, end), { detail, advice }),
  );
  if (problems.length > 0) return { value: {}, problems, place: () => base, keyPlace: () => base };
  keepTexts(document);
  const value = withoutNulls(document.toJS({ maxAliasCount: 1000 }) ?? {});
  const nodeAt = (path: Path): Node | undefined => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node)) return node;
    }
    return undefined;
  };
  const place = (path: Path): Place => {
    const range = nodeAt(path)?.range;
    return range
      ? at(range[0], range[1])
      : { ...base, ...(file === undefined ? {} : { line: 1, column: 1 }) };
  };
  return {
    value: isRecord(value) ? value : {},
    problems,
    place,
    keyPlace,
  };

  function keyPlace(path: Path): Place {
    if (typeof path.at(-1) !== 'string') return place(path);
    const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
    const pair = isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === path.at(-1))
      : undefined;
    const range = isScalar(pair?.key) ? pair.key.range : undefined;
    return range ? at(range[0], range[1]) : keyPlace(path.slice(0, -1));
  }
}

/** Keeps values such as `title: 2026` as the author typed them if the key expects text. */
function keepTexts(document: Document): void {
  visit(document, {
    Scalar(key, node, ancestors) {
      if (key === 'key' || typeof node.value === 'string' || node.value === null || node.source === undefined)
        return;
      if (typeof node.value !== 'boolean' && takesText(pathOf([...ancestors, node])))
        node.value = node.source;
    },
  });
}

function pathOf(nodes: readonly unknown[]): Path {
  const path: (string | number)[] = [];
  nodes.forEach((node, depth) => {
    const child = nodes[depth + 1];
    if (isPair(node)) path.push(isScalar(node.key) ? String(node.key.value) : '');
    else if (isSeq(node)) path.push(node.items.indexOf(child));
  });
  return path;
}

/** Removes keys without a value. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  const pairs = Object.entries(value).filter(([, child]) => child !== null);
  return Object.fromEntries(pairs.map(([key, child]) => [key, withoutNulls(child)]));
}

const notAMap = {
  detail: 'it must be a list of `key: value` lines.',
  advice: 'Write one `key: value` on each line.',
};
