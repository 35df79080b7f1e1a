import { escape } from '../../base/text.ts';
import type { Nodes, RootContent } from './escapes.ts';

/** Makes HTML of code samples that are not plain indented lines: those in a language, and those an indent would add to a list. */
export function keepSamples(nodes: Nodes): void {
  if (!('children' in nodes)) return;
  const children: RootContent[] = nodes.children;
  for (const [index, node] of children.entries()) {
    if (node.type !== 'code') keepSamples(node);
    else if (!isIndentable(node) || /^(?:list|code)$/.test(children[index - 1]?.type ?? ''))
      children[index] = { type: 'html', value: sample(node) };
  }
}

type Code = Extract<RootContent, { type: 'code' }>;

function isIndentable({ lang, value }: Code): boolean {
  return !lang && value !== '' && !/^[\t ]*(?:\n|$)|\n[\t ]*$/.test(value);
}

function sample({ lang, value }: Code): string {
  const language = lang ? ` class="language-${escape(lang)}"` : '';
  // A line that is empty would end the HTML in some programs; others take away the spaces a line begins with.
  const code = escape(`${value}\n`).replaceAll(/\n(?=\s)/g, '&#10;');
  return `<pre><code${language}>${code}</code></pre>`;
}
