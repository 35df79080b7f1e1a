import type { Value } from '../frontmatter.ts';
import { distinctBy, line, spellingKey } from '../../base/text.ts';
import { type Field } from './fields.ts';
import type { ArticleReporter } from './problems.ts';
import { isList, isRecord } from '../../base/json.ts';

/**
 * Reads the topics of a field, as first written, without duplicates. One text is a list with commas; without commas it is split at
 * spaces, as Jekyll does, but not for the singular keys (`category: Local news`).
 */
export function readTopics(field: Field | undefined, report: ArticleReporter): readonly string[] {
  if (!field) return [];
  const topics: string[] = [];
  const walk = (value: Value, inside: readonly number[]) => {
    if (isList(value)) value.forEach((one, index) => walk(one, [...inside, index]));
    else if (isRecord(value)) {
      const name = value['name'] ?? value['title'] ?? value['label'] ?? value['slug'];
      if (typeof name === 'string') topics.push(name);
      else report.badValue(field, 'a list of text values', '[one, two]', inside);
    } else if (typeof value === 'string') topics.push(value);
  };
  if (typeof field.value === 'string')
    topics.push(...splitTopics(field.value, /^(?:tag|category)$/i.test(field.key)));
  else walk(field.value, []);
  return distinctBy(
    topics.map(line).filter((topic) => topic !== ''),
    spellingKey,
  );
}

function splitTopics(text: string, single: boolean): readonly string[] {
  if (text.includes(',')) return text.split(',');
  return single ? [text] : text.split(/\s+/);
}
