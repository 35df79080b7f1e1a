import type { Value } from '../frontmatter.ts';
import { mimeType, typeOf } from '../../base/mime.ts';
import { line } from '../../base/text.ts';
import { isWebUrl } from '../../base/url.ts';
import { flagOf, isEmpty, membersOf, type Field, type Fields } from './fields.ts';
import type { Attachment } from './model.ts';
import { readReference, type References } from './reference.ts';
import { describeKind } from './problems.ts';
import { defined, isRecord } from '../../base/json.ts';

/** The fields with attachments, in order of priority. The first audio or video file is the RSS enclosure. */
const meanings = ['enclosure', 'audio', 'video', 'attachments'] as const;

/** The keys that common generators, formats and themes use for the parts of an attachment. */
const keys = {
  url: ['url', 'src', 'file', 'path', 'href'],
  type: ['type', 'mime_type', 'mimeType'],
  length: ['length', 'size', 'size_in_bytes', 'bytes'],
  title: ['title', 'name', 'label'],
  duration: ['duration', 'duration_in_seconds'],
  width: ['width'],
  height: ['height'],
} as const;

type Part = keyof typeof keys;

const ours: ReadonlySet<string> = new Set(Object.values(keys).flat());

/** An attachment as a field contains it. */
interface Written {
  readonly meaning: (typeof meanings)[number];
  readonly field: Field;
  readonly value: Value;
  readonly inside: readonly number[];
}

/**
 * Reads the attachments of an article: texts, maps, or lists of them. The length and type of a local file are measured later; until then
 * its length is 0. Two entries with the same URL are one attachment, with the details of both.
 */
export function readAttachments(fields: Fields, references: References): readonly Attachment[] {
  if (meanings.every((meaning) => fields.get(meaning) === undefined)) return [];
  const found = new Map<string, Attachment>();
  for (const meaning of meanings) {
    const field = fields.get(meaning);
    if (!field) continue;
    for (const member of membersOf(field)) {
      const one = readAttachment({ meaning, field, ...member }, references);
      const first = one && found.get(one.url);
      if (one) found.set(one.url, { ...one, ...first, length: first?.length || one.length });
    }
  }
  return [...found.values()];
}

function readAttachment(written: Written, references: References): Attachment | undefined {
  const { meaning, field, inside } = written;
  const value = typeof written.value === 'string' ? spread(written.value) : written.value;
  if (value === null || isThemes(value, meaning)) return undefined;
  const parts = partsOf(value, written, references);
  const href = parts.text('url');
  if (!href) {
    if (!parts.has('url')) {
      const expected = 'a path or an address, or a map with `url`';
      const received = isRecord(value) ? 'a map without `url`' : undefined;
      references.report.badValue(field, expected, 'episode.mp3', inside, received);
    }
    return undefined;
  }
  const at = isRecord(written.value) ? [...inside, href.key] : inside;
  const target = readReference('attachment', href.text, field, at, references);
  if (!target) return undefined;
  const { url, local } = target;
  const type = parts.read('type', mimeOf, 'a media type', 'audio/mpeg') ?? typeOf(new URL(url).pathname);
  // A local file is measured; a length in the front matter may be that of another version.
  const length = local ? 0 : parts.read('length', countOf, 'a number of bytes', '12345678');
  const title = parts.text('title')?.text;
  const duration = parts.read('duration', secondsOf, 'a duration in seconds, MM:SS or HH:MM:SS', '1:02:03');
  const width = parts.read('width', countOf, 'a number of pixels', '1280');
  const height = parts.read('height', countOf, 'a number of pixels', '720');
  if (type === undefined && !local) {
    if (!(isPlayer(url) && isPlayed(meaning))) {
      references.report.tell('attachment-type', field, { key: field.key, target: href.text }, at);
    }
    return undefined;
  }
  const file = { url, type: type ?? 'application/octet-stream', length: length ?? 0 };
  const size = { width: width || undefined, height: height || undefined };
  return { ...file, ...defined({ title, duration: duration || undefined, ...size }) };
}

/** Returns the map that a text means. WordPress has an enclosure as URL, length and type in one text. */
function spread(text: string): { readonly [key: string]: Value } | null {
  const [, url, length, type] = /^(\S+)\s+(\d+)\s+([\w.+-]+\/[\w.+-]+)(?:\s|$)/.exec(text.trim()) ?? [];
  if (url !== undefined && length !== undefined && type !== undefined) return { url, length, type };
  return text.trim() === '' ? null : { url: text };
}

/** Reads the parts of `value`: whether one is present, as text, and as its parsed value; reports those that cannot be parsed. */
function partsOf(value: Value, { field, inside }: Written, { report }: References) {
  const map = isRecord(value) ? value : {};
  const keyOf = (name: Part) => keys[name].find((key) => !isEmpty(map[key]));
  const text = (name: Part) => {
    const key = keyOf(name);
    const found = key === undefined ? undefined : map[key];
    if (key === undefined || found === undefined) return undefined;
    if (typeof found === 'string') return { key, text: line(found) };
    report.badValue(field, 'text', `{ ${key}: … }`, [...inside, key]);
    return undefined;
  };
  return {
    has: (name: Part) => keyOf(name) !== undefined,
    text,
    read<One>(name: Part, parse: (text: string) => One | undefined, expected: string, example: string) {
      const found = text(name);
      const result = found && parse(found.text);
      if (!found || result !== undefined) return result;
      const args = { received: describeKind(found.text), expected, example: `${found.key}: ${example}` };
      report.tell('bad-value', field, args, [...inside, found.key]);
      return undefined;
    },
  };
}

/** Returns a media type, or that of a file extension. */
function mimeOf(text: string): string | undefined {
  return mimeType(text) ?? typeOf(text);
}

function countOf(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** Returns whole seconds, at least one for any positive duration: `75`, `1:15`, `0:01:15`. */
function secondsOf(text: string): number | undefined {
  const parts = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,7}(?:\.\d+)?)$/.exec(text);
  if (!parts) return undefined;
  const [hours, minutes, seconds] = parts.slice(1).map((one) => Number(one ?? 0));
  const all = (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  return all > 0 ? Math.max(1, Math.round(all)) : 0;
}

function isPlayed(meaning: Written['meaning']): boolean {
  return meaning === 'audio' || meaning === 'video';
}

/** Whether a value is a setting of a theme, such as a switch, the id of a video at a service, or player settings. */
function isThemes(value: Value, meaning: Written['meaning']): boolean {
  if (!isRecord(value)) return false;
  const url = value['url'];
  const isText = Object.keys(value).length === 1 && typeof url === 'string';
  if (isText) return flagOf(url) !== undefined || (isPlayed(meaning) && /^[\w-]+$/.test(url.trim()));
  return isPlayed(meaning) && !Object.keys(value).some((key) => ours.has(key));
}

/** Whether a URL is the page of a player, which an app cannot load. */
function isPlayer(url: string): boolean {
  const host = isWebUrl(url) ? new URL(url).hostname : '';
  return /(?:^|\.)(?:bilibili|dailymotion|mixcloud|soundcloud|spotify|twitch|vimeo|youtube|youtube-nocookie)\.(?:com|tv)$|^youtu\.be$/.test(
    host,
  );
}
