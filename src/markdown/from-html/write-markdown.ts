import { defaultHandlers, toMdast, type Handle } from 'hast-util-to-mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown, type Handle as ToMarkdownHandle, type Unsafe } from 'mdast-util-to-markdown';
import { literalCode } from '../templates/write.ts';
import { inlineHtml, escapeMarkdown, type InlineHtml } from './escapes.ts';
import { isGrid } from './table.ts';
import { elements, isElement, property, type Root } from './tree.ts';
import { tagsOf, keepHtml } from './raw-html.ts';

/**
 * What begins template syntax, kramdown's attributes or a formula, wherever it stands in a text. In a row of the same signs a
 * pattern is looked for behind the last place it was found at: hence two for each.
 */
const unsafe: Unsafe[] = [
  { character: '{', after: '[{%#:.]' },
  { character: '{', before: '\\{' },
  { character: '$', after: '\\$' },
  { character: '$', before: '\\$' },
];

/**
 * A tidy tree of HTML as Markdown that Feedmill reads as the same. Text that looks like Markdown or like a generator's template
 * syntax is escaped; what Markdown has no words for stays HTML.
 */
export function markdownOf(tree: Root): string {
  const nodes = toMdast(tree, { handlers, nodeHandlers: { comment } });
  const settle = escapeMarkdown(nodes);
  const markdown = toMarkdown(nodes, {
    extensions: [gfmToMarkdown({ tablePipeAlign: false })],
    handlers: { mdxTextExpression: (node: InlineHtml) => node.value, text },
    unsafe,
    bullet: '-',
    fences: true,
    listItemIndent: 'one',
  });
  return settle(markdown);
}

/** Text in which no backtick, escaped or not, can begin or end a sample that stands before or behind it. */
const text: ToMarkdownHandle = (node: { readonly value: string }, _parent, state, info) =>
  state.safe(node.value, info).replaceAll(/(?<!\\)((?:\\\\)*)\\`/g, '$1&#96;');

/** The only remark that says something: the summary ends there. */
function comment(
  _state: unknown,
  { value }: { readonly value: string },
): ReturnType<typeof html> | undefined {
  return /^\s*more\s*$/i.test(value) ? { type: 'html', value: '<!-- more -->' } : undefined;
}

const around: Handle = (state, node) => {
  const [start, end] = tagsOf(node);
  const inside = state.all(node);
  return inside.length === 0 ? [] : [inlineHtml(start), ...inside, inlineHtml(end)];
};

const asItIs: Handle = (_state, node) => html(keepHtml(node));

const figure: Handle = (state, node) => {
  const isMore = [...elements(node)].some((one) => isElement(one, 'figcaption', 'audio', 'video', 'iframe'));
  return isMore ? html(keepHtml(node)) : state.toFlow(state.all(node));
};

const table: Handle = (state, node) =>
  isGrid(node) ? defaultHandlers.table(state, node) : html(keepHtml(node));

/**
 * What of a sample Feedmill would take for marks of its author's, put there so that another generator shows the rest
 * (`raw` blocks, Hugo's comment marks), and the remark that ends a summary. As references they are seen by nobody but readers.
 */
const marks = /\{%-?\s*(?:end)?(?:raw|verbatim)\b|\{\{[<%]\/\*|<!--\s*more\s*-->/i;

const pre: Handle = (state, node) => {
  const code = defaultHandlers.pre(state, node);
  if (!marks.test(code.value)) return code;
  const language = code.lang ? ` class="language-${code.lang}"` : '';
  return html(`<pre><code${language}>${literalCode(`${code.value}\n`)}</code></pre>`);
};

const code: Handle = (state, node, parent) => {
  const isRich = [...elements(node)].some((one) =>
    isElement(one, 'a', 'em', 'strong', 'sub', 'sup', 'var', 'br'),
  );
  if (isRich) return around(state, node, parent);
  const found = defaultHandlers.code(state, node);
  if (found.value === '') return [];
  return marks.test(found.value) || /`|\\\|/.test(found.value)
    ? inlineHtml(`<code>${literalCode(found.value)}</code>`)
    : found;
};

/** A link, unless it shows nothing, or leads nowhere. */
const link: Handle = (state, node) => {
  const found = defaultHandlers.a(state, node);
  return property(node, 'href') === undefined || found.children.length === 0 ? found.children : found;
};

/** Emphasis of nothing is four asterisks. */
function filled(name: 'em' | 'strong' | 'del'): Handle {
  return (state, node) => {
    const found = defaultHandlers[name](state, node);
    const isBlank = found.children.every((one) => one.type === 'text' && one.value.trim() === '');
    return isBlank ? found.children : found;
  };
}

const [emphasis, strong, deleted] = [filled('em'), filled('strong'), filled('del')];

/** Elements among words that Markdown has no words for, and elements that stand as they are with all that is in them. */
const inline = 'abbr bdi bdo cite dfn ins kbd mark q ruby samp small sub sup time tt u var';
const whole = 'audio details dl embed iframe object picture video';

const handlers: Record<string, Handle> = {
  ...each(inline, around),
  ...each(whole, asItIs),
  ...each('em i', emphasis),
  ...each('strong b', strong),
  ...each('del s strike', deleted),
  ...each('noscript select textarea button input', () => []),
  a: link,
  code,
  figure,
  input: (state, node, parent) =>
    property(node, 'type') === 'checkbox' && parent?.type === 'element' && parent.tagName === 'li'
      ? defaultHandlers.input(state, node)
      : [],
  pre,
  table,
  'cell-break': () => inlineHtml('<br>'),
  'note-reference': (_state, node) => {
    const label = property(node, 'label') ?? '';
    return { type: 'footnoteReference', identifier: label, label };
  },
  'note-definition': (state, node) => {
    const label = property(node, 'label') ?? '';
    const content = state.toSpecificContent(state.toFlow(state.all(node)), () => ({
      type: 'paragraph',
      children: [],
    }));
    return { type: 'footnoteDefinition', identifier: label, label, children: content };
  },
};

function each(names: string, handle: Handle): Record<string, Handle> {
  return Object.fromEntries(names.split(' ').map((name) => [name, handle]));
}

function html(value: string): { type: 'html'; value: string } {
  return { type: 'html', value };
}
