import { all, value } from '../xml.ts';
import type { Node } from '../xml.ts';
import { isLanguage, isMediaType } from './document.ts';
import { uriFault } from './uri.ts';

/** What may stand in an element, besides how often: the rule its text breaks, or nothing. */
type Rule = (node: Node) => string | undefined;

/** Apple's categories in June 2026, a line for each: the W3C's list lacks only `Religion`. */
const categories = new Map(
  `Arts: Books, Design, Fashion & Beauty, Food, Performing Arts, Visual Arts
Business: Careers, Entrepreneurship, Investing, Management, Marketing, Non-Profit
Comedy: Comedy Interviews, Improv, Stand-Up
Education: Courses, How To, Language Learning, Self-Improvement
Fiction: Comedy Fiction, Drama, Science Fiction
Government:
History:
Health & Fitness: Alternative Health, Fitness, Medicine, Mental Health, Nutrition, Sexuality
Kids & Family: Education for Kids, Parenting, Pets & Animals, Stories for Kids
Leisure: Animation & Manga, Automotive, Aviation, Crafts, Games, Hobbies, Home & Garden, Video Games
Music: Music Commentary, Music History, Music Interviews
News: Business News, Daily News, Entertainment News, News Commentary, Politics, Sports News, Tech News
Religion & Spirituality: Buddhism, Christianity, Hinduism, Islam, Judaism, Religion, Spirituality
Science: Astronomy, Chemistry, Earth Sciences, Life Sciences, Mathematics, Natural Sciences, Nature, Physics, Social Sciences
Society & Culture: Documentary, Personal Journals, Philosophy, Places & Travel, Relationships
Sports: Baseball, Basketball, Cricket, Fantasy Sports, Football, Golf, Hockey, Rugby, Running, Soccer, Swimming, Tennis, Volleyball, Wilderness, Wrestling
Technology:
True Crime:
TV & Film: After Shows, Film History, Film Interviews, Film Reviews, TV Reviews`
    .split('\n')
    .map((row) => {
      const [name = '', subs = ''] = row.split(/:\s*/);
      return [name, subs.split(', ')] as const;
    }),
);

const oneOf =
  (rule: string, values: readonly string[]): Rule =>
  ({ text }) =>
    values.includes(text) ? undefined : rule;
const matches =
  (rule: string, pattern: RegExp): Rule =>
  ({ text }) =>
    pattern.test(text) ? undefined : rule;
const short =
  (most: number): Rule =>
  ({ text }) =>
    text.length > most ? 'TooLong' : text.trim() === '' ? 'NotBlank' : undefined;
const uri: Rule = ({ text }) => uriFault(text);
const number = matches('InvalidPositiveInteger', /^0*[1-9]\d*$/);
const image: Rule = ({ attributes }) => webFault(attributes['href']);

function webFault(url: string | undefined): string | undefined {
  if (url === undefined) return 'MissingAttribute';
  return /^https?:\/\/[^/]/.test(url) && !uriFault(url) ? undefined : 'InvalidURLAttribute';
}

const owner: Rule = (node) => {
  const email = value(node, 'itunes:email');
  if (email === undefined) return 'MissingElement';
  if (!/^[\w.+'-]+@(?:[a-z0-9-]+\.)+[a-z0-9-]+$/i.test(email)) return 'InvalidContact';
  const name = all(node, 'itunes:name')[0];
  return name && short(255)(name);
};

const category: Rule = ({ attributes, children }) => {
  const subs = categories.get(attributes['text'] ?? '');
  if (attributes['text'] === undefined) return 'MissingAttribute';
  const wrong = children.some(
    (child) => child.name !== 'itunes:category' || !subs?.includes(child.attributes['text'] ?? ''),
  );
  return !subs || wrong ? 'InvalidItunesCategory' : undefined;
};

const person: Rule = ({ text, attributes: { img, href, role, group } }) => {
  if (text.trim() === '' || text !== text.trim()) return 'NotBlank';
  if (role !== role?.toLowerCase() || group !== group?.toLowerCase()) return 'InvalidPerson';
  return [img, href].map((url) => url !== undefined && uriFault(url)).find(Boolean) || undefined;
};

const file: Rule = ({ attributes: { url, type = '', language, rel } }) => {
  if (!isMediaType(type)) return 'InvalidMIMEAttribute';
  if (language !== undefined && !isLanguage(language)) return 'InvalidLanguage';
  if (rel !== undefined && rel !== 'captions') return 'InvalidRel';
  return webFault(url);
};

/** The elements of a channel, by Apple's guide, the W3C's `itunes.py` and the podcast namespace. */
const channelRules: Readonly<Record<string, Rule>> = {
  'itunes:author': short(255),
  'itunes:block': oneOf('InvalidYesNoClean', ['yes', 'no']),
  'itunes:category': category,
  'itunes:complete': oneOf('InvalidYesNo', ['yes']),
  'itunes:explicit': oneOf('InvalidTrueFalse', ['true', 'false']),
  'itunes:image': image,
  'itunes:new-feed-url': uri,
  'itunes:owner': owner,
  'itunes:type': oneOf('InvalidItunesChannelType', ['episodic', 'serial']),
  'podcast:guid': matches('InvalidUUID', /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i),
  'podcast:locked': oneOf('InvalidYesNo', ['yes', 'no']),
  'podcast:funding': (node) => webFault(node.attributes['url']) ?? short(128)(node),
  'podcast:medium': oneOf(
    'InvalidMedium',
    'podcast music video film audiobook newsletter blog publisher course'.split(' '),
  ),
  'podcast:person': person,
};

const itemRules: Readonly<Record<string, Rule>> = {
  'itunes:block': oneOf('InvalidYesNoClean', ['yes', 'no']),
  'itunes:duration': matches('InvalidDuration', /^\d+(?::[0-5]\d){0,2}$/),
  'itunes:episode': number,
  'itunes:episodeType': oneOf('InvalidItunesEpisodeType', ['full', 'trailer', 'bonus']),
  'itunes:explicit': oneOf('InvalidTrueFalse', ['true', 'false']),
  'itunes:image': image,
  'itunes:season': number,
  'podcast:chapters': file,
  'podcast:episode': matches('InvalidFloat', /^\d+(?:\.\d+)?$/),
  'podcast:person': person,
  'podcast:season': matches('InvalidInteger', /^\d+$/),
  'podcast:transcript': file,
};

const several = /^(?:itunes:category|podcast:(?:funding|person|transcript))$/;

/** What is wrong with the podcast elements of a channel or feed, whose items or entries are `items`. */
export function podcastFaults(channel: Node, items: readonly Node[]): string[] {
  const faults = [channel, ...items].flatMap((node) =>
    elementFaults(node, node === channel ? channelRules : itemRules),
  );
  const isItunes = [channel, ...items].some(({ children }) =>
    children.some(({ name }) => name.startsWith('itunes:')),
  );
  if (!isItunes) return faults;
  for (const name of ['category', 'explicit', 'image'])
    if (all(channel, `itunes:${name}`).length === 0) faults.push(`MissingItunesElement: itunes:${name}`);
  if (all(channel, 'itunes:owner').length === 0) faults.push('MissingItunesEmail: itunes:email');
  for (const enclosure of items.flatMap((item) => all(item, 'enclosure'))) {
    const ending = enclosure.attributes['url']?.split('.').at(-1) ?? '';
    if (!/^(?:m4a|mp3|mov|mp4|m4v|pdf|epub)$/.test(ending)) faults.push(`UnsupportedItunesFormat: ${ending}`);
  }
  return faults;
}

function elementFaults(parent: Node, rules: Readonly<Record<string, Rule>>): string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const node of parent.children) {
    if (!/^(?:itunes|podcast):/.test(node.name)) continue;
    const rule = rules[node.name];
    if (!rule) {
      faults.push(`UndefinedElement: ${node.name} in ${parent.name}`);
      continue;
    }
    if (seen.has(node.name) && !several.test(node.name)) faults.push(`DuplicateElement: ${node.name}`);
    seen.add(node.name);
    const fault = rule(node);
    if (fault) faults.push(`${fault}: ${node.name}`);
  }
  return faults;
}
