import { readArguments, unquoted, type Arguments } from './arguments.ts';
import { embed, pictured } from './embeds.ts';
import type { Span } from '../../base/position.ts';
import { brace, edit, type Reading } from './reading.ts';
import { sample } from './sample.ts';
import { evaluate, interpolate, isExpression, readCall, resolved, shown, type Scope } from './value.ts';
import { address, block, image, link, literal } from './write.ts';

/** Maximum length of a tag: two opening marks far from any closing one are prose. */
const longest = 2000;
const told = 'Liquid tag';

/** Reads a tag, `{% … %}`, at `start`: of Liquid, Nunjucks, Hexo or Zola. */
export function readTag(parsed: Reading, start: number): number {
  const { body, find } = parsed;
  const close = find('%\\}', start + 2);
  const source = close && close.start - start < longest ? body.slice(start + 2, close.start) : undefined;
  if (!close || source === undefined || source.includes('{%')) {
    const isTag = /^\{%[-+~]?\s*[A-Za-z]/.test(body.slice(start, start + 40));
    return brace(parsed, start, isTag ? 'unclosed Liquid tag' : undefined);
  }
  const inner = source
    .replace(/^[-+~]/, '')
    .replace(/[-+~]$/, '')
    .trim();
  const name = /^[A-Za-z_][\w.-]*/.exec(inner)?.[0];
  // `{% … %}` without a name is prose.
  if (name === undefined) return brace(parsed, start);
  const opening = { start, end: close.end };
  const rest = inner.slice(name.length).trim();
  return (
    verbatim(parsed, opening, name, rest) ??
    assigned(parsed, opening, name, rest) ??
    single(parsed, opening, name, rest) ??
    tag(parsed, opening, name, rest)
  );
}

/** Reads a tag whose content is verbatim. */
function verbatim(parsed: Reading, opening: Span, name: string, rest: string): number | undefined {
  const isCode = /^(?:highlight|codeblock|code|prism)$/.test(name);
  if (!isCode && name !== 'comment') return undefined;
  const closing = parsed.find(`\\{%[-+~]?\\s*end${name}\\s*[-+~]?%\\}`, opening.end);
  if (!closing) return undefined;
  if (name === 'comment') return edit(parsed, opening.start, closing.end, '');
  const language = /(?:^|\s)lang(?:uage)?[:=]["']?([\w+#.-]+)/.exec(rest)?.[1];
  const first = name === 'codeblock' || name === 'code' ? undefined : unquoted(/^\S*/.exec(rest)?.[0] ?? '');
  return sample(parsed, opening, closing, language ?? first);
}

/** Reads `assign` and `set`, and `capture` on one line: their names have a value from here on. */
function assigned(parsed: Reading, { start, end }: Span, name: string, rest: string): number | undefined {
  const { body, find, scope } = parsed;
  if (name === 'assign' || name === 'set') {
    const [, variable, value = ''] = /^([\w-]+)\s*=\s*([^]+)$/.exec(rest) ?? [];
    const found = variable === undefined ? undefined : evaluate(value, scope);
    if (variable === undefined || found === undefined) return undefined;
    scope.variables.set(variable, found);
    return edit(parsed, start, end, '');
  }
  const closing = name === 'capture' ? find('\\{%-?\\s*endcapture\\s*-?%\\}', end) : undefined;
  if (!closing || closing.start - end > longest) return undefined;
  const content = body.slice(end, closing.start);
  const value = content.includes('\n') ? undefined : interpolate(content, scope);
  if (value === undefined) return undefined;
  scope.variables.set(unquoted(rest), value);
  return edit(parsed, start, closing.end, '');
}

/** Reads a tag without a closing tag. */
function single(parsed: Reading, { start, end }: Span, name: string, rest: string): number | undefined {
  const { scope, reference } = parsed;
  const put = (text: string | undefined) => (text === undefined ? undefined : edit(parsed, start, end, text));
  if (name === 'include' || name === 'render' || name === 'include_cached') {
    const file = /^\S+/.exec(rest)?.[0] ?? '';
    const given = resolved(rest.slice(file.length), scope);
    return put(embed(unquoted(file), given) ?? pictured(unquoted(file), rooted(given, scope)));
  }
  const given = readArguments(interpolate(rest, scope) ?? rest);
  const words = given.positional;
  const [first] = words;
  if (first === undefined) return put(pictured(name, given) ?? embed(name, given));
  const web = words.findIndex((one) => /^https?:\/\//.test(one));
  if (name === 'link' && web > 0) return put(link(words[web] ?? '', words.slice(0, web).join(' ')));
  if (name === 'post_url' || name === 'link' || name === 'post_path') {
    const href = reference(name === 'link' ? 'link' : 'post_url', first);
    if (href !== undefined) dropBase(parsed, start);
    return put(href === undefined ? undefined : address(href));
  }
  if (name === 'post_link') {
    const href = reference('post_url', first);
    const label = words.filter((one, index) => index > 0 && !/^(?:true|false)$/.test(one)).join(' ');
    return put(href === undefined ? undefined : link(href, label || first));
  }
  if (name === 'asset_path') return put(address(first));
  if (name === 'asset_link')
    return put(
      link(
        first,
        words
          .slice(1)
          .filter((one) => !/^(?:true|false)$/.test(one))
          .join(' ') || first,
      ),
    );
  if (name === 'asset_img' || name === 'img')
    return put(hexoImage(parsed, { start, end }, words, /["']/.test(rest)));
  return put(embed(name, given) ?? pictured(name, given));
}

/** Adds the site's path to the path of an image, because image includes expect paths relative to the root of the site. */
function rooted(given: Arguments, { base }: Scope): Arguments {
  const named = Object.fromEntries(
    Object.entries(given.named).map(([key, value]) => {
      const isPath =
        /^\/(?!\/)/.test(value) || (/^(?:image_)?path$/.test(key) && !/^[a-z]+:|^\./i.test(value));
      return [key, isPath && !value.startsWith(base) ? base + value.replace(/^\//, '') : value];
    }),
  );
  return { ...given, named };
}

const tagsOnly = /^(?:[ \t]*(?:\{%[^\n]*?%\}|\{\{[^\n]*?\}\}))*[ \t]*$/;

/** Returns the rest of the line. */
function lineFrom(body: string, from: number): string {
  const stop = body.indexOf('\n', from);
  return body.slice(from, stop < 0 ? undefined : stop);
}

/** `[class …] address [width] [height] [title [alt]]` */
function hexoImage(
  parsed: Reading,
  { start, end }: Span,
  words: readonly string[],
  isQuoted: boolean,
): string | undefined {
  const at = words.findIndex((one) => /[./]/.test(one));
  if (at < 0) return undefined;
  const behind = words.slice(at + 1);
  const size = behind.findIndex((one) => !/^\d+$/.test(one));
  const [width, height] = behind.slice(0, size < 0 ? 2 : Math.min(size, 2));
  const texts = behind.slice(size < 0 ? behind.length : size);
  // Hexo's manual has it as `'"title" "alt"'`.
  const parts = isQuoted
    ? texts.flatMap((one) => one.split('"')).filter((one) => one.trim() !== '')
    : [texts.join(' ')];
  const [title, alt = title] = parts.filter((one) => one !== '');
  const stand = parsed.standing(start, end);
  // The tags after it are removed, so the picture is alone on the line: HTML would include the lines below it.
  const isAlone = stand.isFirst && (stand.isLast || tagsOnly.test(lineFrom(parsed.body, end)));
  const given = { src: words[at] ?? '', alt, title, width, height };
  if (isAlone && !stand.isHtml && width === undefined) return image(given, true);
  return `${isAlone ? block('') : ''}${image(given)}`;
}

/** Drops `{{ site.baseurl }}` before a tag that yields a whole URL. */
function dropBase({ pieces }: Reading, at: number): void {
  let start = at;
  for (let index = pieces.length - 1; index >= 0; index--) {
    const piece = pieces[index];
    if (piece?.kind !== 'edit' || !piece.isBase || piece.end !== start) return;
    pieces[index] = { ...piece, text: '' };
    start = piece.start;
  }
}

/** Reads a tag that can have a closing tag, depending on the rest of the body. */
function tag(parsed: Reading, { start, end }: Span, word: string, rest: string): number {
  const { pieces, standing } = parsed;
  const isClosing = word.startsWith('end');
  const name = isClosing ? word.slice(3).replace(/^_/, '') : word;
  const mark = { kind: 'tag', family: 'liquid', start, end, name, isClosing, rest, told } as const;
  const isQuote = /^(?:blockquote|quote|pullquote|centerquote|cq)$/.test(name);
  if (isClosing || !isQuote) {
    pieces.push(isQuote ? { ...mark, pair: ['', ''] } : mark);
    return end;
  }
  const by = name === 'blockquote' || name === 'quote' ? byline(rest) : '';
  const stand = standing(start, end);
  const pair: [string, string] = stand.isLast
    ? [block('<blockquote>'), block(`${by === '' ? '' : `<footer>— ${by}</footer>`}</blockquote>`)]
    : [stand.isFirst ? '> ' : '', by === '' ? '' : ` — ${by}`];
  pieces.push({ ...mark, pair });
  return end;
}

/** Returns Hexo's `author, work https://address title of it`, as far as present. */
function byline(rest: string): string {
  if (rest.startsWith('('))
    return literal(readArguments(rest.slice(1).replace(/\)$/, '')).named['author'] ?? '');
  const [before = '', href, title = ''] = rest.split(/(https?:\/\/\S+)/);
  const who = literal(unquoted(before.trim()));
  if (href === undefined) return who;
  return who === ''
    ? link(href, title.trim() || undefined)
    : `${who} ${link(href, title.trim() || undefined)}`;
}

/** Reads an output, `{{ … }}`, at `start`. Braces around anything but an expression stay unchanged. */
export function readOutput(parsed: Reading, start: number): number {
  const { body, find, scope, pieces } = parsed;
  const isTriple = body.startsWith('{{{', start);
  const close = find(isTriple ? '\\}\\}\\}' : '\\}\\}', start + 2);
  const inner =
    close && close.start - start < 500 ? body.slice(start + (isTriple ? 3 : 2), close.start) : undefined;
  if (!close || inner === undefined || inner.includes('{{') || isMath(parsed, start))
    return brace(parsed, start);
  if (/^\/\*[^]*\*\/$/.test(inner)) return edit(parsed, start, close.end, '');
  const expression = inner.replace(/^[-~]/, '').replace(/[-~]$/, '').trim();
  const value = evaluate(expression, scope);
  if (value !== undefined) {
    const isBase = /^(?:site\.(?:baseurl|url)|config\.(?:url|root))$/.test(expression);
    pieces.push({ kind: 'edit', start, end: close.end, text: shown(value), ...(isBase && { isBase }) });
    return close.end;
  }
  const call = readCall(expression);
  if (call) {
    const given = resolved(call.rest, scope);
    const text = embed(call.name, given) ?? pictured(call.name, given);
    return edit(parsed, start, close.end, text ?? '', text === undefined ? 'shortcode' : undefined);
  }
  return isExpression(expression)
    ? edit(parsed, start, close.end, '', 'Liquid variable')
    : brace(parsed, start);
}

/** Whether the braces at `start` are a LaTeX argument: of a command, an index, or another argument. */
function isMath({ body, pieces }: Reading, start: number): boolean {
  if (pieces.at(-1)?.end === start) return false;
  return /(?:\\[A-Za-z]+|[\^_}])$/.test(body.slice(Math.max(0, start - 20), start));
}
