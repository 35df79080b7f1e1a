import { embed, pictured } from './embeds.ts';
import { createJavaScript, isComment, literalValue } from './javascript.ts';
import { readAttributes, readJsxTag, type JsxTag } from './jsx.ts';
import { brace, edit, type Reading } from './reading.ts';
import { attribute, block, image, literal, literalCode } from './write.ts';

/** Reads the MDX syntax in Markdown. Each method returns the place after its syntax, or `undefined`. */
export interface Mdx {
  /** Reads `import` or `export` at `start`, the beginning of a line. */
  module(start: number): number | undefined;
  /** Reads `{…}` at `start`. */
  expression(start: number): number;
  /** Reads `<…>` at `start`. */
  element(start: number): number | undefined;
}

const importing = /import(?:\s*["'{*]|\s+type\s|\s+[\w$]+\s*(?:,|from\b))/y;
const exporting = /export\s*(?:[{*]|\s(?:default|const|let|var|function|async|class|type|interface|enum)\b)/y;
const voids = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
const blocks =
  /^(?:address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|video|audio)$/;

export function createMdx(parsed: Reading): Mdx {
  const { body } = parsed;
  const js = createJavaScript(body);
  /** Imported files, by name. */
  const imports = new Map<string, string>();

  return {
    module(start) {
      importing.lastIndex = start;
      exporting.lastIndex = start;
      if (!importing.test(body) && !exporting.test(body)) return undefined;
      const end = js.statement(start);
      for (const [, name = '', , path = ''] of body
        .slice(start, end)
        .matchAll(/import\s+([\w$]+)\s+from\s+(["'])([^"'\n]+)\2/g))
        imports.set(name, path.replace(/\?.*$/, ''));
      return edit(parsed, start, end, '');
    },
    expression(start) {
      const end = js.balanced(start);
      if (end === undefined) return brace(parsed, start, 'unclosed MDX expression');
      const inner = body.slice(start + 1, end - 1);
      if (isComment(inner)) return edit(parsed, start, end, '');
      const value = literalValue(inner) ?? parsed.scope.variables.get(inner.trim());
      if (value === undefined) return edit(parsed, start, end, '', 'MDX expression');
      return edit(parsed, start, end, value.trim() === '' ? ' ' : literal(value));
    },
    element(start) {
      const tag = readJsxTag(body, start, js);
      if (!tag) return undefined;
      return /^[a-z]/.test(tag.name) && !tag.name.includes('.') ? html(start, tag) : component(start, tag);
    },
  };

  function component(start: number, tag: JsxTag): number {
    const { name, isClosing } = tag;
    const mate = `</${name}>`;
    const isWhole = tag.isSelfClosing || (!isClosing && body.startsWith(mate, tag.end));
    const end = tag.end + (isWhole && !tag.isSelfClosing ? mate.length : 0);
    const told = 'MDX component';
    if (!isClosing) {
      const text = known(start, { ...tag, end }, isWhole);
      if (text !== undefined) return typeof text === 'string' ? edit(parsed, start, end, text) : text.end;
    }
    if (name === '') return edit(parsed, start, end, '');
    if (isWhole) return edit(parsed, start, end, '', told);
    parsed.pieces.push({ kind: 'tag', family: 'jsx', start, end, name, isClosing, rest: '', told });
    return end;
  }

  /** Returns the HTML of a component with a known meaning or, if it includes the content, the end of the content. */
  function known(start: number, tag: JsxTag, isWhole: boolean): string | { end: number } | undefined {
    const given = readAttributes(tag, imports);
    const { isFirst, isLast, isHtml } = parsed.standing(start, tag.end);
    const isAlone = isFirst && isLast;
    if (/^(?:Code|CodeBlock|Prism|Highlight|SyntaxHighlighter)$/.test(tag.name)) {
      const found = isWhole ? { code: given.named['code'], end: tag.end } : child(tag);
      if (found?.code === undefined) return undefined;
      const language = /^[\w+#.-]+$/.exec(given.named['lang'] ?? given.named['language'] ?? '')?.[0];
      const written = literalCode(found.code.replaceAll(/^[ \t]*\n|\n[ \t]*$/g, ''));
      const text = `<pre><code${language === undefined ? '' : ` class="language-${language}"`}>${written}</code></pre>`;
      return { end: edit(parsed, start, found.end, isFirst ? block(text) : text) };
    }
    if (!isWhole) return undefined;
    const { src, alt, title } = given.named;
    if (/(?:^|[a-z])(?:Image|Img|Picture)$|^Image/.test(tag.name) && src !== undefined)
      return image({ src, alt, title }, isAlone && !isHtml);
    return embed(tag.name, given) ?? pictured(tag.name, given);
  }

  /** Returns the content of an element with only one literal, and the end of the element. */
  function child(tag: JsxTag): { code: string | undefined; end: number } | undefined {
    const open = tag.end + (/^\s*/.exec(body.slice(tag.end, tag.end + 200))?.[0].length ?? 0);
    const close = body[open] === '{' ? js.balanced(open) : undefined;
    if (close === undefined) return undefined;
    const rest = /^\s*<\/[\w.]+>/.exec(body.slice(close, close + 200))?.[0];
    if (rest?.trim() !== `</${tag.name}>`) return undefined;
    return { code: literalValue(body.slice(open + 1, close - 1)), end: close + rest.length };
  }

  /** Reads an HTML element: its attributes have JSX syntax, and Markdown continues inside it. */
  function html(start: number, tag: JsxTag): number {
    const { isFirst, isLast } = parsed.standing(start, tag.end);
    const isBlock = isFirst && (isLast || blocks.test(tag.name));
    const isJsx = tag.attributes.some(
      ({ name, code }) => code !== undefined || /^(?:className|htmlFor)$/.test(name),
    );
    const source = body.slice(start, tag.end);
    const isClosed = tag.isSelfClosing && !voids.test(tag.name);
    if (!isBlock && !isJsx && !isClosed && !source.includes('{')) return tag.end;
    const { named } = readAttributes(tag, imports);
    const written = Object.entries(named).map(([name, value]) =>
      attribute(name === 'classname' ? 'class' : name === 'htmlfor' ? 'for' : name, value),
    );
    const isLost = tag.attributes.some(
      ({ name }) => /^(?:src|href)$/.test(name) && named[name] === undefined,
    );
    const text = tag.isClosing
      ? `</${tag.name}>`
      : `<${tag.name}${written.join('')}>${isClosed ? `</${tag.name}>` : ''}`;
    return edit(parsed, start, tag.end, isBlock ? block(text) : text, isLost ? 'MDX expression' : undefined);
  }
}
