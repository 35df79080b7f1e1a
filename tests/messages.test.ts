import { describe, expect, test } from 'vitest';
import { messages } from '../src/problems/messages.ts';
import type { Entry } from '../src/problems/messages/entry.ts';
import { explain, problem, type ProblemCode } from '../src/problems/problem.ts';
import { feedmill, workspace } from './workspace.ts';

const isCode = (name: string): name is ProblemCode => name in messages;

/** The arguments that are whole sentences, and those that count something. */
const whole = new Set(['advice', 'reason']);
const numbers = new Set(['count', 'most', 'items', 'bytes', 'maximum', 'limit']);

function valueOf(name: string): string | number {
  return numbers.has(name) ? 1 : whole.has(name) ? 'X.' : 'X';
}

/** The sentences of `code` with an X for every argument, and a 1 for every count. */
function sentences(code: ProblemCode): string[] {
  const { what, why = '', fix }: Entry = messages[code];
  const names = [...`${what}${why}${fix}`.matchAll(/\{(\w+)/g)].map(([, name = '']) => name);
  return Object.values(
    explain(problem(code, {}, Object.fromEntries(names.map((name) => [name, valueOf(name)])))),
  );
}

describe.each(Object.keys(messages).filter(isCode))('%s', (code) => {
  test('counts one of a thing in the singular', () => {
    const plural = /\b1 (?!is\b|was\b|has\b|of\b)(?:[a-z]+ )?[a-z]+s\b|\b1 (?:are|were|have)\b/;
    expect(sentences(code).filter((one) => plural.test(one))).toEqual([]);
  });

  test('is whole sentences, without the words that plain English avoids', () => {
    const odd = /\b(?:unasked|untold|stands?|lies?|whoever|(?:is|are|it) none|none of|tells? |told|say `)/i;
    const [what = '', why = '', fix = ''] = sentences(code);
    for (const one of [what, why, fix]) expect(one).not.toMatch(odd);
    expect(what).toMatch(/^[A-Z1`"-].*[.?/X]$/);
    expect(why).toMatch(/^(?:[A-Z`].*\.)?$/);
    expect(fix).toMatch(/^[A-Z].*\.$/);
  });
});

describe('counts', () => {
  const site = { 'feedmill.yaml': 'url: https://example.com/\ntitle: T\n' };

  test('one article that is not published yet', async () => {
    const root = await workspace({
      ...site,
      'content/a.md': '---\ntitle: A\ndate: 2026-12-01\n---\n\nText.\n',
    });
    const { stderr } = await feedmill(root, ['check']);
    expect(stderr).toContain('  No article is published yet (1 found: 1 scheduled).\n');
    expect(stderr).toMatch(/\n1 warning\.\n/);
  });

  test.each([
    [['--threads', 'many'], {}, '1 error in --threads.'],
    [['--limit', 'many', '--max-bytes', 'few'], {}, '2 errors in --limit and --max-bytes.'],
    [['--limit', 'many'], { 'feedmill.yaml': 'url: x\ntitle: T\n' }, '2 errors in 1 file and --limit.'],
    [[], { 'content/a.md': 'Text.\n' }, '1 error in 1 file.'],
  ])('a flag is not a file: %j', async (argv, files, counted) => {
    const good = '---\ntitle: A\ndate: 2026-01-01\n---\n\nText.\n';
    const root = await workspace({ ...site, 'content/a.md': good, ...files });
    const { stderr } = await feedmill(root, ['check', ...argv]);
    expect(stderr).toContain(`\n${counted} A build publishes nothing`);
  });

  test('a folder outside of the site is an output folder', async () => {
    const article = '---\ntitle: A\ndate: 2026-01-01\n---\n\nText.\n';
    const root = await workspace({
      'site/feedmill.yaml': site['feedmill.yaml'],
      'site/content/a.md': article,
    });
    expect((await feedmill(`${root}/site`, ['build', '--output', '../elsewhere'])).code).toBe(0);
  });
});
