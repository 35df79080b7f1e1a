import { atom } from './formats/atom.ts';
import type { Format } from './formats/format.ts';
import { json } from './formats/json.ts';
import { rss } from './formats/rss.ts';

/** Every format a feed is written in. To add one, add a file and a row. */
export const formats: readonly Format[] = [rss, atom, json];
