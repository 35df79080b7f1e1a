import { embeddedLink } from './embeds.ts';

/**
 * Which elements come out, under which name, where and with what.
 * The list is GitHub's, and the elements of HTML that carry meaning and cannot act.
 */

/** What becomes of an element. */
export interface Rule {
  /** The name it comes out under; `''` where it does not. */
  readonly name: string;
  /** Its attributes besides `id`, `title`, `lang` and `dir`. */
  readonly attributes: readonly string[];
  /** Whether, not coming out, it takes all that is in it along. */
  readonly isGone: boolean;
  /** Whether it has neither content nor end tag. */
  readonly isVoid: boolean;
  /** Whether its start tag ends an open paragraph (HTML §13.2.6.4.7). */
  readonly isBlock: boolean;
  readonly isHeading: boolean;
  /** Whether its own children may be nothing but parts of a table. */
  readonly isTablePart: boolean;
  /** Whether a paragraph may stand in it. */
  readonly isFlow: boolean;
  /** The elements it must stand in, where an HTML parser takes it nowhere else as it is meant. */
  readonly parents: readonly string[] | undefined;
}

const plain =
  'abbr address article aside b bdi bdo br caption cite code dd dfn div dl dt em figcaption figure footer ' +
  'h1 h2 h3 h4 h5 h6 header hr i kbd mark p picture pre rp rt ruby s samp section small span strong ' +
  'sub summary sup table tbody tfoot thead tr u ul var wbr';

const withAttributes: Readonly<Record<string, string>> = {
  a: 'href hreflang rel type',
  audio: 'src loop muted preload',
  blockquote: 'cite',
  col: 'span',
  colgroup: 'span',
  del: 'cite datetime',
  details: 'open',
  img: 'src srcset sizes alt width height',
  ins: 'cite datetime',
  li: 'value',
  ol: 'start reversed type',
  q: 'cite',
  source: 'src srcset sizes type media width height',
  td: 'align colspan rowspan headers',
  th: 'align colspan rowspan headers scope abbr',
  time: 'datetime',
  track: 'src kind srclang label default',
  video: 'src poster width height loop muted playsinline preload',
};

/** What is obsolete, or means nothing inside an article, and what it becomes. */
const renamed: Readonly<Record<string, string>> = {
  acronym: 'abbr',
  center: 'div',
  dialog: 'div',
  dir: 'ul',
  fieldset: 'div',
  form: 'div',
  hgroup: 'div',
  legend: 'div',
  listing: 'pre',
  main: 'div',
  menu: 'ul',
  nav: 'div',
  plaintext: 'pre',
  search: 'div',
  strike: 's',
  tt: 'code',
  xmp: 'pre',
};

// Every other unknown element goes alone, and its content stays.
const gone =
  'applet base basefont button command datalist iframe input isindex keygen link map math meta noembed noframes ' +
  'optgroup option param script select style svg template textarea title';
const voids =
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr';
const blocks =
  'address article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr ' +
  'li ol p pre section summary table ul';
const headings = 'h1 h2 h3 h4 h5 h6';
const tableParts = 'table colgroup thead tbody tfoot tr';
const flows =
  'address article aside blockquote dd details div figcaption figure footer header li section td th';

const parents: Readonly<Record<string, string>> = {
  caption: 'table',
  col: 'colgroup',
  colgroup: 'table',
  dd: 'dl',
  dt: 'dl',
  figcaption: 'figure',
  li: 'ol ul',
  rp: 'ruby',
  rt: 'ruby',
  source: 'audio picture video',
  summary: 'details',
  tbody: 'table',
  td: 'tr',
  tfoot: 'table',
  th: 'tr',
  thead: 'table',
  tr: 'table thead tbody tfoot',
  track: 'audio video',
};

// What becomes a `div` in the wrong place, so that its content still stands apart from its neighbours'.
const apart = words('li dd dt summary figcaption');

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

function createRules(): ReadonlyMap<string, Rule> {
  const [isGone, isVoid, isBlock, isHeading, isTablePart, isFlow] = [
    words(gone),
    words(voids),
    words(blocks),
    words(headings),
    words(tableParts),
    words(flows),
  ] as const;
  const rule = (tag: string, name: string): Rule => ({
    name,
    attributes: withAttributes[name]?.split(' ') ?? [],
    isGone: isGone.has(tag),
    isVoid: isVoid.has(tag),
    isBlock: isBlock.has(name),
    isHeading: isHeading.has(name),
    isTablePart: isTablePart.has(name),
    isFlow: isFlow.has(name),
    parents: parents[name]?.split(' '),
  });
  const rules = new Map<string, Rule>();
  for (const tag of [...isGone, ...isVoid]) rules.set(tag, rule(tag, ''));
  for (const tag of [...plain.split(' '), ...Object.keys(withAttributes)]) rules.set(tag, rule(tag, tag));
  for (const [tag, name] of Object.entries(renamed)) rules.set(tag, rule(tag, name));
  return rules;
}

/** The rule of every element that is known, by the name in the source. */
export const rules: ReadonlyMap<string, Rule> = createRules();

/** The rule of elements that are not known: they go, and their content stays. */
export const unknown: Rule = {
  name: '',
  attributes: [],
  isGone: false,
  isVoid: false,
  isBlock: false,
  isHeading: false,
  isTablePart: false,
  isFlow: true,
  parents: undefined,
};

/** The rule of the element called `tag` in the source. */
export function ruleOf(tag: string): Rule {
  return rules.get(tag) ?? unknown;
}

/** What the sanitizer does with an element, in whatever place it is. */
export type Treatment =
  /** Keeps it where `placed` allows, and else only its content. */
  | 'keep'
  /** Leaves it out with its content. */
  | 'drop'
  | 'image'
  /** Writes a link to what it embeds in its place. */
  | 'link'
  /** Writes a character in its place. */
  | 'checkbox';

/** Decides what the sanitizer does with the element `tag` that has the attributes `given`. */
export function treatmentOf(tag: string, given: Readonly<Record<string, string>>): Treatment {
  if (tag === 'img') return 'image';
  if (tag === 'iframe' || tag === 'embed' || tag === 'frame') return 'link';
  // Without an address, the content of an object is all there is.
  if (tag === 'object' && embeddedLink(given)) return 'link';
  if (tag === 'input' && given['type'] === 'checkbox' && given['disabled'] !== undefined) return 'checkbox';
  return ruleOf(tag).isGone ? 'drop' : 'keep';
}

const division = rules.get('div') ?? unknown;

/**
 * The rule under which an element of `rule` may stand inside `ancestors` (those that come out, the outermost first);
 * `unknown` where only its content may. Every name given is one an HTML parser leaves in this very place: that
 * is why the tree a reader's parser builds from our output is the tree we wrote.
 */
export function placed(rule: Rule, ancestors: readonly { readonly rule: Rule }[]): Rule {
  const parent = ancestors.at(-1)?.rule ?? unknown;
  const { name } = rule;
  if (name === '') return unknown;
  if (rule.parents) {
    if (rule.parents.includes(parent.name)) return rule;
    if ((name === 'dd' || name === 'dt') && parent.name === 'div' && ancestors.at(-2)?.rule.name === 'dl')
      return rule;
    return apart.has(name) && !parent.isTablePart ? division : unknown;
  }
  if (parent.isTablePart) return unknown;
  // Neither links nor headings may hold their own kind, however deep.
  if (name === 'a') return ancestors.some((one) => one.rule.name === 'a') ? unknown : rule;
  if (rule.isHeading) return ancestors.some((one) => one.rule.isHeading) ? unknown : rule;
  return rule;
}

/** What a paragraph becomes that is given a block inside. */
export { division };
