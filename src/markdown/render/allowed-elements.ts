/** The rule for an element. */
export interface ElementRule {
  /** Its name in the output, or `''` if it is not allowed. */
  readonly name: string;
  /** The allowed attributes, in addition to `id`, `title`, `lang` and `dir`. */
  readonly attributes: readonly string[];
  /** Whether its content is dropped with it. */
  readonly isDropped: boolean;
  /** Whether it has neither content nor an end tag. */
  readonly isVoid: boolean;
  /** Whether its start tag ends an open paragraph (HTML §13.2.6.4.7). */
  readonly isBlock: boolean;
  readonly isHeading: boolean;
  /** Whether its children can only be parts of a table. */
  readonly isTablePart: boolean;
  /** Whether it can hold a paragraph. */
  readonly isFlow: boolean;
  /** The elements it has to be in. Absent if it can be anywhere. */
  readonly parents: readonly string[] | undefined;
}

// The elements that GitHub allows, and other HTML elements with a meaning and without active behaviour.
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

/** Elements that are obsolete or mean nothing inside an article, and what they become. */
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

// Elements that are dropped with their content. Of every other element that is not listed, the content stays.
const dropped =
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

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

function createRules(): ReadonlyMap<string, ElementRule> {
  const isDropped = words(dropped);
  const isVoid = words(voids);
  const isBlock = words(blocks);
  const isHeading = words(headings);
  const isTablePart = words(tableParts);
  const isFlow = words(flows);
  const rule = (tag: string, name: string): ElementRule => ({
    name,
    attributes: withAttributes[name]?.split(' ') ?? [],
    isDropped: isDropped.has(tag),
    isVoid: isVoid.has(tag),
    isBlock: isBlock.has(name),
    isHeading: isHeading.has(name),
    isTablePart: isTablePart.has(name),
    isFlow: isFlow.has(name),
    parents: parents[name]?.split(' '),
  });
  const rules = new Map<string, ElementRule>();
  for (const tag of [...isDropped, ...isVoid]) rules.set(tag, rule(tag, ''));
  for (const tag of [...plain.split(' '), ...Object.keys(withAttributes)]) rules.set(tag, rule(tag, tag));
  for (const [tag, name] of Object.entries(renamed)) rules.set(tag, rule(tag, name));
  return rules;
}

const rules = createRules();

/** The rule of elements that are not listed: only their content comes out. */
export const unknownElement: ElementRule = {
  name: '',
  attributes: [],
  isDropped: false,
  isVoid: false,
  isBlock: false,
  isHeading: false,
  isTablePart: false,
  isFlow: true,
  parents: undefined,
};

/** Returns the rule of the element that the source calls `tag`. */
export function ruleOf(tag: string): ElementRule {
  return rules.get(tag) ?? unknownElement;
}
