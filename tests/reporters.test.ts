import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, assert, constantFrom, integer, property, record, string } from 'fast-check';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { explain, problem } from '../src/problems/problem.ts';
import type { Problem } from '../src/problems/problem.ts';
import type { ReporterName } from '../src/cli/reporters.ts';
import { reporters } from '../src/cli/reporters.ts';
import { progressBar } from '../src/cli/reporters/progress.ts';
import { feedmill, htmlText, workspace } from './workspace.ts';
import type { Summary, Report } from '../src/problems/report.ts';
import type { ReportIo } from '../src/cli/reporters/reporter.ts';

type FeedSummary = Summary['feeds'][number];

function feed(name: string, path: string, more: Partial<FeedSummary> = {}): FeedSummary {
  const url = `https://example.com/${path}`;
  return { kind: 'site', name, path, url, changed: true, bytes: 1, gzip: 1, items: 1, ...more };
}

const summary: Summary = {
  articles: 12,
  drafts: 2,
  scheduled: 1,
  expired: 0,
  undated: 0,
  feeds: [
    feed('rss', 'feed.xml', { bytes: 48_211, gzip: 15_911, items: 12 }),
    feed('atom', 'atom.xml', { bytes: 1_204_811, gzip: 402_100, items: 12 }),
    feed('json', 'feed.json', { bytes: 811, gzip: 401, items: 1 }),
  ],
  pages: 12,
  written: 1500,
  unchanged: 3,
  removed: 1,
  next: {
    file: 'content/next.md',
    title: 'What comes next',
    at: '2026-03-01T09:00:00+01:00',
    what: 'publish',
  },
  files: { written: ['feed.xml'], removed: ['old.html'] },
  site: 'https://example.com/',
  hubs: [],
  output: 'dist',
  plan: {
    against: '',
    counts: { new: 0, updated: 0, resurfaced: 0, removed: 0, moved: 0, scheduled: 0, expired: 0 },
    articles: { new: [], updated: [], resurfaced: [], removed: [], moved: [], scheduled: [], expired: [] },
  },
};

const second = '---\ntitle: Second\ndate: 31.2.2026\ntags: [a]\n---\nText\n';
const badDate = problem(
  'date-unreadable',
  { file: 'content/second.md', line: 3, column: 7, length: 9 },
  { key: 'date', value: '31.2.2026', detail: '' },
);
const nearMiss = problem(
  'key-near-miss',
  { file: 'content/first.md', line: 2, column: 1, length: 4 },
  { key: 'tagz', suggestion: 'tags' },
);

function print(name: ReporterName, report: Partial<Report>, io: Partial<ReportIo> = {}): [string, string] {
  const { stdout, stderr } = reporters[name](
    { command: 'build', problems: [], milliseconds: 420, exitCode: 0, ...report },
    { color: false, columns: 80, read: () => undefined, ...io },
  );
  return [stdout, stderr];
}

/** A missing date in each of `count` files. */
function undated(count: number): Problem[] {
  return Array.from({ length: count }, (_, i) =>
    problem('date-missing', { file: `${1000 + i}.md`, line: 1 }),
  );
}

function emptyBody(file: string, line: number): Problem {
  return problem('empty-body', { file, line });
}

/** Columns of a line of plain and wide letters. */
function columnsOf(line: string): number {
  return line.length + (line.match(/[日本語한국어]/g) ?? []).length;
}

function bare(text: string): string {
  return text.replaceAll(/\s/g, '');
}

describe('pretty', () => {
  test('shows what was built, what was left out and what is next', () => {
    expect(print('pretty', { summary })).toEqual([
      `  rss   feed.xml   12 items      48 kB      16 kB gzip
  atom  atom.xml   12 items     1.2 MB     402 kB gzip
  json  feed.json    1 item  811 bytes  401 bytes gzip

Built 12 articles into 3 feeds and 12 pages in dist: 1,500 files written, 3
  unchanged, 1 removed, in 420 ms.
Left out: 2 drafts, 1 scheduled.
Next: What comes next, at 2026-03-01 09:00 +01:00 (content/next.md)
`,
      '',
    ]);
  });

  test('uses the singular for one, and omits zero counts', () => {
    const { next: _, ...rest } = summary;
    const small = { ...rest, articles: 1, drafts: 0, scheduled: 0, feeds: [], pages: 0, written: 1 };
    expect(print('pretty', { summary: small, milliseconds: 65_400 })[0]).toBe(
      'Built 1 article into 0 feeds in dist: 1 file written, 3 unchanged, 1 removed, in\n  1 min 5 s.\n',
    );
  });

  test('shows each problem with its place, its line, why it matters and what to do', () => {
    const [stdout, stderr] = print('pretty', { problems: [badDate], exitCode: 1 }, { read: () => second });
    expect(stdout).toBe('');
    expect(stderr).toBe(`error content/second.md:3:7 date-unreadable
  \`date: 31.2.2026\` is not a valid date.

    2 │ title: Second
  > 3 │ date: 31.2.2026
      │       ^^^^^^^^^
    4 │ tags: [a]

  Why: With a guessed date, the article could appear in the wrong place or as
       new again.
  Fix: Write the date as 2026-01-31, 2026-01-31 18:00 or
       2026-01-31T18:00:00+01:00.

1 error in 1 file. Nothing was published, and the output is unchanged.
`);
  });

  test('reports the result after warnings, and only the failure after an error', () => {
    const warned = print('pretty', { problems: [nearMiss], summary });
    expect(warned[0]).toContain('Built 12 articles');
    expect(warned[1]).toMatch(/\n1 warning in 1 file\.\n\n$/);
    const failed = print('pretty', { problems: [nearMiss, badDate], summary });
    expect(failed[0]).toBe('');
    expect(failed[1]).toContain('1 error and 1 warning in 2 files. Nothing was published,');
    const checked = print('pretty', { command: 'check', problems: [badDate], summary });
    expect(checked[1]).toContain('A build publishes nothing until this is corrected.');
    expect(print('pretty', { command: 'check', summary })[0]).toContain('1,500 files to write');
  });

  test('sorts by file and line, with the files that have errors last', () => {
    const list = [
      badDate,
      emptyBody('z.md', 9),
      emptyBody('content/second.md', 9),
      emptyBody('z.md', 2),
      problem('output-locked', {}),
    ];
    const [, stderr] = print('pretty', { problems: list });
    expect(stderr.match(/^(?:error|warning) .*$/gm)).toEqual([
      'warning z.md:2 empty-body',
      'warning z.md:9 empty-body',
      'error output-locked',
      'error content/second.md:3:7 date-unreadable',
      'warning content/second.md:9 empty-body',
    ]);
  });

  test('shortens many equal problems and prints their reason once', () => {
    const [, stderr] = print('pretty', { problems: [...undated(1300), badDate] });
    expect(stderr.match(/^error \d+\.md:1 date-missing$/gm)).toHaveLength(12);
    expect(stderr).toContain('… and 1,288 more date-missing problems; see --reporter json.');
    expect(stderr.match(/Feeds are sorted by date/g)).toHaveLength(1);
    expect(stderr).toContain('date-unreadable');
    expect(stderr).toContain('1,301 errors in 1,301 files.');
  });

  test('names files as they are seen from the working folder, and flags as they are typed', () => {
    const flag = problem('clock-value', { file: '--now' }, { name: '--now', value: 'x', example: 'y' });
    const [, stderr] = print('pretty', { problems: [badDate, flag] }, { root: 'website' });
    expect(stderr).toContain('error website/content/second.md:3:7 date-unreadable');
    expect(stderr).toContain('error --now clock-value');
  });

  test.each([
    ['after tabs', '\ta\tdate: x', 'date', '    a   date: x', '        ^^^^'],
    ['after wide characters', '日本 date', 'date', '日本 date', '     ^^^^'],
    ['under wide characters', 'a 日本', '日本', 'a 日本', '  ^^^^'],
    ['after an emoji of several', '👩‍👩‍👧 x', 'x', '👩‍👩‍👧 x', '   ^'],
    ['after combining marks', 'e\u0301e x', 'x', 'e\u0301e x', '   ^'],
    ['after what is shown instead of controls', '\u001b[2J\u202Ex', 'x', '␛[2J<U+202E>x', '            ^'],
  ])('puts the carets %s', (_, line, meant, shown, carets) => {
    const place = { file: 'a.md', line: 1, column: line.indexOf(meant) + 1, length: meant.length };
    const [, stderr] = print('pretty', { problems: [problem('empty-body', place)] }, { read: () => line });
    expect(stderr).toContain(`\n  > 1 │ ${shown}\n      │ ${carets}\n`);
  });

  test('shows of a long line the part that is meant', () => {
    const line = `${'a'.repeat(5000)}MEANT${'b'.repeat(5000)}`;
    const place = { file: 'a.md', line: 2, column: 5001, length: 5 };
    const source = `first\r\n${line}\r\nlast`;
    const [, stderr] = print('pretty', { problems: [problem('empty-body', place)] }, { read: () => source });
    const [code = '', carets = ''] = stderr.split('\n').slice(4, 6);
    expect(code).toMatch(/^ {2}> 2 │ …a+MEANTb+…$/);
    expect(code.length).toBeLessThanOrEqual(80);
    expect(carets.indexOf('^')).toBe(code.indexOf('MEANT'));
    expect(carets).toMatch(/ \^{5}$/);
    expect(stderr).toContain('    1 │ first\n');
    expect(stderr).toContain('    3 │ last\n');
  });

  test.each([
    ['the file is gone', undefined, 1],
    ['the file is shorter now', 'one line', 5],
  ])('leaves the frame out where %s', (_, source, line) => {
    const one = problem('empty-body', { file: 'a.md', line });
    expect(print('pretty', { problems: [one] }, { read: () => source })[1]).not.toContain('│');
  });

  // Plain and wide letters are two sets whose widths nobody disputes; the rest is seen above.
  const narrow = 'abcXYZ .,:;`/-<&{}'.split('');
  const letters = constantFrom(...narrow, ...'日本語한국어'.split(''));
  const lines = array(letters, { maxLength: 300 }).map((all) => all.join(''));
  test('never is wider than the terminal and loses no letter (property)', () => {
    const shape = record({ value: lines, file: lines, source: lines, column: integer({ min: 1, max: 400 }) });
    assert(
      property(shape, integer({ min: 40, max: 120 }), ({ value, file, source, column }, columns) => {
        const args = { key: 'date', value, detail: '' };
        const one = problem('date-unreadable', { file: `x${file}`, line: 1, column, length: 20 }, args);
        const next = { file: 'x.md', title: value, at: '2026-03-01T09:00:00Z', what: 'publish' } as const;
        const [, stderr] = print('pretty', { problems: [one] }, { columns, read: () => source });
        const [stdout] = print('pretty', { summary: { ...summary, next } }, { columns });
        const wide = `${stdout}${stderr}`
          .split('\n')
          .filter((each) => columnsOf(each) > Math.min(columns, 100));
        expect(wide).toEqual([]);
        expect(bare(stderr)).toContain(bare(explain(one).what));
        expect(bare(stdout)).toContain(bare(`Next: ${value}, at 2026-03-01 09:00 UTC`));
      }),
    );
  });

  test('puts carets under the very text that is meant, in any line (property)', () => {
    const source = array(constantFrom(...'abc \t:'.split('')), { minLength: 1, maxLength: 400 }).map((all) =>
      all.join(''),
    );
    assert(
      property(source, integer({ min: 0 }), integer({ min: 40, max: 120 }), (line, seed, columns) => {
        const from = seed % line.length;
        const length = Math.min(5, line.length - from);
        const one = problem('empty-body', { file: 'a.md', line: 1, column: from + 1, length });
        const [, stderr] = print('pretty', { problems: [one] }, { columns, read: () => line });
        const [code = '', carets = ''] = stderr.split('\n').slice(3, 5);
        const [start, end] = [carets.indexOf('^'), carets.length];
        const meant = line.slice(from, from + length).replaceAll('\t', ' ');
        expect(code.padEnd(end).slice(start, end).replaceAll(/ +/g, ' ')).toBe(meant.replaceAll(/ +/g, ' '));
      }),
    );
  });

  test('lets no control of an article reach the terminal (property)', () => {
    const hostile = string({
      unit: constantFrom('\u001b[31m', '\u009b', '\u0007', '\r', '\b', '\u202E', 'a', ' '),
    });
    assert(
      property(hostile, hostile, hostile, (value, file, source) => {
        const place = { file, line: 1, column: 1 };
        const problems = [problem('date-unreadable', place, { key: value, value, detail: value })];
        const next = { file, title: value, at: value, what: 'expire' } as const;
        const feeds = [feed(value, value)];
        const all = (name: ReporterName): string =>
          [{ problems }, { summary: { ...summary, next, feeds, output: value } }]
            .flatMap((report) => print(name, report, { read: () => source }))
            .join('');
        expect(all('pretty')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
        expect(all('github')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      }),
    );
  });

  test('prints the same text with and without colour', () => {
    const report = { problems: [badDate, nearMiss, ...undated(20)] };
    const ansi = /\u001b\[[\d;]*m/g;
    for (const columns of [60, 80, 120]) {
      const [, painted] = print('pretty', report, { color: true, columns, read: () => second });
      expect(painted).toMatch(ansi);
      expect(painted.replaceAll(ansi, '')).toBe(print('pretty', report, { columns, read: () => second })[1]);
      const [done] = print('pretty', { summary }, { color: true, columns });
      expect(done.replaceAll(ansi, '')).toBe(print('pretty', { summary }, { columns })[0]);
    }
  });
});

describe('json', () => {
  test('is one document with everything in it', () => {
    const [stdout, stderr] = print('json', { problems: [badDate, nearMiss], summary, exitCode: 1 });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      command: 'build',
      exitCode: 1,
      milliseconds: 420,
      counts: { errors: 1, warnings: 1, files: 2 },
      problems: [
        {
          code: 'key-near-miss',
          severity: 'warning',
          file: 'content/first.md',
          line: 2,
          column: 1,
          length: 4,
          what: 'Feedmill does not know `tagz`. Did you mean `tags`?',
          why: 'Feedmill ignores keys that it does not know.',
          fix: 'Rename the key to `tags`, or keep it if another tool uses it.',
          args: { key: 'tagz', suggestion: 'tags' },
        },
        expect.objectContaining({ code: 'date-unreadable', file: 'content/second.md', line: 3, column: 7 }),
      ],
      summary,
    });
  });

  test('shortens nothing and omits absent values', () => {
    const document = JSON.parse(print('json', { problems: undated(300), exitCode: 1 })[0]);
    expect(document.problems).toHaveLength(300);
    expect(document).not.toHaveProperty('summary');
    expect(Object.keys(document.problems[0])).toEqual([
      'code',
      'severity',
      'file',
      'line',
      'what',
      'why',
      'fix',
      'args',
    ]);
  });
});

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** A line as GitHub's runner reads it (actions/runner, ActionCommand.TryParseV2). */
function runnerReads(line: string): Command | undefined {
  const trimmed = line.trimStart();
  if (!trimmed.startsWith('::')) return undefined;
  const end = trimmed.indexOf('::', 2);
  if (end < 0) return undefined;
  const info = trimmed.slice(2, end);
  const space = info.indexOf(' ');
  const name = space < 0 ? info : info.slice(0, space);
  const pairs =
    space < 0
      ? []
      : info
          .slice(space + 1)
          .trim()
          .split(',')
          .filter(Boolean);
  const properties = Object.fromEntries(
    pairs.flatMap((pair) => {
      const [key = '', ...rest] = pair.split('=');
      return rest.length === 1 ? [[key, unescape(rest[0] ?? '', true)]] : [];
    }),
  );
  return { name, properties, data: unescape(trimmed.slice(end + 2), false) };
}

function unescape(text: string, inProperty: boolean): string {
  const plain = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  return (inProperty ? plain.replaceAll('%3A', ':').replaceAll('%2C', ',') : plain).replaceAll('%25', '%');
}

describe('github', () => {
  test('annotates each place and ends with the summary', () => {
    const [stdout, stderr] = print('github', { problems: [badDate, nearMiss], exitCode: 1 });
    expect(stderr).toBe('');
    const [first = '', next = '', ...rest] = stdout.split('\n');
    expect(runnerReads(next)).toEqual({
      name: 'error',
      properties: {
        file: 'content/second.md',
        line: '3',
        col: '7',
        endColumn: '16',
        title: 'Feedmill: date-unreadable',
      },
      data: Object.values(explain(badDate)).join('\n'),
    });
    expect(runnerReads(first)).toMatchObject({ name: 'warning', properties: { file: 'content/first.md' } });
    expect(rest).toEqual([
      '1 error and 1 warning in 2 files. Nothing was published, and the output is unchanged.',
      '',
    ]);
    expect(print('github', { summary })[0]).toContain(
      '\nBuilt 12 articles into 3 feeds and 12 pages in dist: 1,500 files written, 3 unchanged, 1 removed, in 420 ms.\n',
    );
  });

  test('finds files in a repository whose site lies in a folder', () => {
    const [stdout] = print('github', { problems: [badDate] }, { root: 'website' });
    expect(runnerReads(stdout)?.properties.file).toBe('website/content/second.md');
  });

  test('names a flag in the message, as it is no file', () => {
    const flag = problem('clock-value', { file: '--now' }, { name: '--now', value: 'x', example: 'y' });
    const read = runnerReads(print('github', { problems: [flag] })[0]);
    expect(read?.properties).toEqual({ title: 'Feedmill: clock-value' });
    expect(read?.data).toMatch(/^--now: --now is "x"/);
  });

  test('is read back by the runner whatever an article contains (property)', () => {
    const hostile = string({
      unit: constantFrom('%', '%0A', '\n', ':', '::', ',', '=', 'a', ' ', '##[', 'é'),
    });
    assert(
      property(hostile, hostile, (value, name) => {
        const file = `content/${name.replaceAll('\n', '').replaceAll('=', '')}.md`;
        const one = problem('date-unreadable', { file, line: 1 }, { key: 'date', value, detail: '' });
        const line = value.replaceAll('\n', '');
        const report = { problems: [one], summary: { ...summary, output: line } };
        const commands = print('github', report)[0].split('\n').map(runnerReads).filter(Boolean);
        expect(commands).toHaveLength(1);
        expect(commands[0]).toMatchObject({ name: 'error', properties: { file } });
        expect(commands[0]?.data).toBe(Object.values(explain(one)).join('\n'));
      }),
    );
  });

  test('lets no title or path of an article be a command to the runner', () => {
    const evil = '::add-mask::x ##[add-mask]x';
    const next = { file: evil, title: evil, at: '2026-03-01T09:00:00Z', what: 'expire' } as const;
    const feeds = [feed(evil, evil)];
    const [stdout] = print('github', { summary: { ...summary, next, feeds, output: evil } });
    expect(stdout).toContain('add-mask');
    expect(stdout).not.toContain('##[');
    expect(stdout.split('\n').map(runnerReads).filter(Boolean)).toEqual([]);
  });
});

/** What is appended to a file of the runner. */
function appended(name: string, report: Partial<Report>, io: Partial<ReportIo> = {}): string {
  const printed = reporters.github(
    { command: 'build', problems: [], milliseconds: 420, exitCode: 0, ...report },
    { color: false, columns: 80, read: () => undefined, ...io },
  );
  return printed.appended?.[name] ?? '';
}

/** The summary of a job as people see it. */
function shownSummary(report: Partial<Report>, io: Partial<ReportIo> = {}): string {
  return marked.parse(appended('GITHUB_STEP_SUMMARY', report, io), { async: false });
}

describe('the summary of a job', () => {
  test('contains the result, the next scheduled change and the changed feeds', () => {
    const html = shownSummary({
      summary: { ...summary, feeds: [feed('rss', 'feed.xml', { changed: false }), feed('atom', 'atom.xml')] },
    });
    expect(html).toContain('<h3>Feedmill build</h3>');
    expect(html).toContain(
      '<p>Built 12 articles into 2 feeds and 12 pages in dist: 1,500 files written, 3 unchanged, 1 removed, in 420 ms.</p>',
    );
    expect(html).toContain('<p>Next: What comes next, at 2026-03-01 09:00 +01:00 (content/next.md)</p>');
    const rows = html
      .split('<tr>')
      .map((row) => [...row.matchAll(/<td>([^<]*)<\/td>/g)].map(([, cell]) => cell));
    expect(rows.slice(2).map(String)).toEqual([
      'atom,atom.xml,1 item,1 byte, 1 byte gzip,changed',
      'rss,feed.xml,1 item,1 byte, 1 byte gzip,',
    ]);
  });

  test('contains the changes for subscribers, if known', () => {
    const counts = { new: 3, updated: 1, resurfaced: 0, removed: 0, moved: 2, scheduled: 4, expired: 0 };
    const articles = {
      new: [],
      updated: [],
      resurfaced: [],
      removed: [],
      moved: [],
      scheduled: [],
      expired: [],
    };
    const plan = { against: 'feedmill.lock', counts, articles };
    expect(shownSummary({ summary: { ...summary, plan } })).toContain(
      '<p>3 new · 1 updated · 0 resurfaced · 0 removed · 2 moved (id kept) · 4 scheduled, next 2026-03-01 09:00 +01:00</p>',
    );
  });

  test('lists the problems, errors first, and reports that nothing was published', () => {
    const report = { problems: [nearMiss, badDate], summary, exitCode: 1 } as const;
    const html = shownSummary(report, { root: 'site' });
    expect(html).toContain('<h3>Feedmill build: site</h3>');
    expect(html).toContain('<strong>1 error and 1 warning in 2 files.</strong> Nothing was published,');
    expect(html).toMatch(
      /error<\/td>\n<td>site\/content\/second\.md:3:7<\/td>\n<td><code>date: 31\.2\.2026<\/code>/,
    );
    expect(html.indexOf('second.md')).toBeLessThan(html.indexOf('first.md'));
    expect(html).not.toContain('Built');
  });

  test('counts what is too much to show', () => {
    const feeds = Array.from({ length: 90 }, (_, at) => feed('rss', `tags/${at}/feed.xml`));
    const text = appended('GITHUB_STEP_SUMMARY', { problems: undated(9000) });
    expect(text.length).toBeLessThan(50_000);
    expect(text).toContain('… and 8,950 more.');
    expect(appended('GITHUB_STEP_SUMMARY', { summary: { ...summary, feeds } })).toContain('… and 70 more.');
  });

  test('prints the output of other commands unchanged', () => {
    const account = { lines: [[{ text: '3 new, <b>' }], [], [{ text: '**x**' }]], data: {} };
    const html = shownSummary({ command: 'plan', body: account });
    expect(html).toContain('<pre>\n3 new, &lt;b>\n\n**x**\n</pre>');
    expect(appended('GITHUB_OUTPUT', { command: 'plan', body: account })).toBe('');
  });

  test('lets nothing of an article be Markdown, HTML or a link (property)', () => {
    const unit = constantFrom(
      ...'\\`*_{}[]()<>#+-.!|~:/@&;="\'\n a1'.split(''),
      'http://x.y ',
      '<img>',
      '![a](b)',
      'www.x.y',
    );
    assert(
      property(string({ unit, minLength: 1 }), (evil) => {
        const problems = [problem('key-near-miss', { file: evil, line: 1 }, { key: evil, suggestion: evil })];
        const next = { file: evil, title: evil, at: '2026-03-01T09:00:00Z', what: 'publish' } as const;
        const feeds = [feed(evil, evil)];
        const html = shownSummary(
          { problems, summary: { ...summary, next, feeds, output: evil } },
          { root: evil },
        );
        const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name));
        for (const name of ['h3', 'p', 'strong', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'code', 'br'])
          tags.delete(name);
        expect([...tags]).toEqual([]);
        const said = bare(evil.replaceAll('\n', '␊'));
        expect(bare(htmlText(html))).toContain(`Next:${said},at2026-03-0109:00UTC(${said})`);
      }),
    );
  });
});

describe('the outputs of a step', () => {
  test('are what later steps go by', () => {
    const feeds = [feed('rss', 'feed.xml', { changed: false }), feed('atom', 'ä "tom".xml')];
    expect(appended('GITHUB_OUTPUT', { summary: { ...summary, feeds } })).toBe(
      'changed=true\nfeeds=["https://example.com/ä \\"tom\\".xml"]\nnext=2026-03-01T09:00:00+01:00\n',
    );
    const { next: _, ...rest } = summary;
    expect(appended('GITHUB_OUTPUT', { summary: { ...rest, written: 0, removed: 0, feeds: [] } })).toBe(
      'changed=false\nfeeds=[]\nnext=\n',
    );
    expect(appended('GITHUB_OUTPUT', { summary: { ...rest, written: 0, removed: 1, feeds: [] } })).toContain(
      'changed=true\n',
    );
    expect(appended('GITHUB_OUTPUT', { problems: [badDate] })).toBe('changed=false\nfeeds=[]\nnext=\n');
  });

  test('are written to the file that the runner names, and only there', async () => {
    const root = await workspace({
      'feedmill.yaml': 'url: https://example.com/\ntitle: Example\n',
      'content/a.md': '---\ntitle: A\ndate: 2026-01-01\n---\n\nText.\n',
      'summary.md': 'Before.\n',
    });
    const env = { GITHUB_STEP_SUMMARY: join(root, 'summary.md'), GITHUB_OUTPUT: join(root, 'output') };
    await feedmill(root, ['build', '--reporter', 'json'], env);
    expect(readFileSync(join(root, 'summary.md'), 'utf8')).toBe('Before.\n');
    await feedmill(root, ['build', '--reporter', 'github'], env);
    expect(readFileSync(join(root, 'summary.md'), 'utf8')).toMatch(/^Before\.\n### Feedmill build\n/);
    expect(readFileSync(join(root, 'output'), 'utf8')).toBe('changed=false\nfeeds=[]\nnext=\n');

    const gone = { GITHUB_STEP_SUMMARY: join(root, 'none/summary.md'), GITHUB_OUTPUT: '' };
    expect(await feedmill(root, ['build', '--reporter', 'github'], gone)).toMatchObject({
      code: 0,
      stderr: 'GITHUB_STEP_SUMMARY cannot be written: it or its folder does not exist.\n',
    });
  });
});

function terminal(options: { isTTY?: boolean; columns?: number; TERM?: string } = {}) {
  const written: string[] = [];
  const time = { now: 5000 };
  const bar = progressBar({
    stderr: {
      isTTY: options.isTTY ?? true,
      columns: options.columns ?? 80,
      write: (text) => written.push(text),
    },
    env: { TERM: options.TERM ?? 'xterm' },
    clock: () => time.now,
  });
  return { written, time, bar };
}

describe('the progress bar', () => {
  test('stays away from runs of less than a second', () => {
    const { written, time, bar } = terminal();
    bar.update('read', 1, 10);
    time.now += 999;
    bar.update('read', 10, 10);
    bar.clear();
    expect(written).toEqual([]);
  });

  test('shows how far a long run is, and is gone at its end', () => {
    const { written, time, bar } = terminal();
    time.now += 1000;
    bar.update('render', 2500, 10_000);
    expect(written).toEqual([
      `\r\u001B[2KRendering articles  ${'━'.repeat(10)}${'─'.repeat(30)}  2,500 of 10,000`,
    ]);
    for (let i = 0; i < 100; i++) bar.update('render', 2501 + i, 10_000);
    expect(written).toHaveLength(1);
    bar.clear();
    bar.clear();
    bar.update('render', 9000, 10_000);
    expect(written.slice(1)).toEqual(['\r\u001B[2K']);
  });

  test('fits any terminal without filling its last column', () => {
    for (let columns = 1; columns < 130; columns++) {
      const { written, time, bar } = terminal({ columns });
      time.now += 1000;
      bar.update('read', 7, 10_000);
      const shown = written.join('').replaceAll(/^\r\u001B\[2K/g, '');
      expect(shown.length).toBeLessThan(Math.max(columns, 1));
    }
  });

  test.each([{ isTTY: false }, { TERM: 'dumb' }])('is not drawn with %j', (options) => {
    const { written, time, bar } = terminal(options);
    time.now += 5000;
    bar.update('read', 1, 2);
    bar.clear();
    expect(written).toEqual([]);
  });
});
