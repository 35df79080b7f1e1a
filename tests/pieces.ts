import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { feedmill, readReport, workspace } from './workspace.ts';

/** An article of a site that is followed through builds. */
export interface Piece {
  /** By which tests know it, whatever becomes of its file; readers see it as the summary. */
  readonly name: string;
  /** Below the site's root. */
  readonly path: string;
  readonly title: string;
  readonly date?: string | undefined;
  readonly body: string;
  /** Further front matter. */
  readonly keys?: Readonly<Record<string, unknown>>;
}

/** The text of an article's file. */
export function fileText({ name, title, date, body, keys }: Piece): string {
  const data = Object.entries({ title, date, summary: name, ...keys }).filter(
    ([, value]) => value !== undefined,
  );
  return `---\n${data.map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join('')}---\n\n${body}\n`;
}

/** The config of a site of pieces, as text. */
export function configOf(more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ title: 'Pieces', url: 'https://example.com/', limit: 2000, ...more });
}

/** Makes the content folder of the site at `root` hold these pieces and nothing else. */
export async function put(root: string, some: readonly Piece[]): Promise<void> {
  await rm(join(root, 'content'), { recursive: true, force: true });
  for (const one of some) {
    await mkdir(dirname(join(root, one.path)), { recursive: true });
    await writeFile(join(root, one.path), fileText(one));
  }
}

/** What a build came to: its exit code, its errors and its warnings, each as `code file`. */
export interface Built {
  readonly code: number;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** Builds the site at `root`. */
export async function built(root: string, ...flags: readonly string[]): Promise<Built> {
  const { code, stdout } = await feedmill(root, ['build', '--reporter', 'json', ...flags]);
  const { problems } = readReport(stdout);
  const named = (wanted: string) =>
    problems
      .filter(({ severity }) => severity === wanted)
      .map((one) => [one.code, one.file].filter((word) => word !== undefined).join(' '));
  return { code, errors: named('error'), warnings: named('warning') };
}

/** A build that nothing stands in the way of. */
export const good = { code: 0, errors: [] };

/** A site with these pieces in it, built, so that subscribers have all of it. Throws where that is refused. */
export async function followed(
  some: readonly Piece[],
  config: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const root = await workspace({ 'feedmill.yaml': configOf(config) });
  await put(root, some);
  const { code, errors } = await built(root);
  if (code !== 0) throw new Error(errors.join('\n'));
  return root;
}

/** The ids in the feed of the site at `root` by the names of its articles. */
export async function idsIn(root: string): Promise<Map<string, string>> {
  const text = await readFile(join(root, 'dist/feed.json'), 'utf8');
  const feed: { items: { id: string; summary: string }[] } = JSON.parse(text);
  return new Map(feed.items.map(({ id, summary }) => [summary, id]));
}

/** The articles of the lock of the site at `root`, as they stand there. */
export async function lockLines(root: string): Promise<Record<string, string>[]> {
  const text = await readFile(join(root, 'feedmill.lock'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.startsWith('{"id"'))
    .map((line): Record<string, string> => JSON.parse(line));
}

/** What `feedmill plan` counts, without what there is none of. */
export async function planned(root: string, ...flags: readonly string[]): Promise<Record<string, number>> {
  const { stdout } = await feedmill(root, ['plan', '--json', ...flags]);
  const report: { plan: { counts: Record<string, number> } } = JSON.parse(stdout);
  return Object.fromEntries(Object.entries(report.plan.counts).filter(([, count]) => count > 0));
}

/** Pieces with what `change` makes of each, or of those at `indexes`. */
export function changed(
  some: readonly Piece[],
  change: (piece: Piece, index: number) => Partial<Piece>,
  indexes?: readonly number[],
): Piece[] {
  return some.map((one, index) =>
    indexes && !indexes.includes(index) ? one : { ...one, ...change(one, index) },
  );
}

const story =
  `The council met on a wet Tuesday and spoke of the ferry for two hours. Nobody had expected the harbour
master to come, but there he was, with a folder under his arm and a sentence he had clearly practised on the stairs.
The old boat, he said, would not see another winter; the engine could be mended once more, and the hull could not. A new one
costs what the town has in four years. They looked at the figures, then at the window, where the rain had begun to find its way
below the sill. In the end they did what councils do and asked for a report. It is due in spring. Until then the ferry sails as
before, except on Sundays, and except when the wind is in the west, which from November to March it mostly is. Whoever has to
reach the hospital on the other side is asked to telephone. The number is on the board at the landing, behind glass, and can be
read with a lamp. Three people in the gallery laughed at that and were asked to leave. I went to the landing afterwards. The boat
lay there as it has lain for forty years, a little low at the stern, with a bucket under the wheelhouse where the paint has gone.
The mate was splicing a rope. He had heard of the report. He said that reports float well, being paper, and went on splicing. A
child asked whether the ferry would sink. It would not, he said, not while somebody bails, and somebody always has. Bread is
another matter. The mill has stood still since the flood, and flour comes by road now, in bags with a picture of a mill on them.
It is good flour. The baker says so and the customers agree, and still there is a queue on Fridays before the one stall that grinds
its own. The stall belongs to a retired teacher who bought two stones from a museum and a motor from a fairground. He grinds while
people watch. His bread is grey and heavy and costs twice as much as bread should, and by ten it is sold out. Asked for the secret
he shows his hands. Wheat, water, salt, and a night of waiting: everyone knows how it is done. Hardly anyone waits. We asked five
bakers in the county whether they would like to have the stones of the old mill. Two said that they had no room for them. One said
that he was a baker and no miller. One wanted to know the price. The fifth did not answer, but was seen on Saturday at the ruin with
a tape measure and his daughter, who wrote down what he called out.`
    .replaceAll('\n', ' ')
    .split(/(?<=[.?]) /);

/** A text of its own for each number, of sentences as people write them. */
export function prose(number: number, sentences = 14): string {
  let state = (number * 2_654_435_761 + 12_345) % 4_294_967_296;
  const next = (most: number) => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return Math.floor((state / 4_294_967_296) * most);
  };
  const wordOf = (sentence: string) => sentence.split(' ')[next(6)] ?? 'boat';
  const told = Array.from({ length: sentences }, (_, at) => {
    const words = (story[next(story.length)] ?? '').split(' ');
    // The same sentence is another one with other words in it.
    for (let turn = 0; turn < words.length / 4; turn++)
      words[next(words.length)] = wordOf(story[next(story.length)] ?? '');
    return `${words.join(' ')}${at % 4 === 3 ? '\n\n' : ' '}`;
  });
  return told.join('').trim();
}

/** Articles of a site, each of a day of its own; `from` is the number of the first. */
export function pieces(count: number, from = 0): Piece[] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index;
    const subject = ['ferry', 'mill', 'council', 'baker', 'landing', 'winter', 'stones'][number % 7] ?? '';
    return {
      name: `piece ${number}`,
      path: `content/piece-${number}.md`,
      title: `Of the ${subject}, part ${number}`,
      date: new Date(Date.UTC(2025, 0, 5 + number)).toISOString().slice(0, 10),
      body: prose(number),
    };
  });
}
