import type { Value } from '../frontmatter.ts';
import { line, spellingKey } from '../../base/text.ts';
import { type Field } from './fields.ts';
import type { ArticleReporter } from './problems.ts';
import { isList, isRecord } from '../../base/json.ts';

/**
 * Reads the topics of a field, as first written, without duplicates. One text is a list with commas; without commas it is split at
 * spaces, as Jekyll does, but not for the singular keys (`category: Local news`).
 */
export function readTopics(field: Field | undefined, report: ArticleReporter): readonly string[] {
  if (!field) return [];
  if (isOrdinary(field.value)) return field.value;
  const topics = new Map<string, string>();
  const add = (text: string) => {
    const topic = line(text);
    const key = spellingKey(topic);
    if (topic !== '' && !topics.has(key)) topics.set(key, topic);
  };
  const walk = (value: Value, inside: readonly number[]) => {
    if (isList(value)) value.forEach((one, index) => walk(one, [...inside, index]));
    else if (isRecord(value)) {
      const name = value['name'] ?? value['title'] ?? value['label'] ?? value['slug'];
      if (typeof name === 'string') add(name);
      else report.badValue(field, 'a list of text values', '[one, two]', inside);
    } else if (typeof value === 'string') add(value);
  };
  if (typeof field.value === 'string')
    splitTopics(field.value, /^(?:tag|category)$/i.test(field.key)).forEach(add);
  else walk(field.value, []);
  return [...topics.values()];
}

/** Whether a value is a short list of different lower-case topics that need no cleaning. */
function isOrdinary(value: Value): value is readonly string[] {
  if (!isList(value) || value.length > 16) return false;
  return value.every(
    (one, index) =>
      typeof one === 'string' && /^[a-z0-9-]+(?: [a-z0-9-]+)*$/.test(one) && value.indexOf(one) === index,
  );
}

function splitTopics(text: string, single: boolean): readonly string[] {
  if (text.includes(',')) return text.split(',');
  return single ? [text] : text.split(/\s+/);
}
