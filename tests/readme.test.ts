import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { fieldNames } from '../src/content/article/fields.ts';
import { parse } from 'yaml';
import { schema } from '../src/config/schema.ts';
import { codeBlocks, documentText, inlineCode, tableOf } from './documents.ts';
import { feedmill, list, now, workspace } from './workspace.ts';

const readme = documentText('README.md');
const configReference = documentText('content/reference/config.md');
const commandReference = documentText('content/reference/command-line.md');
const libraryReference = documentText('content/reference/library.md');
const frontMatterReference = documentText('content/reference/front-matter.md');
const guides = readdirSync(join(import.meta.dirname, '../content'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md'))
  .toSorted();
const documents = [
  ['README.md', readme] as const,
  ...['CONTRIBUTING.md', 'ARCHITECTURE.md'].map((path) => [path, documentText(path)] as const),
  ...guides.map((path) => [path, documentText(join('content', path))] as const),
];

/** A value as the documents write it. */
function quoted(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

describe('the table of the config', () => {
  const rows = tableOf(configReference, 'key');
  const { properties = {}, required = [] } = toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' });

  test('has every key, in the order of the schema', () => {
    expect(rows.map(([key = '']) => key)).toEqual(Object.keys(properties).map((key) => `\`${key}\``));
  });

  test('has every default', () => {
    const defaults = Object.entries(properties).map(([key, value]) => {
      if (typeof value !== 'object' || value === null) throw new Error(key);
      if (required.includes(key)) return [key, 'required'];
      if (key === 'description') return [key, 'the title'];
      if (value.properties && value.default !== undefined) {
        const inside = Object.values(value.properties).map((one) =>
          typeof one === 'object' && one !== null ? one.default : '',
        );
        // `files` and `guard` consist of defaults; the documents describe the others elsewhere.
        const isPlain = inside.every((one) => typeof one === 'string' || typeof one === 'number');
        return [key, isPlain ? inside.map(quoted).join(', ') : 'none'];
      }
      const { default: given } = value;
      return [key, given === undefined || typeof given === 'object' ? 'none' : quoted(given)];
    });
    expect(rows.map(([key = '', , given]) => [key.replaceAll('`', ''), given])).toEqual(defaults);
  });

  test('names every choice', () => {
    for (const [key, value] of Object.entries(properties)) {
      const choices =
        typeof value === 'object' && value !== null
          ? [...(value.enum ?? []), ...Object.keys(value.properties ?? {})]
          : [];
      const [, meaning = ''] = rows.find(([name]) => name === `\`${key}\``) ?? [];
      expect(choices.filter((choice) => !meaning.includes(quoted(choice)))).toEqual([]);
    }
  });
});

function flagOf(key: string): string {
  return `--${key.replaceAll(/[A-Z]/g, '-$&').toLowerCase()} `;
}

async function helped(command: string): Promise<string> {
  const { code, stdout } = await feedmill(await workspace({}), [command, '--help']);
  expect(code).toBe(0);
  return stdout;
}

describe('the flags', () => {
  const rows = tableOf(commandReference, 'flag');
  const commands = tableOf(commandReference, 'command').map(
    ([cell = '']) => /^`feedmill (\w+)/.exec(cell)?.[1] ?? cell,
  );

  test('the table of the commands has every command', async () => {
    const { stdout } = await feedmill(await workspace({}), ['--help']);
    const listed = [...stdout.matchAll(/^ {2}([a-z]+) \[/gm)].map(([, name = '']) => name);
    expect(commands.toSorted()).toEqual(listed.filter((name) => name !== 'help').toSorted());
  });

  test.each(commands)('the table of the flags has every flag of %s, and no other', async (command) => {
    const help = await helped(command);
    const [own = ''] = help.split('Config keys, which override the config file:');
    const flags = [...own.matchAll(/^ +(?:(-\w), )?(--[\w-]+)/gm)].flatMap(([, ...names]) =>
      names.filter(Boolean),
    );
    const told = rows
      .filter(([, , where = '']) => {
        const names = inlineCode(where);
        return where.startsWith('all') ? !names.includes(command) : names.includes(command);
      })
      .flatMap(([cell = '']) => inlineCode(cell).map((code) => code.split(' ')[0]));
    expect(new Set(told)).toEqual(new Set(flags.filter((flag) => flag !== '-h' && flag !== '--help')));
  });

  test('every key that holds one value is a flag', async () => {
    const help = await helped('build');
    const { properties = {} } = toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' });
    const structured = [
      'authors',
      'people',
      'feeds',
      'languages',
      'files',
      'guard',
      'hosting',
      'redirects',
      'podcast',
    ];
    const simple = Object.keys(properties).filter((key) => !structured.includes(key));
    expect(simple.filter((key) => !help.includes(flagOf(key)))).toEqual([]);
    expect(structured.filter((key) => help.includes(flagOf(key)))).toEqual([]);
    expect(help).toContain('--no-pages');
  });
});

/** Keys that only the episodes of a podcast have. */
const ofEpisodes = new Set([
  'season',
  'episode',
  'episodeType',
  'explicit',
  'block',
  'duration',
  'transcript',
  'chapters',
]);
const podcast = `podcast: { category: News, explicit: false, image: /a.png, type: episodic,
  owner: { name: Jane, email: jane@example.com }, guid: 9b024349-ccf0-5f69-a609-6b82873eab3c }\n`;
const recording = '{ url: "https://example.org/a.mp3", length: 1000 }';

/** Everything that is published of an article, or of an episode, with these lines in its front matter. */
async function published(front: Readonly<Record<string, string>>, isEpisode = false): Promise<object> {
  const lines = Object.entries({ ...front, ...(isEpisode && { audio: recording }) }).map(
    ([key, value]) => `${key}: ${value}\n`,
  );
  const root = await workspace({
    'feedmill.yaml': `url: https://example.com/\ntitle: Example\n${isEpisode ? podcast : ''}`,
    'content/a.md': `---\n${lines.join('')}---\n\nText.\n`,
    'content/z.md': `---\ntitle: Z\ndate: 2026-01-01\nlanguage: fr\ntranslationKey: pair\naudio: ${recording}\n---\n\nText.\n`,
  });
  const { code, stdout, stderr } = await feedmill(root, ['build', '--now', now, '--reporter', 'json']);
  if (code === 2) throw new Error(stdout + stderr);
  const output = join(root, 'dist');
  const texts = (await list(output)).map((path) => [path, readFileSync(join(output, path), 'utf8')]);
  return { code, texts };
}

describe('the table of the front matter', () => {
  const rows = tableOf(frontMatterReference, 'meaning');

  test('has every key Feedmill reads, in the order in which they count', () => {
    const listed = rows.map(([, keys = '']) => inlineCode(keys));
    const wanted = fieldNames.map(([, keys]) => keys);
    expect(listed.map(String).toSorted()).toEqual(wanted.map(String).toSorted());
  });

  /** What is published of an article, and of an episode, without any of the keys. */
  const plain: object[] = [];

  // A value for the first key of each row that shows in the output.
  const values: Record<string, string> = {
    title: 'Another title',
    date: '2025-05-05 10:00',
    updated: '2026-05-05',
    expires: '2026-01-02',
    description: 'Something else.',
    authors: 'Jane Doe',
    contributors: 'Ann Roe',
    guests: 'Bo Roe',
    tags: 'one, two',
    categories: 'three, four',
    slug: 'elsewhere',
    permalink: '/else/where/',
    path: 'some/where',
    id: 'tag:example.com,2026:1',
    canonical: 'https://example.org/a',
    image: 'https://example.org/a.png',
    translationKey: 'pair',
    enclosure: 'https://example.org/a.mp3',
    audio: 'https://example.org/a.mp3',
    video: 'https://example.org/a.mp4',
    attachments: 'https://example.org/a.pdf',
    language: 'pt',
    license: 'MIT',
    source: '{ title: Gazette, url: "https://example.org/" }',
    corrections: '{ date: 2026-02-03, text: It was two. }',
    draft: 'true',
    published: 'false',
    feed: 'false',
    unlisted: 'true',
    publishDate: '2030-01-01',
    season: '2',
    episode: '3',
    episodeType: 'bonus',
    explicit: 'true',
    block: 'true',
    duration: '1:01',
    transcript: 'https://example.org/a.vtt',
    chapters: 'https://example.org/a.json',
  };

  test.each(rows.map(([meaning = '', keys = '']) => [meaning, inlineCode(keys)] as const))(
    '%s: %s mean the same',
    async (_meaning, keys) => {
      const [key = ''] = keys;
      const base = { title: 'A', date: '2026-01-01' };
      const rest = Object.fromEntries(Object.entries(base).filter(([one]) => one !== key));
      const value = values[key] ?? '';
      const isEpisode = ofEpisodes.has(key);
      const outcomes = await Promise.all(keys.map((one) => published({ ...rest, [one]: value }, isEpisode)));
      plain[Number(isEpisode)] ??= await published(base, isEpisode);
      expect(outcomes[0]).not.toEqual(plain[Number(isEpisode)]);
      for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    },
  );
});

test('the table of the reference has every key of the guide to front matter', () => {
  const guide = documentText('content/guides/front-matter.md');
  const listed = new Set(
    tableOf(frontMatterReference, 'meaning').flatMap(([, keys = '']) => inlineCode(keys)),
  );
  const keys = tableOf(guide, 'to set').flatMap(([, ...cells]) => cells.flatMap(inlineCode));
  expect(keys.length).toBeGreaterThan(20);
  expect(keys.filter((key) => !listed.has(key))).toEqual([]);
});

test('the table of the library has every option of a build', () => {
  const [, options = ''] =
    /^export interface BuildOptions \{$(.*?)^\}$/ms.exec(documentText('src/library.ts')) ?? [];
  const names = [...options.matchAll(/^  readonly (\w+)\?:/gm)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(5);
  expect(tableOf(libraryReference, 'option').map(([cell = '']) => cell)).toEqual(
    names.map((name) => `\`${name}\``),
  );
});

describe('README.md', () => {
  test('is a door: 10 KB or less', () => {
    expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(10_240);
  });

  test('shows a picture of 200 kB or less, and has a text for people who cannot see it', () => {
    const [, alt = '', path = ''] = /!\[([^\]]+)\]\(([^)]+\.png)\)/.exec(readme) ?? [];
    expect(alt.length).toBeGreaterThan(50);
    expect(statSync(join(import.meta.dirname, '..', path)).size).toBeLessThanOrEqual(200_000);
  });

  test('links to every guide and every article of the reference', () => {
    const own = guides.filter((path) => /^(?:guides|reference)\b/.test(path));
    expect(own.length).toBeGreaterThan(15);
    expect(own.filter((path) => !readme.includes(`](content/${path.replaceAll('\\', '/')})`))).toEqual([]);
  });
});

test.each(documents.slice(0, 3))('every link of %s leads to a file', (_path, text) => {
  const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, link = '']) => link);
  expect(links.filter((link) => !existsSync(join(import.meta.dirname, '..', link)))).toEqual([]);
});

function argvOf(command: string): string[] {
  return command.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', '')) ?? [];
}

/** The files of a site in `folder`. */
function site(folder: string): Record<string, string> {
  return {
    [`${folder}feedmill.yaml`]: 'url: https://example.com/\ntitle: Example\n',
    [`${folder}content/a.md`]: '---\ntitle: A\ndate: 2026-01-01\n---\n\nText.\n',
  };
}

describe('commands', () => {
  test('the npm commands in the documents are scripts of the package', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(documentText('package.json'));
    const printed = codeBlocks(readme)
      .filter(({ language }) => language === 'sh')
      .map(({ code }) => code.replace(/\s*#.*$/m, ''));
    expect(printed).toEqual(expect.arrayContaining(['npm ci && npm run build', 'npm ci && npm test']));
    const named = documents
      .slice(0, 3)
      .flatMap(([, text]) =>
        [...text.matchAll(/\bnpm (?:run (\w+)|(build|test|check|bench))\b/g)].map(
          ([, one, other = '']) => one ?? other,
        ),
      );
    expect(named).toEqual(expect.arrayContaining(['build', 'test', 'check']));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  // Those in blocks are run by tests/snippets.test.ts.
  const inText = documents.flatMap(([path, text]) =>
    [...new Set(inlineCode(text))].flatMap((code) => {
      const [, command] = /^(?:npx )?feedmill ((?:build|check|plan)\b.*)$/.exec(code) ?? [];
      return command === undefined ? [] : [{ path, command }];
    }),
  );

  test.each(inText)('$path: feedmill $command', async ({ command }) => {
    const root = await workspace(site(''));
    const { code, stdout, stderr } = await feedmill(root, argvOf(command));
    expect([code, stdout, stderr]).toEqual([0, expect.any(String), expect.any(String)]);
  });

  test('the one that needs no config file needs none', async () => {
    const root = await workspace({ 'posts/b.md': '---\ntitle: B\ndate: 2026-01-01\n---\n\nText.\n' });
    const [, command = ''] = /^npx feedmill (.* --content .*)$/m.exec(configReference) ?? [];
    expect(await feedmill(root, argvOf(command))).toMatchObject({ code: 0 });
  });
});

describe('a line of the config in a text', () => {
  const snippets = documents.flatMap(([path, text]) =>
    [...new Set(inlineCode(text))]
      .filter((code) =>
        /^(?:content|output|permalink|pages|body|limit|undated|files|url|timezone): ./.test(code),
      )
      .filter((code) => !code.startsWith('url: /'))
      .map((code) => [path, code] as const),
  );

  test.each([...snippets])('%s: %s', (_path, code) => {
    const config: unknown = parse(code);
    const result = v.safeParse(schema, {
      url: 'https://example.com/',
      title: 'A',
      ...v.parse(v.record(v.string(), v.unknown()), config),
    });
    expect(result.issues ?? []).toEqual([]);
  });
});
