import { escape } from '../../base/text.ts';
import { inlineCodeHtml, type Nodes, type RootContent } from './escapes.ts';

/**
 * Turns code samples into HTML if programs disagree about them: samples that cannot be indented lines, samples after a list, to
 * which indented lines would belong, and inline code that begins or ends with a space.
 */
export function keepSamples(nodes: Nodes): void {
  if (!('children' in nodes)) return;
  const children: RootContent[] = nodes.children;
  for (const [index, node] of children.entries()) {
    keepSamples(node);
    if (node.type === 'inlineCode' && /^\s|\s$/.test(node.value))
      children[index] = inlineCodeHtml(node.value);
    else if (node.type !== 'code') continue;
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
  // Some programs read lines in HTML as Markdown if they are empty or begin with punctuation, and some remove leading spaces.
  const code = escape(`${value}\n`).replaceAll(/\n(?![\p{L}<]|$)/gu, '&#10;');
  return `<pre><code${language}>${code}</code></pre>`;
}
