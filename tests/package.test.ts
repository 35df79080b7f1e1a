import { readFileSync } from 'node:fs';
import { appendFile, cp, mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import { Ajv } from 'ajv';
import type { AnySchemaObject } from 'ajv';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { copyPackage, node, npm } from './compiled.ts';
import { codeBlocks, documentText } from './documents.ts';
import { workspace, write } from './workspace.ts';

let root = '';
beforeAll(async () => {
  root = await copyPackage();
}, 60_000);

interface Manifest {
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}

async function manifest(): Promise<Manifest> {
  return JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
}

describe('what is published', () => {
  let files: readonly string[] = [];
  beforeAll(async () => {
    const [pack]: { files: { path: string }[] }[] = JSON.parse(
      await npm(root, 'pack', '--dry-run', '--json', '--ignore-scripts'),
    );
    files = (pack?.files ?? []).map(({ path }) => path).toSorted();
  }, 30_000);

  test('the program, its types in one file, its config schema, what a person reads; no sources and no maps', () => {
    const scripts = files.filter((path) => /^lib\/[^/]+\.js$/.test(path));
    expect(scripts).toEqual(expect.arrayContaining(['lib/cli.js', 'lib/index.js', 'lib/worker.js']));
    expect(files.filter((path) => !scripts.includes(path))).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'lib/config.schema.json',
      'lib/index.d.ts',
      'package.json',
    ]);
  });

  test('a stack trace of it can be read: functions keep their names, and no file names a map that is not there', async () => {
    const scripts = await Promise.all(
      files.filter((path) => path.endsWith('.js')).map((path) => readFile(join(root, path), 'utf8')),
    );
    expect(scripts.join('\n')).toMatch(/^async function loadConfig\(/m);
    expect(scripts.filter((text) => text.includes('sourceMappingURL'))).toEqual([]);
  });

  test('what package.json names is there', async () => {
    const { bin, exports } = await manifest();
    const exported = Object.values(exports).flatMap((one) =>
      typeof one === 'string' ? [one] : Object.values(one),
    );
    const named = [...Object.values(bin), ...exported].map((path) => posix.normalize(path));
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((path) => !files.includes(path))).toEqual([]);
  });

  test('every import leads to a published file, a dependency or Node itself', async () => {
    const { dependencies } = await manifest();
    const allowed = new Set([...Object.keys(dependencies), ...builtinModules.map((name) => `node:${name}`)]);
    const imports = await Promise.all(
      files
        .filter((path) => path.startsWith('lib/') && /\.(?:js|d\.ts)$/.test(path))
        .map(async (path) => {
          const text = await readFile(join(root, path), 'utf8');
          return specifiers(text).map((specifier) => [path, specifier] as const);
        }),
    );
    const lost = imports.flat().filter(([path, specifier]) => {
      if (!specifier.startsWith('.')) return !allowed.has(packageOf(specifier));
      const target = posix.join(posix.dirname(path), specifier);
      const isType = path.endsWith('.d.ts');
      return !files.includes(isType ? target.replace(/(?:\.d)?\.[jt]s$/, '.d.ts') : target);
    });
    expect(imports.flat().length).toBeGreaterThan(100);
    expect(lost).toEqual([]);
  });

  test('every dependency is imported', async () => {
    const { dependencies } = await manifest();
    const scripts = files.filter((path) => path.endsWith('.js'));
    const used = await Promise.all(
      scripts.map(async (path) => specifiers(await readFile(join(root, path), 'utf8')).map(packageOf)),
    );
    expect(Object.keys(dependencies).filter((name) => !used.flat().includes(name))).toEqual([]);
  });

  test('the program prints its version and starts with a shebang', async () => {
    const { bin } = await manifest();
    const program = bin['feedmill'] ?? '';
    expect(await readFile(join(root, program), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    const { version }: { version: string } = JSON.parse(documentText('package.json'));
    expect(await node(root, [program, '--version'])).toBe(`${version}\n`);
  });
});

/** A program that builds a site with threads. It prints what a library could change in it, before and after, and calls that set flags. */
const host = `
import module from 'node:module';
import v8 from 'node:v8';

const calls = [];
for (const [owner, name] of [[v8, 'setFlagsFromString'], [module, 'enableCompileCache'], [process, 'chdir'], [process, 'emitWarning']])
  owner[name] = (...values) => void calls.push([name, ...values]);
module.syncBuiltinESMExports();
const state = () => ({
  listeners: [process, process.stdout, process.stderr].map((one) => one.eventNames().map((name) => [String(name), one.listenerCount(name)])),
  process: [process.cwd(), process.exitCode, process.title, process.umask(), { ...process.env }],
  globals: Reflect.ownKeys(globalThis).map(String),
  prototypes: [Object, Array, String, Promise, Error].map((one) => Reflect.ownKeys(one.prototype).map(String)),
  errors: [Error.stackTraceLimit, typeof Error.prepareStackTrace],
});
const before = state();
const { build, loadConfig } = await import('./lib/index.js');
const { config } = await loadConfig({ root: process.argv[2] });
await build(config, { now: Date.UTC(2026, 5, 1), threads: 2 });
process.stdout.write(JSON.stringify([before, state(), calls]));
`;

describe('the library', () => {
  test('leaves no trace in the process that calls it', async () => {
    const articles = Array.from({ length: 301 }, (_, index) => [
      `content/${index}.md`,
      `---\ntitle: Article ${index}\ndate: 2026-01-01\n---\n\nText.\n`,
    ]);
    const site = await workspace({
      'feedmill.yaml': 'url: https://example.com/\ntitle: Example\n',
      ...Object.fromEntries(articles),
    });
    await write(root, { 'host.mjs': host });
    const [before, after, calls]: unknown[] = JSON.parse(await node(root, ['host.mjs', site]));
    expect(await readdir(join(site, 'dist/300'))).toEqual(['index.html']);
    expect(calls).toEqual([]);
    expect(after).toEqual(before);
  });
});

test('a program compiled from other sources does not use the cache of this one', async () => {
  const place = await workspace({
    'site/feedmill.yaml': 'url: https://example.com/\ntitle: Example\n',
    'site/content/a.md': '---\ntitle: A\ndate: 2026-01-01\n---\n\nText.\n',
  });
  for (const name of ['package.json', 'tsconfig.json', 'rolldown.config.ts', 'src'])
    await cp(join(root, name), join(place, name), { recursive: true });
  await symlink(join(root, 'node_modules'), join(place, 'node_modules'), 'junction');
  await appendFile(join(place, 'src/pages/list.ts'), '// Another program.\n');
  await npm(place, 'run', 'compile');
  for (const program of [root, root, place]) {
    await node(place, [join(program, 'lib/cli.js'), 'build', '--root', 'site']);
    const caches = (await readdir(join(place, 'site/.feedmill'))).filter((name) => !name.startsWith('.'));
    expect(caches).toHaveLength(program === place ? 2 : 1);
  }
}, 60_000);

describe('a TypeScript project that uses the package, without the types of Node and of browsers', () => {
  const options =
    '--noEmit --strict --exactOptionalPropertyTypes --skipLibCheck false --ignoreConfig --target es2023 --lib es2023';
  /** A project with the published files and the only library whose types they need. Compiles `program` as a module of it. */
  async function compileIn(program: string, ...more: readonly string[]): Promise<string> {
    const project = await workspace({ 'package.json': '{"type":"module"}', 'program.ts': program });
    const [pack]: { filename: string; files: { path: string }[] }[] = JSON.parse(
      await npm(root, 'pack', '--dry-run', '--json', '--ignore-scripts'),
    );
    for (const { path } of pack?.files ?? [])
      await cp(join(root, path), join(project, 'node_modules/feedmill', path), { recursive: true });
    await symlink(join(root, 'node_modules/marked'), join(project, 'node_modules/marked'), 'junction');
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    return node(project, [tsc, ...options.split(' '), ...more, 'program.ts']);
  }

  const program = `import { build, defineConfig, explain, loadConfig, run, system } from 'feedmill';
import type { Article, BuildOptions, BuildResult, Config, Io, Problem } from 'feedmill';

export async function publish(root: string, options: BuildOptions): Promise<string[]> {
  const { config, problems } = await loadConfig({ root });
  if (!config) return problems.map(sentence);
  const all: Config = config;
  const { summary, ...result }: BuildResult = await build(all);
  await build(all, { ...options, write: false, onProgress: (stage, done, total) => void [stage, done / total] });
  const [feed] = summary.feeds;
  const changed: boolean = feed?.changed ?? false;
  const next: string = summary.next?.at ?? '';
  return [...result.problems.map(sentence), ...summary.plan.articles.new.map(({ title }) => title), next, String(changed)];
}
const sentence = (one: Problem): string => \`\${one.file ?? ''}:\${one.line ?? 1} \${explain(one).what}\`;
const io: Io = { ...system(), env: {}, stdout: { write: (text: string) => text.length } };
export const code: Promise<number> = run(['check'], io);
export const title = (article: Article): string => article.title;

// @ts-expect-error -- a build has no such option
export const misspelt: BuildOptions = { wirte: false };
// @ts-expect-error -- the insides of a build are not in its result
export const inside = (result: BuildResult): unknown => result.selection;
// @ts-expect-error -- a config needs a title
defineConfig({ url: 'https://example.com/' });
// @ts-expect-error -- a config has no such key
defineConfig({ url: 'https://example.com/', title: 'Example', limmit: 3 });
// @ts-expect-error -- no feed is by colour
defineConfig({ url: 'https://example.com/', title: 'Example', feeds: { by: ['colour'] } });
export default defineConfig({
  url: 'https://example.com/',
  title: 'Example',
  feeds: { by: ['tag'] },
  marked: { renderer: { hr: () => '<hr>' } },
  article: (article) => (article.tags.includes('private') ? false : { title: article.title }),
  item: async ({ title }, article, format) => (format === 'json' ? { title, _example: { file: article.file } } : undefined),
});
`;

  test.each([
    ['by the rules of Node', '--module', 'nodenext'],
    ['by the rules of bundlers', '--module', 'preserve', '--moduleResolution', 'bundler'],
  ])('type-checks %s', async (_name, ...module) => {
    await expect(compileIn(program, '--types', '', ...module)).resolves.toBe('');
  });

  test('has a type of the config that allows what the schema allows', async () => {
    await write(root, {
      'typed/same.ts': `import type { ConfigInput } from '../src/config/schema.ts';
import type { ConfigInput as Published } from '../lib/index.d.ts';
declare const input: ConfigInput;
export const one: Published = input;
export const keys: Record<keyof ConfigInput, true> = {} as Record<keyof Published, true>;
export const custom: Record<keyof NonNullable<NonNullable<ConfigInput['feeds']>['custom']>[number], true> = {} as Record<
  keyof NonNullable<NonNullable<Published['feeds']>['custom']>[number], true>;
`,
    });
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const flags =
      '--noEmit --strict --ignoreConfig --module nodenext --target es2023 --types node --allowImportingTsExtensions';
    await expect(node(root, [tsc, ...flags.split(' '), 'typed/same.ts'])).resolves.toBe('');
  });
});

describe('a config in JavaScript', () => {
  const config = `import { defineConfig } from 'feedmill';

export default defineConfig({
  url: 'https://example.com/',
  title: 'Example',
  marked: { renderer: { hr: () => '<hr>' } },
  article(article) {
    if (article.tags.includes('private')) return false;
    return { ...article, title: article.title.toUpperCase(), license: 'MIT' };
  },
  async item({ title }, article, format) {
    return format === 'json' ? { title, _example: { file: article.file } } : undefined;
  },
});
`;

  test('finds the installed package by its name, from a folder of any name', async () => {
    const place = await workspace({
      'b%20#c/feedmill.config.js': config,
      'b%20#c/package.json': '{"type":"module"}',
      'b%20#c/content/a.md': '---\ntitle: A\ndate: 2026-01-01\n---\n\nText.\n',
      'b%20#c/content/b.md': '---\ntitle: B\ndate: 2026-01-01\ntags: [private]\n---\n\nText.\n',
    });
    const site = join(place, 'b%20#c');
    await mkdir(join(site, 'node_modules'));
    await symlink(root, join(site, 'node_modules/feedmill'), 'junction');
    await node(site, [join(root, 'lib/cli.js'), 'build']);
    const { items }: { items: object[] } = JSON.parse(await readFile(join(site, 'dist/feed.json'), 'utf8'));
    expect(items).toMatchObject([{ title: 'A', _example: { file: 'content/a.md' } }]);
  });

  test('has its types from defineConfig', async () => {
    const wrong = config
      .replace("license: 'MIT'", 'date: 1')
      .replace('title: article.title.', 'title: article.');
    await write(root, {
      'typed/right.ts': config,
      'typed/wrong.ts': wrong.replace("title: 'Example'", 'limit: 1'),
    });
    const options = '--noEmit --strict --ignoreConfig --module nodenext --target es2023 --types node';
    const tsc = (file: string) =>
      node(root, [join(root, 'node_modules/typescript/bin/tsc'), ...options.split(' '), file]);
    await expect(tsc('typed/right.ts')).resolves.toBe('');
    await expect(tsc('typed/wrong.ts')).rejects.toThrow(/Command failed/);
  });

  test('is no part of what a run without one loads', async () => {
    const site = await workspace({
      'feedmill.yaml': 'url: https://example.com/\ntitle: Example\n',
      'content/a.md': '---\ntitle: A\ndate: 2026-01-01\n---\n\nText.\n',
    });
    const file = join(root, 'lib/module.js');
    const text = await readFile(file, 'utf8');
    await writeFile(file, `throw new Error('loaded');\n${text}`);
    try {
      await expect(node(site, [join(root, 'lib/cli.js'), 'check'])).resolves.toContain('1 article');
    } finally {
      await writeFile(file, text);
    }
  });
});

async function readSchema(): Promise<AnySchemaObject> {
  return JSON.parse(await readFile(join(root, 'lib/config.schema.json'), 'utf8'));
}

/** What is wrong with a config, by the schema. */
async function faults(config: unknown, strict = false): Promise<string[]> {
  const ajv = new Ajv({ strict, allErrors: true, allowUnionTypes: true, formats: { email: /^\S+@\S+$/ } });
  const validate = ajv.compile(await readSchema());
  if (validate(config)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, JSON.stringify(params)].join(' '),
  );
}

describe('the JSON Schema of the config', () => {
  const good = { url: 'https://example.com/', title: 'Example' };
  const configs = ['reference/config.md', 'reference/podcasts.md', 'guides/first-feed.md'].flatMap((path) =>
    codeBlocks(documentText(join('content', path)))
      .filter(({ language, code }) => language === 'yaml' && /^url:/m.test(code))
      .map(({ code }) => [path, code] as const),
  );

  test.each([...configs, ['feedmill.yaml', documentText('feedmill.yaml')] as const])(
    'accepts the config of %s',
    async (_name, text) => {
      expect(await faults(parse(text))).toEqual([]);
    },
  );

  test('holds nothing but JSON Schema, so that strict programs take it', async () => {
    expect(await faults(good, true)).toEqual([]);
  });

  test('accepts the configs of the sites in tests', async () => {
    const folder = join(import.meta.dirname, 'sites');
    const sites = await readdir(folder);
    for (const site of sites) {
      const text = readFileSync(join(folder, site, 'feedmill.yaml'), 'utf8');
      expect([site, await faults(parse(text))]).toEqual([site, []]);
    }
    expect(sites.length).toBeGreaterThan(5);
    expect(configs).toHaveLength(4);
  });

  test.each([
    ['a misspelt key', { ...good, limmit: 10 }, 'limmit'],
    ['a misspelt key of a person', { ...good, authors: [{ name: 'A', emial: 'a@example.com' }] }, 'emial'],
    ['a limit that is no number', { ...good, limit: 'x' }, '/limit'],
    ['a limit of nothing', { ...good, limit: 0 }, '/limit'],
    ['half a limit', { ...good, limit: 1.5 }, '/limit'],
    ['a body of another kind', { ...good, body: 'half' }, '/body'],
    ['true for a file name', { ...good, files: { rss: true } }, '/files/rss'],
    ['a person without a name', { ...good, people: { jane: {} } }, '/people/jane'],
    ['no address', { title: 'Example' }, 'url'],
    ['an empty title', { ...good, title: '' }, '/title'],
    ['no content folder', { ...good, content: [] }, '/content'],
  ])('refuses %s', async (_name, config, told) => {
    expect((await faults(config)).join('\n')).toContain(told);
  });

  test('describes every key, for editors to show', async () => {
    const bare = undescribed(await readSchema(), '');
    expect(bare).toEqual([]);
  });

  test('knows every default', async () => {
    const { properties = {} }: AnySchemaObject = await readSchema();
    expect(properties).toMatchObject({
      language: { default: 'en' },
      timezone: { default: 'UTC' },
      content: { default: 'content' },
      output: { default: 'dist' },
      permalink: { default: '/{path}/' },
      pages: { default: true },
      limit: { default: 20 },
      body: { default: 'full', enum: ['full', 'summary'] },
      undated: { default: 'error', enum: ['error', 'skip'] },
      files: {
        properties: {
          rss: { default: 'feed.xml' },
          atom: { default: 'atom.xml' },
          json: { default: 'feed.json' },
        },
      },
    });
  });
});

/** The paths of keys without a description. */
function undescribed(schema: AnySchemaObject, path: string): string[] {
  const properties: Record<string, AnySchemaObject> = schema['properties'] ?? {};
  const own = Object.entries(properties).flatMap(([key, one]) => [
    ...(typeof one['description'] === 'string' && one['description'] !== '' ? [] : [`${path}/${key}`]),
    ...undescribed(one, `${path}/${key}`),
  ]);
  const inside = ['items', 'additionalProperties'].flatMap((key) => {
    const one: unknown = schema[key];
    return typeof one === 'object' && one !== null ? undescribed(one, `${path}/*`) : [];
  });
  return [...own, ...inside];
}

/** What a compiled file imports, in any way. */
function specifiers(text: string): string[] {
  const ways = [
    /^(?:import|export)\s[^'";]*?\bfrom\s+['"]([^'"]+)['"]/gm,
    /^import\s+['"]([^'"]+)['"]/gm,
    /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
    /(?:\brequire(?:\$\d+)?|\bcreateRequire\([^)]*\))\(\s*['"]([^'"]+)['"]\s*\)/g,
    // A thread begins in a file.
    /\bnew URL\(\s*['"](\.\/[^'"]+)['"],\s*import\.meta\.url\s*\)/g,
  ];
  return ways.flatMap((way) => [...text.matchAll(way)].map(([, specifier = '']) => specifier));
}

/** The package a specifier belongs to: `highlight.js/lib/core` to `highlight.js`. */
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
