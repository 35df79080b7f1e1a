import { nearest } from '../../base/nearest.ts';
import type { Category } from './model.ts';

/** The categories of Apple Podcasts, which all directories use, and their subcategories. */
const table = {
  Arts: 'Books, Design, Fashion & Beauty, Food, Performing Arts, Visual Arts',
  Business: 'Careers, Entrepreneurship, Investing, Management, Marketing, Non-Profit',
  Comedy: 'Comedy Interviews, Improv, Stand-Up',
  Education: 'Courses, How To, Language Learning, Self-Improvement',
  Fiction: 'Comedy Fiction, Drama, Science Fiction',
  Government: '',
  'Health & Fitness': 'Alternative Health, Fitness, Medicine, Mental Health, Nutrition, Sexuality',
  History: '',
  'Kids & Family': 'Education for Kids, Parenting, Pets & Animals, Stories for Kids',
  Leisure: 'Animation & Manga, Automotive, Aviation, Crafts, Games, Hobbies, Home & Garden, Video Games',
  Music: 'Music Commentary, Music History, Music Interviews',
  News: 'Business News, Daily News, Entertainment News, News Commentary, Politics, Sports News, Tech News',
  'Religion & Spirituality': 'Buddhism, Christianity, Hinduism, Islam, Judaism, Religion, Spirituality',
  Science:
    'Astronomy, Chemistry, Earth Sciences, Life Sciences, Mathematics, Natural Sciences, Nature, Physics, Social Sciences',
  'Society & Culture': 'Documentary, Personal Journals, Philosophy, Places & Travel, Relationships',
  Sports:
    'Baseball, Basketball, Cricket, Fantasy Sports, Football, Golf, Hockey, Rugby, Running, Soccer, Swimming, Tennis, Volleyball, Wilderness, Wrestling',
  Technology: '',
  'True Crime': '',
  'TV & Film': 'After Shows, Film History, Film Interviews, Film Reviews, TV Reviews',
};

const categories: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(table).map(([name, subs]) => [name, subs === '' ? [] : subs.split(', ')]),
);

/** A category that does not exist. */
export interface Unknown {
  /** The closest correct spelling; absent if none is close. */
  readonly suggestion?: string;
  /** The allowed values. */
  readonly known: readonly string[];
}

/** Returns the category in `text` (`News`, `News > Tech News`), in any case and with `and` for `&`. */
export function readCategory(text: string): Category | Unknown {
  const [top = '', ...rest] = text.split('>').map((part) => part.trim());
  const sub = rest.join(' > ');
  const tops = Object.keys(categories);
  const name = same(top, tops);
  if (name === undefined) {
    const wanted = sub === '' ? top : sub;
    const [parent, child] = place(wanted) ?? [];
    const suggestion = parent === undefined ? nearest(top, tops) : written({ name: parent, sub: child });
    return { known: tops, ...(suggestion !== undefined && { suggestion }) };
  }
  const subs = categories[name] ?? [];
  if (rest.length === 0) return { name };
  const found = same(sub, subs);
  if (found !== undefined) return { name, sub: found };
  const near = nearest(sub, subs);
  const [parent, child] = place(sub) ?? [];
  const elsewhere = parent === undefined ? undefined : written({ name: parent, sub: child });
  const suggestion = near === undefined ? elsewhere : written({ name, sub: near });
  const known = subs.length > 0 ? subs.map((one) => written({ name, sub: one })) : [name];
  return { known, ...(suggestion !== undefined && { suggestion }) };
}

/** Returns the category and subcategory for a subcategory without its category. */
function place(sub: string): [string, string] | undefined {
  for (const find of [same, nearest]) {
    for (const [name, subs] of Object.entries(categories)) {
      const found = find(sub, subs);
      if (found !== undefined) return [name, found];
    }
  }
  return undefined;
}

function written({ name, sub }: { name: string; sub: string | undefined }): string {
  return sub === undefined ? name : `${name} > ${sub}`;
}

function same(text: string, list: readonly string[]): string | undefined {
  return list.find((one) => plain(one) === plain(text));
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/\band\b/g, '&')
    .replaceAll(/[^a-z&]/g, '');
}
