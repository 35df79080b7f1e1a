import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { subscribers, type Subscribers } from './subscriber.ts';
import { feedmill, list, workspace, write, type Outcome } from './workspace.ts';

/** An article as its author wrote it. */
export interface Article {
  /** Below the content folder. */
  readonly path: string;
  readonly title: string;
  /** As written; absent where the name of the file says it. */
  readonly date?: string | undefined;
  /** What else stands in the front matter. */
  readonly keys?: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** A site whose author changes it over the years. */
export interface Journal {
  readonly config: Readonly<Record<string, unknown>>;
  readonly articles: readonly Article[];
}

/** How many articles the journal has: more than a feed holds. */
const size = 30;

/** A journal of thirty articles from January 2025 to May 2026, dated in all ways, in folders, a series among them. */
export function journal(count = size): Journal {
  return {
    config: { url: 'https://example.com/', title: 'Harbour journal', timezone: 'Europe/Berlin' },
    articles: Array.from({ length: count }, (_, index) => article(index)),
  };
}

/** The journal without pages, for tests that look at feeds only: its builds are quicker. */
export function feedJournal(count = size): Journal {
  return configured(journal(count), { pages: false });
}

/** The journal with its articles at `indexes` (all of them if not said) changed. */
export function changed(
  old: Journal,
  change: (article: Article, index: number) => Article,
  indexes?: readonly number[],
): Journal {
  const articles = old.articles.map((one, index) =>
    indexes === undefined || indexes.includes(index) ? change(one, index) : one,
  );
  return { ...old, articles };
}

/** The journal with other values in its config. */
export function configured(old: Journal, config: Readonly<Record<string, unknown>>): Journal {
  return { ...old, config: { ...old.config, ...config } };
}

/** The journal with `article` in it as well. */
export function added(old: Journal, ...articles: readonly Article[]): Journal {
  return { ...old, articles: [...old.articles, ...articles] };
}

/** The journal without the articles at `indexes`. */
export function without(old: Journal, indexes: readonly number[]): Journal {
  return { ...old, articles: old.articles.filter((_, index) => !indexes.includes(index)) };
}

/** An article nobody has seen. */
export const newcomer: Article = {
  path: 'harbour/the-new-pier.md',
  title: 'The new pier',
  date: '2026-05-30 08:00',
  body: 'It opens on Sunday, with a brass band and, if the weather holds, with ships.\n\nBring your own chairs.\n',
};

/** The `number`th of endless texts, none like another. */
export function unheard(number: number): string {
  return text(picker(1000 + number));
}

/** The sources of a journal by path. */
export function sources({ config, articles }: Journal): Record<string, string> {
  const folder = typeof config['content'] === 'string' ? config['content'] : 'content';
  const files = articles.map((one) => [`${folder}/${one.path}`, articleText(one)] as const);
  return { 'feedmill.yaml': `${JSON.stringify(config, undefined, 2)}\n`, ...Object.fromEntries(files) };
}

/** Makes the sources below `root` those of `journal`, and leaves everything else as it is. */
export async function put(root: string, site: Journal): Promise<void> {
  const files = sources(site);
  for (const path of await list(root))
    if (/\.(?:md|markdown)$/.test(path) && !/^(?:dist|\.)/.test(path) && !Object.hasOwn(files, path))
      await rm(join(root, path));
  await write(root, files);
}

/** The journal on the disk, with people who have followed it for a year: all of it was in the feed once, which holds twenty. */
export async function followed(site: Journal): Promise<{ root: string; people: Subscribers }> {
  const root = await workspace({});
  await put(root, site);
  const people = subscribers();
  for (const now of ['2025-08-01', '2026-01-01', '2026-06-01']) {
    await publish(root, '--now', now);
    await people.fetch(join(root, 'dist'));
  }
  return { root, people };
}

/** What of the site at `root` is committed, in a folder of its own: nothing that a build has made but the lock. */
export async function clone(root: string): Promise<string> {
  const copy = await workspace({});
  for (const name of await readdir(root))
    if (name !== 'dist' && name !== '.feedmill')
      await cp(join(root, name), join(copy, name), { recursive: true });
  return copy;
}

/** Builds the site at `root`. Throws where that is refused. */
export async function publish(root: string, ...flags: readonly string[]): Promise<Outcome> {
  const outcome = await feedmill(root, ['build', ...flags]);
  if (outcome.code !== 0) throw new Error(`refused:\n${outcome.stdout}${outcome.stderr}`);
  return outcome;
}

function articleText({ title, date, keys, body }: Article): string {
  const data = Object.entries({ title, date, ...keys }).filter(([, value]) => value !== undefined);
  return `---\n${data.map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join('')}---\n\n${body}`;
}

const day = (index: number) => new Date(Date.UTC(2025, 0, 9 + index * 17)).toISOString().slice(0, 10);

function article(index: number): Article {
  const [date, pick] = [day(index), picker(index)];
  const isNote = index % 5 === 4;
  const subject = subjects[index % subjects.length] ?? '';
  const title = isNote ? `Notes of the week ${index}` : `${subject}, ${pick(aspects)}`;
  const name = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const folder = isNote ? 'notes/' : (['harbour/', 'weather/', '', 'harbour/'][index % 4] ?? '');
  const dates = [undefined, date, `${date} 09:30`, `${date}T18:05:00+01:00`];
  const isNamed = index % 4 === 0;
  const keys = {
    ...(index % 6 === 1 && { slug: `on-${name}` }),
    ...(index % 3 === 0 && { tags: ['ships', pick(places)] }),
    ...(index % 7 === 2 && { description: `What there is to know of ${subject.toLowerCase()}.` }),
  };
  return {
    path: index === 16 ? `trips/${name}/index.md` : `${folder}${isNamed ? `${date}-` : ''}${name}.md`,
    title,
    date: index === 16 ? date : dates[index % 4],
    keys,
    body: isNote ? noteText(index, pick) : text(pick),
  };
}

const subjects = [
  'Ferries in winter',
  'A storm warning',
  'Bread from the mill',
  'The old lighthouse',
  'A week',
  'Mending nets',
  'Sea ice',
  'The pilot boat',
  'Tide tables',
  'A wedding on board',
  'Fog signals',
  'The dredger',
  'Coal and salt',
  'A lost anchor',
  'The regatta',
  'Herring season',
  'The customs house',
  'A new crane',
  'Night shifts',
  'The drawbridge',
  'Rope makers',
  'An island',
  'The harbour master',
  'Gulls',
  'The fish market',
  'A whale',
  'Charts',
  'The dry dock',
  'Smugglers',
  'The breakwater',
];
const aspects = ['explained', 'in pictures', 'and what we learned', 'told by a sailor', 'from the archive'];
const places = ['quay', 'north pier', 'boatyard', 'estuary', 'lock', 'old town', 'market hall', 'sandbank'];
const people = [
  'Jane',
  'the pilot',
  'old Tom',
  'a fisherman',
  'my neighbour',
  'the baker',
  'a child',
  'nobody',
];
const things = [
  'rope',
  'lanterns',
  'mail',
  'barley',
  'engines',
  'paint',
  'oysters',
  'timber',
  'letters',
  'clocks',
];
const moods = [
  'slowly',
  'at dawn',
  'without a word',
  'for the last time',
  'twice',
  'by mistake',
  'in the rain',
];
const verbs = [
  'carried',
  'counted',
  'sold',
  'forgot',
  'repaired',
  'measured',
  'hid',
  'painted',
  'praised',
  'lost',
];

/** A choice that is always the same for the same article. */
function picker(index: number): (words: readonly string[]) => string {
  let state = index * 7919 + 104729;
  return (words) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return words[(state >> 8) % words.length] ?? '';
  };
}

function sentence(pick: (words: readonly string[]) => string): string {
  const place = () => pick(places);
  const told = `${pick(people)} ${pick(verbs)} the ${pick(things)} ${pick(moods)}`;
  return pick([
    `At the ${place()}, ${told}.`,
    `We heard that ${told}, and that the ${place()} was closed.`,
    `Between the ${place()} and the ${place()} there is more ${pick(things)} than anybody ${pick(verbs)}.`,
    `Whoever ${pick(verbs)} ${pick(things)} knows the ${place()}; ${pick(people)} does.`,
    `Nobody asked why ${told}.`,
    `The ${pick(things)} had been at the ${place()} since the war, and ${pick(people)} ${pick(verbs)} them ${pick(moods)}.`,
  ]);
}

function text(pick: (words: readonly string[]) => string): string {
  const paragraph = () => Array.from({ length: 4 }, () => sentence(pick)).join(' ');
  return `${paragraph()}\n\n## ${pick(places)}\n\n${paragraph()}\n\n- ${sentence(pick)}\n- ${sentence(pick)}\n\n${paragraph()}\n`;
}

/** Most of it is the same from week to week. */
function noteText(index: number, pick: (words: readonly string[]) => string): string {
  const ever =
    'Opening hours, arrivals and departures are on the board at the market hall. Call the harbour office before noon.';
  return `What happened in week ${index}.\n\n${ever}\n\n${sentence(pick)} ${sentence(pick)}\n\nThank you for reading. Write to us, and come by on Sunday: there is coffee.\n`;
}
