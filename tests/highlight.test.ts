import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readdirSync, readFileSync } from 'node:fs';
import type { HLJSApi, LanguageFn } from 'highlight.js';
import { describe, expect, test } from 'vitest';
import { createHighlight } from '../src/markdown/render/highlight.ts';
import { grammarsFor, languages } from '../src/markdown/render/languages.ts';

const require = createRequire(import.meta.url);
// Another copy of the library than the one that is tested, with all common languages.
const common = fresh('highlight.js/lib/common');

function fresh(name: string): HLJSApi {
  for (const path of Object.keys(require.cache))
    if (path.includes('highlight.js')) delete require.cache[path];
  const library: HLJSApi = require(name);
  for (const path of Object.keys(require.cache))
    if (path.includes('highlight.js')) delete require.cache[path];
  return library;
}

/** The languages a grammar hands parts of a text to. */
function inside(grammar: unknown, seen = new Set<unknown>()): string[] {
  if (typeof grammar !== 'object' || grammar === null || seen.has(grammar) || grammar instanceof RegExp)
    return [];
  seen.add(grammar);
  return Object.entries(grammar).flatMap(([key, value]) =>
    key === 'subLanguage' ? [value].flat().map(String) : inside(value, seen),
  );
}

const named = common.listLanguages().toSorted();
const spellings = named.flatMap((name) => [name, ...(common.getLanguage(name)?.aliases ?? [])]);

test('the common languages are known by all their names', () => {
  expect(Object.keys(languages).toSorted()).toEqual(named);
  const wrong = spellings.filter(
    (name) => common.getLanguage(name) !== common.getLanguage(grammarsFor(name)[0] ?? ''),
  );
  expect(wrong).toEqual([]);
  expect(['', 'no such', 'mojolicious', 'constructor', '__proto__'].flatMap(grammarsFor)).toEqual([]);
});

test.each(named)('%s comes with the languages that stand inside it', (name) => {
  const make: LanguageFn = require(`highlight.js/lib/languages/${name}`);
  const wanted = inside(make(common)).filter((one) => common.getLanguage(one));
  expect(grammarsFor(name)).toEqual(expect.arrayContaining(wanted));
});

describe('code is coloured as by all languages at once', () => {
  const root = join(import.meta.dirname, '..');
  const samples = [
    ...['README.md', 'package.json', 'src/markdown/renderer.ts', '.github/workflows/ci.yml'].flatMap(
      (path) => {
        try {
          return [readFileSync(join(root, path), 'utf8').slice(0, 3000)];
        } catch {
          return [];
        }
      },
    ),
    ...readdirSync(join(root, 'content'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => readFileSync(join(root, 'content', name), 'utf8').slice(0, 2000)),
    '<style>a { color: red }</style><script>let a = `<b>${html`<i>`}</b>`; // x</script><?php echo "<p>"; ?>',
    'const q = gql`query { a }`; const s = css`a { b: c }`; const x = <div a={1}>text</div>;',
    '$ npm run build # done\n> a\n>>> print(1)\n1\n- a: 1\n  b: <%= x %>\n```js\nlet a;\n```\n',
  ];
  // A highlighter for each, so that nothing is there but what the language itself needs.
  test.each(spellings)('%s', (language) => {
    const highlight = freshHighlight();
    for (const sample of samples)
      expect(highlight(sample, language)).toBe(
        common.highlight(sample, { language, ignoreIllegals: true }).value,
      );
  });
});

function freshHighlight() {
  for (const path of Object.keys(require.cache))
    if (path.includes('highlight.js')) delete require.cache[path];
  return createHighlight();
}
