import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadConfig } from '../src/config/config.ts';
import { entriesOf, messageAt, schemaAt, type Path } from '../src/config/schema-lookup.ts';
import { schema } from '../src/config/schema.ts';
import { explain } from '../src/problems/problem.ts';
import { workspace, write } from './workspace.ts';
import type { ConfigSource } from '../src/config/model.ts';

const url = 'https://example.com/';

/** The config of a site with these files, and what is told about it. */
async function load(files: Readonly<Record<string, string>>, source: Partial<ConfigSource> = {}) {
  const root = await workspace(files);
  const { config, problems } = await loadConfig({ root, flags: {}, ...source });
  const told = problems.map((one) => ({
    code: one.code,
    file: one.file,
    line: one.line,
    what: explain(one).what,
  }));
  return { config, told, root };
}

describe('where it may stand', () => {
  const esm = `export default { url: '${url}', title: 'ESM' };`;
  const commonjs = `module.exports = { url: '${url}', title: 'CommonJS' };`;
  test.each([
    ['feedmill.config.mjs', { 'feedmill.config.mjs': esm }, 'ESM'],
    ['feedmill.config.cjs', { 'feedmill.config.cjs': commonjs }, 'CommonJS'],
    [
      'feedmill.config.js of a module package',
      { 'feedmill.config.js': esm, 'package.json': '{"type":"module"}' },
      'ESM',
    ],
    [
      'feedmill.config.js of a CommonJS package',
      { 'feedmill.config.js': commonjs, 'package.json': '{"type":"commonjs"}' },
      'CommonJS',
    ],
  ])('%s', async (_name, files, title) => {
    const { config, told } = await load(files);
    expect([config?.title, told]).toEqual([title, []]);
  });

  test('another place named by --config', async () => {
    const files = { 'etc/site.mjs': esm, 'feedmill.yaml': 'nonsense: true\n' };
    const { config } = await load(files, { file: 'etc/site.mjs' });
    expect(config?.title).toBe('ESM');
  });

  test('a path with spaces and letters of any script', async () => {
    const root = await workspace({});
    const folder = join(root, 'a b ü');
    await mkdir(folder);
    await write(folder, { 'feedmill.config.mjs': esm });
    expect((await loadConfig({ root: folder, flags: {} })).config?.title).toBe('ESM');
  });
});

describe('what it may export', () => {
  test.each([
    ['an object', `{ url: '${url}', title: 'T' }`],
    ['a function', `() => ({ url: '${url}', title: 'T' })`],
    ['an asynchronous function', `async () => ({ url: '${url}', title: 'T' })`],
    ['an object without a prototype', `Object.assign(Object.create(null), { url: '${url}', title: 'T' })`],
    ['keys without a value', `{ url: '${url}', title: 'T', icon: undefined, logo: null }`],
  ])('%s', async (_name, exported) => {
    const { config, told } = await load({ 'feedmill.config.mjs': `export default ${exported};` });
    expect(told).toEqual([]);
    expect(config).toMatchObject({ url, title: 'T', hooks: {} });
    expect(config?.icon).toBeUndefined();
  });

  test.each([
    ['nothing', '', 'is missing'],
    ['a list', 'export default [];', 'an empty list'],
    ['a text', "export default 'x';", '"x"'],
    ['a function that gives nothing', 'export default () => {};', 'missing'],
    ['an object of a class', 'export default new URL("https://example.com/");', 'a URL'],
  ])('not %s', async (_name, text, what) => {
    const { config, told } = await load({ 'feedmill.config.mjs': text });
    expect(config).toBeUndefined();
    expect(told).toMatchObject([{ code: 'config-export', file: 'feedmill.config.mjs' }]);
    expect(told[0]?.what).toContain(what);
  });

  test('numbers are texts where texts are wanted, as in YAML', async () => {
    const { config } = await load({
      'feedmill.config.mjs': `export default { url: '${url}', title: 2026, authors: [{ name: 7.5 }], limit: 5 };`,
    });
    expect(config).toMatchObject({ title: '2026', authors: [{ name: '7.5' }], limit: 5 });
  });

  test('what is the same as YAML gives the same', async () => {
    const keys = {
      url,
      title: 'T',
      authors: [{ name: 'Jane' }],
      files: { atom: false },
      hosting: ['netlify'],
    };
    const root = await workspace({
      'a.yaml': JSON.stringify(keys),
      'a.mjs': `export default ${JSON.stringify(keys)};`,
    });
    const [yaml, code] = await Promise.all(
      ['a.yaml', 'a.mjs'].map((file) => loadConfig({ root, file, flags: {} })),
    );
    expect(yaml?.config).toBeDefined();
    expect(code).toEqual(yaml);
  });

  test('extensions and hooks, a single extension as a list', async () => {
    const { config } = await load({
      'feedmill.config.mjs': `export default { url: '${url}', title: 'T', marked: { gfm: true }, article() {}, item() {} };`,
    });
    expect(config?.hooks).toEqual({
      marked: [{ gfm: true }],
      article: expect.any(Function),
      item: expect.any(Function),
    });
  });
});

test('flags win', async () => {
  const { config } = await load(
    { 'feedmill.config.mjs': `export default { url: '${url}', title: 'T', limit: 3 };` },
    { flags: { title: 'Flag' } },
  );
  expect(config).toMatchObject({ title: 'Flag', limit: 3 });
});

test.each(['mjs', 'cjs'])('a change of the file (%s) is seen by the same process', async (ending) => {
  const name = `feedmill.config.${ending}`;
  const text = (title: string) =>
    `${ending === 'mjs' ? 'export default' : 'module.exports ='} { url: '${url}', title: '${title}' };`;
  const root = await workspace({ [name]: text('One') });
  const titles = [(await loadConfig({ root, flags: {} })).config?.title];
  await write(root, { [name]: text('Two more') });
  titles.push((await loadConfig({ root, flags: {} })).config?.title);
  expect(titles).toEqual(['One', 'Two more']);
});

describe('two configs', () => {
  test.each([
    ['feedmill.yaml', 'feedmill.config.js'],
    ['feedmill.yml', 'feedmill.config.mjs'],
    ['feedmill.config.js', 'feedmill.config.cjs'],
    ['feedmill.yaml', 'feedmill.yml'],
  ])('%s and %s: neither is taken, nor run', async (one, other) => {
    const { config, told } = await load({ [one]: '', [other]: '' });
    expect(config).toBeUndefined();
    expect(told).toMatchObject([
      { code: 'config-twice', what: `There is more than one config file: ${one}, ${other}.` },
    ]);
  });
});

describe('what cannot be run', () => {
  test.each([
    ['a misspelt module', "import fs from 'node:fs';\n\nexport default {\n  a b };\n", 4, 'b'],
    ['a misspelt module that waits', 'export const a = await 1;\nexport default a a;', 2, 'a'],
    ['an export that is not there', "\nimport { nothing } from 'node:fs';\nexport default {};", 2, 'nothing'],
    ['a file that is not there', "\nimport './gone.mjs';\nexport default {};", 2, 'gone.mjs'],
    ['a package that is not there', "import 'gone-package/deep';\nexport default {};", 1, 'gone-package'],
    ['what throws', "\n\nthrow new Error('No token');\n", 3, 'No token'],
    [
      'what throws in a function',
      "export default () => {\n  throw new Error('No token');\n};",
      2,
      'No token',
    ],
    ['what throws a text', "throw 'No token';", undefined, 'No token'],
    ['what throws nothing', 'throw undefined;', undefined, 'reason'],
    ['a getter that throws', "export default {\n  get url() {\n    throw new Error('No');\n  } };", 3, 'No'],
  ])('%s', async (_name, text, line, what) => {
    const { told, root } = await load({ 'feedmill.config.mjs': text });
    expect(told).toMatchObject([{ code: 'config-module', file: 'feedmill.config.mjs' }]);
    expect(told[0]?.line).toBe(line);
    expect(told[0]?.what).toContain(what);
    expect(told[0]?.what).not.toMatch(/undefined\.$|\n|\?\d/);
    expect(told[0]?.what).not.toContain(root);
  });

  test('a mistake in a file it imports', async () => {
    const { told } = await load({
      'feedmill.config.mjs': "import './other.mjs';\nexport default {};",
      'other.mjs': 'a b',
    });
    expect(told).toMatchObject([{ code: 'config-module', file: 'feedmill.config.mjs', line: undefined }]);
  });
});

describe('hooks in YAML', () => {
  test.each(['marked', 'article', 'item'])(
    '%s is unknown there, and the hint says where it goes',
    async (key) => {
      const { told } = await load({ 'feedmill.yaml': `url: ${url}\ntitle: T\n${key}: x\n` });
      expect(told).toMatchObject([{ code: 'config-unknown-key', line: 3 }]);
      expect(told[0]?.what).toContain('JavaScript config');
    },
  );
});

test('a map that contains itself', async () => {
  const text = `const people = {};\npeople.people = people;\nexport default { url: '${url}', title: 'T', people };`;
  const { told } = await load({ 'feedmill.config.mjs': text });
  expect(told).not.toEqual([]);
  expect(told.map(({ what }) => what).join()).toContain('a map that contains itself');
});

test('the mistakes of a YAML config are the same in a JavaScript config', async () => {
  const folder = join(import.meta.dirname, 'errors/config-every-mistake');
  const config: unknown = parse(await readFile(join(folder, 'feedmill.yaml'), 'utf8'));
  const root = await workspace({
    'a.mjs': `export default ${JSON.stringify(config)};`,
    'a.yaml': JSON.stringify(config),
  });
  const [code = [], yaml = []] = await Promise.all(
    ['a.mjs', 'a.yaml'].map(async (file) => {
      const { problems } = await loadConfig({ root, file, flags: {} });
      return problems.map((one) => `${one.code} ${explain(one).what}`).toSorted();
    }),
  );
  expect(yaml.length).toBeGreaterThan(40);
  expect(code).toEqual(yaml);
});

describe('an ES module that Node.js reads as CommonJS', () => {
  const esm = `import 'node:fs';\nexport default { url: '${url}', title: 'T' };`;
  test.each([
    ['feedmill.config.js', esm, 1, '.mjs, or set `"type": "module"` in package.json.'],
    ['feedmill.config.js', `\nexport default { url: '${url}' };`, 2, '.mjs, or set `"type"'],
    ['feedmill.config.cjs', esm, 1, 'Rename it to feedmill.config.mjs.'],
  ])('%s', async (name, text, line, fix) => {
    const warnings: unknown[] = [];
    const note = (warning: unknown) => warnings.push(warning);
    process.on('warning', note);
    const root = await workspace({ [name]: text, 'package.json': '{ "type": "commonjs" }' });
    const { problems } = await loadConfig({ root, flags: {} });
    await new Promise(setImmediate);
    process.off('warning', note);
    expect(problems.map((one) => [one.code, one.line])).toEqual([['config-module', line]]);
    expect(problems.map((one) => explain(one).fix).join()).toContain(fix);
    expect(warnings).toEqual([]);
  });

  test('is read as an ES module if package.json does not say what it is', async () => {
    const { config } = await load({ 'feedmill.config.js': esm, 'package.json': '{}' });
    expect(config?.title).toBe('T');
  });
});

describe('the schema', () => {
  test('has a valid example for every key', () => {
    const keys = keysIn(schema, []);
    expect(keys.length).toBeGreaterThan(60);
    const wrong = keys.filter((path) => {
      const here = schemaAt(path);
      const { example } = messageAt(path);
      return !here || example === '' || !v.safeParse(here, parse(example)).success;
    });
    expect(wrong).toEqual([]);
  });
});

/** The paths of all keys, and of the items of lists, in a part of the schema. */
function keysIn(here: v.GenericSchema | undefined, path: Path): Path[] {
  if (!here) return [];
  const inside = [...Object.keys(entriesOf(here) ?? {}), ...('item' in here ? [0] : [])];
  return inside.flatMap((key) => [[...path, key], ...keysIn(schemaAt([...path, key]), [...path, key])]);
}
