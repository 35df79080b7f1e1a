import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { documentText, inlineCode, tableRows } from './documents.ts';

const repository = join(import.meta.dirname, '..');
const map = documentText('ARCHITECTURE.md');
const named = [
  ...new Set(inlineCode(map).filter((code) => /^(?:\.|src\/|tests\/|content\/)\S*$/.test(code))),
];

const sources = readdirSync(join(repository, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(repository, join(entry.parentPath, entry.name)).split(sep).join('/'))
  .toSorted();

describe('the map', () => {
  test.each(named)('%s is there', (path) => {
    expect(existsSync(join(repository, path))).toBe(true);
  });

  test('names every file of src that is in no folder', () => {
    const flat = sources.filter((path) => path.split('/').length === 2);
    expect(flat.length).toBeGreaterThan(20);
    expect(flat.filter((path) => !named.includes(path))).toEqual([]);
  });

  test('a folder stands beside the file of its name', () => {
    const folders = new Set(
      sources.filter((path) => path.split('/').length > 2).map((path) => path.replace(/\/[^/]+$/, '')),
    );
    expect(folders.size).toBeGreaterThan(5);
    expect([...folders].filter((folder) => !sources.includes(`${folder}.ts`))).toEqual([]);
  });

  test('libraries are imported by their stage, and by nothing else', () => {
    const rows = tableRows(map.slice(map.indexOf('| stage |'), map.indexOf('Around them')));
    const told = rows.map(([stage = '', , libraries = '']) => ({
      stage: stage.replaceAll('`', ''),
      libraries: libraries === '' ? [] : libraries.split(', '),
    }));
    expect(told.length).toBeGreaterThan(6);
    const importers = new Map<string, string[]>();
    for (const path of sources)
      for (const library of packages(readFileSync(join(repository, path), 'utf8')))
        importers.set(library, [...(importers.get(library) ?? []), path]);
    const wrong = told.flatMap(({ stage, libraries }) =>
      libraries.flatMap((library) => {
        const homes = told.filter((one) => one.libraries.includes(library)).map((one) => one.stage);
        const found = importers.get(library) ?? [];
        return [
          ...(found.some((path) => isAt(path, stage)) ? [] : [`${stage} does not import ${library}`]),
          ...found
            .filter((path) => !homes.some((home) => isAt(path, home)))
            .map((path) => `${path} imports ${library}`),
        ];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('nothing inside imports the door of the library', () => {
    const insiders = sources.filter((path) =>
      /from '(?:\.\.?\/)+index\.ts'/.test(readFileSync(join(repository, path), 'utf8')),
    );
    expect(insiders).toEqual([]);
  });
});

/** Whether a source file is the stage `home`, or in the folder beside it. */
function isAt(path: string, home: string): boolean {
  return path === home || path.startsWith(home.replace(/\.ts$/, '/'));
}

/** The packages a source file loads: `temporal-polyfill` for `temporal-polyfill/full`. */
function packages(text: string): Set<string> {
  const specifiers = [
    ...text.matchAll(/(?:from |import\(|require\(|createRequire\([^)]*\)\()'([^'.][^']*)'/g),
  ];
  return new Set(
    specifiers
      .map(([, one = '']) => one)
      .filter((one) => !one.startsWith('node:'))
      .map((one) =>
        one
          .split('/')
          .slice(0, one.startsWith('@') ? 2 : 1)
          .join('/'),
      ),
  );
}
