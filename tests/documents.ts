import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of a document of this repository. */
export function documentText(path: string): string {
  return readFileSync(join(import.meta.dirname, '..', path), 'utf8');
}

/** A fenced block of a Markdown text: ` ```yaml feedmill.yaml ` has the language `yaml` and the name `feedmill.yaml`. */
export interface CodeBlock {
  readonly language: string;
  readonly name: string;
  /** What is inside, without the indentation of the fence. */
  readonly code: string;
}

/** The fenced blocks of a Markdown text, in order. */
export function codeBlocks(text: string): CodeBlock[] {
  return [...text.matchAll(/^([ \t]*)```(\w*)[ \t]*([^\n]*)\n(.*?)\n\1```[ \t]*$/gms)].map(
    ([, indent = '', language = '', name = '', code = '']) => ({
      language,
      name,
      code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
}

/** The inline code of a Markdown text, in order. */
export function inlineCode(text: string): string[] {
  return [...text.replaceAll(/^[ \t]*```.*?^[ \t]*```/gms, '').matchAll(/`([^`\n]+)`/g)].map(
    ([, code = '']) => code,
  );
}

/** The rows of the tables in a Markdown text whose head begins with the cell `head`. */
export function tableOf(text: string, head: string): string[][] {
  const tables = [...text.matchAll(/^\|.*(?:\n\|.*)+$/gm)].map(([table]) => table);
  const rows = tables.filter((table) => table.startsWith(`| ${head} |`)).flatMap(tableRows);
  if (rows.length === 0) throw new Error(`no table with the head ${head}`);
  return rows;
}

/** The cells of a Markdown table's rows, without its head. */
export function tableRows(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}
