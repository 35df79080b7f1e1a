import { defaultHandlers, type Handle } from 'hast-util-to-mdast';
import { literalCode } from '../templates/write.ts';
import { inlineCodeHtml, inlineHtml } from './escapes.ts';
import { keepHtml, tagsOf } from './raw-html.ts';
import { isGrid } from './table.ts';
import { contains, element, isElement, property, type Element } from './tree.ts';

/** Keeps `<!-- more -->`, which ends the summary, and drops other comments. */
export function comment(
  _state: unknown,
  { value }: { readonly value: string },
): ReturnType<typeof html> | undefined {
  return /^\s*more\s*$/i.test(value) ? { type: 'html', value: '<!-- more -->' } : undefined;
}

/** Writes an element as HTML tags around Markdown. */
const around: Handle = (state, node) => {
  const inside = state.all(node);
  if (inside.length === 0) return [];
  const [start, end] = tagsOf(node);
  return [inlineHtml(start), ...inside, inlineHtml(end)];
};

const asItIs: Handle = (_state, node) => html(keepHtml(node));

/** Writes an element that `keep` marked as HTML, and passes others to `otherwise`. */
function marked(otherwise: Handle): Handle {
  return (state, node, parent) => {
    const [inner] = node.children;
    if (!isElement(inner)) return otherwise(state, node, parent);
    switch (property(node, 'keptAs')) {
      case 'block':
        return html(keepHtml(inner, true));
      case 'inline':
        return inlineHtml(keepHtml(inner, true));
      case 'tags':
        return around(state, inner, parent);
      default:
        return otherwise(state, node, parent);
    }
  };
}

/** How an element stays HTML: with its content, as a block or in a line, or as tags around Markdown. */
export type KeptAs = 'block' | 'inline' | 'tags';

/** Marks an element to stay HTML, even if Markdown has a form for it. */
export function keep(node: Element, keptAs: KeptAs): Element {
  return element(keptAs === 'block' ? 'div' : 'span', [node], { keptAs });
}

const figure: Handle = (state, node) => {
  const isMore = contains(node, (one) => isElement(one, 'figcaption', 'audio', 'video', 'iframe'));
  return isMore ? html(keepHtml(node)) : state.toFlow(state.all(node));
};

const table: Handle = (state, node) =>
  isGrid(node) ? defaultHandlers.table(state, node) : html(keepHtml(node));

/**
 * Template syntax that protects code samples (`raw` blocks, Hugo's comment marks), and the comment that ends a summary. In an
 * imported sample they are text, so they become references, which Feedmill does not evaluate.
 */
const marks = /\{%-?\s*(?:end)?(?:raw|verbatim)\b|\{\{[<%]\/\*|<!--\s*more\s*-->/i;

const pre: Handle = (state, node) => {
  if (contains(node, isReference)) return html(keepHtml(node));
  const code = defaultHandlers.pre(state, node);
  if (!marks.test(code.value)) return code;
  const language = code.lang ? ` class="language-${code.lang}"` : '';
  return html(`<pre><code${language}>${literalCode(`${code.value}\n`)}</code></pre>`);
};

/** Whether an element is an image or a link to another page. A code sample in Markdown cannot contain these. */
function isReference(node: Element): boolean {
  return isElement(node, 'img') || (isElement(node, 'a') && /^[^#]/.test(property(node, 'href') ?? ''));
}

const code: Handle = (state, node, parent) => {
  const isRich = contains(node, (one) =>
    isElement(one, 'a', 'em', 'strong', 'sub', 'sup', 'var', 'br', 'img'),
  );
  if (isRich) return around(state, node, parent);
  const found = defaultHandlers.code(state, node);
  if (found.value === '') return [];
  return marks.test(found.value) || /`|\\\|/.test(found.value) ? inlineCodeHtml(found.value) : found;
};

/** Writes a link. One that shows nothing or has no address becomes its content. */
const link: Handle = (state, node) => {
  const found = defaultHandlers.a(state, node);
  return property(node, 'href') === undefined || found.children.length === 0 ? found.children : found;
};

/** Writes emphasis, but not around white space: that would show the asterisks. */
function filled(name: 'em' | 'strong' | 'del'): Handle {
  return (state, node) => {
    const found = defaultHandlers[name](state, node);
    const isBlank = found.children.every((one) => one.type === 'text' && one.value.trim() === '');
    return isBlank ? found.children : found;
  };
}

const [emphasis, strong, deleted] = [filled('em'), filled('strong'), filled('del')];

/** Inline elements without a form in Markdown, and elements that stay HTML with their content. */
const inline = 'abbr bdi bdo cite dfn ins kbd mark q rp rt ruby samp small sub sup time tt u var';
const whole = 'audio details dl embed iframe object picture video';

/** How each HTML element becomes Markdown. */
export const handlers: Record<string, Handle> = {
  ...each(inline, around),
  ...each(whole, asItIs),
  ...each('em i', emphasis),
  ...each('strong b', strong),
  ...each('del s strike', deleted),
  ...each('noscript select textarea button input', () => []),
  a: link,
  br: (state, node) => (property(node, 'isInline') ? inlineHtml('<br>') : defaultHandlers.br(state, node)),
  code,
  div: marked(defaultHandlers.div),
  figure,
  input: (state, node, parent) =>
    property(node, 'type') === 'checkbox' && parent?.type === 'element' && parent.tagName === 'li'
      ? defaultHandlers.input(state, node)
      : [],
  pre,
  span: marked(defaultHandlers.span),
  table,
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
