import { isWebUrl } from '../../base/url.ts';
import {
  element,
  elements,
  isElement,
  property,
  rewrite,
  fixedHtml,
  textOf,
  type Node,
  type Element,
  type Root,
} from '../../markdown/from-html/tree.ts';

/** The base of the references in a text. */
export interface Addresses {
  /** Absolute URL of the page. */
  readonly page: string | undefined;
  /** Absolute base URL of its references. */
  readonly base: string | undefined;
}

/** Removes everything but content, and prepares the rest for Markdown: languages of code blocks, task checkboxes. */
export function cleanTree(tree: Root, addresses: Addresses): void {
  labelSamples(tree);
  rewrite(tree, (node) => {
    if (node.type !== 'element') return [node];
    if (gone.has(node.tagName)) return [];
    if (isElement(node, 'img')) return image(node);
    if (isElement(node, 'li')) task(node);
    if (isElement(node, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6')) heading(node);
    return [node];
  });
  for (const one of elements(tree)) resolve(one, addresses);
}

const gone = new Set(
  'script style template noscript form button select textarea svg math link meta base title head'.split(' '),
);

/** Returns the image that a script would load, or `undefined` if it has no source. */
function image(node: Element): readonly Node[] {
  const later = ['dataSrc', 'dataLazySrc', 'dataOriginal'].map((name) => property(node, name)).find(Boolean);
  const src = property(node, 'src') ?? '';
  if (later !== undefined && (src === '' || src.startsWith('data:'))) node.properties['src'] = later;
  return property(node, 'src') ? [node] : [];
}

/** Writes task checkboxes as in Feedmill's own feeds. */
function task(item: Element): void {
  const paragraph = fixedHtml(item)[0];
  const [first] = isElement(paragraph, 'p') ? paragraph.children : item.children;
  const box = first?.type === 'text' ? /^\s*([☐☑])\s+/u.exec(first.value) : null;
  if (first?.type !== 'text' || !box) return;
  first.value = first.value.slice(box[0].length);
  item.children.unshift(element('input', [], { type: 'checkbox', checked: box[1] === '☑' }));
}

/** Removes links from a heading to itself, which only its page needs. */
function heading(node: Element): void {
  node.children = node.children.filter(
    (one) =>
      !(
        isElement(one, 'a') &&
        (property(one, 'href') ?? '#').includes('#') &&
        /^\s*(?:[#¶§🔗]\uFE0F?)?\s*$/u.test(textOf(one)) &&
        [...elements(one)].length === 0
      ),
  );
}

const languageClass = /^(?:lang(?:uage)?-|highlight-source-|highlight-text-)([\w+#.-]{1,40})$/;

/** Puts the language of each code block on its `code`, wherever the program has it. */
function labelSamples(tree: Root): void {
  rewrite(tree, (node) => {
    // Hexo writes code blocks as tables with a column of numbers.
    if (isElement(node, 'figure') && classesOf(node).includes('highlight')) {
      const sample = [...elements(node)].findLast((one) => isElement(one, 'pre'));
      const language = classesOf(node).find((one) => one !== 'highlight' && /^[\w+#.-]{1,40}$/.test(one));
      return sample
        ? [labelled(sample, language === 'plain' || language === 'plaintext' ? undefined : language)]
        : [node];
    }
    if (isElement(node, 'div', 'figure')) {
      const language = languageOf(node);
      const [only, ...others] = fixedHtml(node);
      if (isElement(only, 'pre') && others.length === 0) return [labelled(only, language)];
    }
    return isElement(node, 'pre') ? [labelled(node, undefined)] : [node];
  });
}

function labelled(pre: Element, around: string | undefined): Element {
  const inner = pre.children.find((one) => isElement(one, 'code'));
  const brush = /\bbrush:\s*([\w+#.-]{1,40})/.exec(property(pre, 'className') ?? '')?.[1];
  const language = (inner && languageOf(inner)) ?? languageOf(pre) ?? brush ?? around;
  if (!inner && language === undefined) return pre;
  const code = element(
    'code',
    inner?.children ?? pre.children,
    language === undefined ? {} : { className: [`language-${language}`] },
  );
  // Everything around the only `code` of a code block is line numbers and buttons.
  return element('pre', inner ? pre.children.map((one) => (one === inner ? code : one)) : [code]);
}

function languageOf(node: Element): string | undefined {
  const [named] = classesOf(node).flatMap((one) => languageClass.exec(one)?.[1] ?? []);
  const language = named ?? property(node, 'dataLang') ?? property(node, 'dataLanguage');
  return language === undefined || /^(?:plain|plaintext|none)$/i.test(language) ? undefined : language;
}

function classesOf(node: Element): readonly string[] {
  return [node.properties['className'] ?? []].flat().map(String);
}

/** Makes every URL of an element absolute, except links within the page. */
function resolve(node: Element, { page, base }: Addresses): void {
  for (const name of ['href', 'src', 'poster', 'data', 'cite']) {
    const value = property(node, name)?.trim();
    if (value !== undefined && value !== '') node.properties[name] = addressed(value, page, base);
  }
  const set = property(node, 'srcSet');
  if (set !== undefined)
    node.properties['srcSet'] = set.replaceAll(
      /(^|,\s+)(\S+)/g,
      (_, before: string, url: string) => before + addressed(url, page, base),
    );
}

function addressed(value: string, page: string | undefined, base: string | undefined): string {
  if (value.startsWith('#')) return value;
  const url =
    base !== undefined && URL.canParse(value, base) && !isWebUrl(value) ? new URL(value, base).href : value;
  return page !== undefined && url.startsWith(`${page}#`) ? url.slice(page.length) : url;
}

/** Whether nothing in `node` is visible. */
export function isEmpty(node: Node): boolean {
  if (node.type === 'text') return node.value.trim() === '';
  if (node.type !== 'element') return true;
  return !shown.has(node.tagName) && node.children.every(isEmpty);
}

const shown = new Set('img hr iframe video audio input embed object note-reference'.split(' '));
