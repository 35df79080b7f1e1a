import type { Attachment, Episode, Transcript } from './model.ts';
import { languageTag } from '../../base/language.ts';
import { recordingOf } from './recording.ts';
import { line } from '../../base/text.ts';
import { flagOf, membersOf, textIn, type Field, type Fields } from './fields.ts';
import { readReference, type References } from './reference.ts';
import type { ArticleReporter } from './problems.ts';
import { defined, isRecord } from '../../base/json.ts';

/** Reads the episode fields. Their keys have other meanings elsewhere, so only episodes use them. */
export function readEpisode(fields: Fields, references: References): Episode {
  const { report } = references;
  const season = readNumber(fields.get('season'), report);
  const episode = readNumber(fields.get('episode'), report);
  const type = readType(fields.get('episodeType'), report);
  const explicit = readFlag(fields.get('explicit'), report);
  const block = readFlag(fields.get('block'), report);
  const chapters = readChapters(fields.get('chapters'), references);
  const transcripts = readTranscripts(fields.get('transcript'), references);
  return defined({ season, episode, type, explicit, block, transcripts, chapters });
}

function readNumber(field: Field | undefined, report: ArticleReporter): number | undefined {
  const text = report.text(field, 'a whole number of at least 1', '2');
  if (!field || text === undefined) return undefined;
  if (/^0*[1-9]\d{0,8}$/.test(text)) return Number(text);
  report.badValue(field, 'a whole number of at least 1', '2');
  return undefined;
}

const types = ['full', 'trailer', 'bonus'] as const;

function readType(field: Field | undefined, report: ArticleReporter): Episode['type'] {
  const text = report.text(field, 'full, trailer or bonus', 'bonus')?.toLowerCase();
  const type = types.find((one) => one === text);
  if (field && text !== undefined && !type) report.badValue(field, 'full, trailer or bonus', 'bonus');
  return type;
}

function readFlag(field: Field | undefined, report: ArticleReporter): boolean | undefined {
  if (!field) return undefined;
  // Apple's former values, before true and false.
  const flag = field.value === 'clean' ? false : field.value === 'explicit' ? true : flagOf(field.value);
  if (flag === undefined) report.badValue(field, 'true or false', 'true');
  return flag;
}

/** Returns the attachments of an episode: a recording without a measured duration gets that of the front matter. */
export function withDuration(
  attachments: readonly Attachment[],
  fields: Fields,
  report: ArticleReporter,
): readonly Attachment[] {
  const duration = readDuration(fields.get('duration'), report);
  const recording = recordingOf({ attachments });
  if (duration === undefined || recording?.duration !== undefined) return attachments;
  return attachments.map((one) => (one === recording ? { ...one, duration } : one));
}

/** Returns seconds: `3723`, `62:03` and `1:02:03` are the same. */
function readDuration(field: Field | undefined, report: ArticleReporter): number | undefined {
  const expected = 'a duration in seconds, MM:SS or HH:MM:SS';
  const text = report.text(field, expected, '1:02:03');
  if (!field || text === undefined) return undefined;
  const parts = /^\d{1,6}(?:\.\d+)?$|^\d{1,4}(?::[0-5]?\d){1,2}$/.test(text)
    ? text.split(':').map(Number)
    : [];
  const seconds = Math.round(parts.reduce((sum, part) => sum * 60 + part, 0));
  if (seconds > 0) return seconds;
  report.badValue(field, expected, '1:02:03');
  return undefined;
}

/** The types of transcripts that apps support, by file extension. */
const transcriptTypes: Readonly<Record<string, string>> = {
  vtt: 'text/vtt',
  srt: 'application/x-subrip',
  html: 'text/html',
  htm: 'text/html',
  txt: 'text/plain',
  json: 'application/json',
};

function readTranscripts(field: Field | undefined, references: References): readonly Transcript[] {
  if (!field) return [];
  const { report } = references;
  return membersOf(field).flatMap(({ value, inside }): Transcript[] => {
    const map = isRecord(value) ? value : { url: value };
    const given = (key: string) => textIn(map, key)?.text;
    const found = textIn(map, 'url', 'src', 'file');
    if (value === null || value === '') return [];
    if (!found) {
      report.badValue(field, 'a file, a map with `url`, or a list of them', 'episode-1.vtt', inside);
      return [];
    }
    const at = isRecord(value) ? [...inside, found.key] : inside;
    const url = readReference('attachment', found.text, field, at, references)?.url;
    if (url === undefined) return [];
    const ending = /\.(\w+)$/.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? '';
    const type = given('type') ?? transcriptTypes[ending];
    if (type === undefined || !/^[\w.+-]+\/[\w.+-]+$/.test(type)) {
      const expected = `a file that ends in ${Object.keys(transcriptTypes).join(', ')}, or a map with \`type\``;
      report.badValue(field, expected, 'episode-1.vtt', at);
      return [];
    }
    const written = given('language');
    const language = written === undefined ? undefined : languageTag(written);
    if (written !== undefined && language === undefined)
      report.tell('language-unknown', field, { value: written }, [...inside, 'language']);
    const captions = given('rel') === 'captions' ? true : undefined;
    return [{ url, type, ...defined({ language, captions }) }];
  });
}

function readChapters(field: Field | undefined, references: References): Episode['chapters'] {
  if (!field) return undefined;
  const inside = isRecord(field.value) ? ['url'] : [];
  const value = isRecord(field.value) ? field.value['url'] : field.value;
  if (typeof value !== 'string') {
    references.report.badValue(field, 'a JSON file with chapters', 'episode-1.chapters.json');
    return undefined;
  }
  const target = readReference('attachment', line(value), field, inside, references);
  return target && { url: target.url, type: 'application/json+chapters' };
}
