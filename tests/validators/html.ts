import { parseFragment } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';

const safe = new Set(
  (
    'a abbr acronym address area article aside audio b bdi big blockquote br button canvas caption center cite code ' +
    'col colgroup data datagrid datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure ' +
    'footer font form header h1 h2 h3 h4 h5 h6 hgroup hr i img input ins kbd label legend li m main map mark menu ' +
    'meter nav ol output optgroup option p picture pre progress q rp rt ruby s samp section select small source ' +
    'span strike strong sub summary sup table tbody td template textarea time tfoot th thead tr track tt u ul var ' +
    'video noscript wbr'
  ).split(' '),
);
const risky = new Set(
  (
    'applet base basefont bdo body comment embed frame frameset head html iframe isindex link listing meta noframes ' +
    'object param plaintext script slot style title xmp'
  ).split(' '),
);
const addresses = new Set(['href', 'src', 'poster', 'cite', 'longdesc', 'data', 'action', 'formaction']);

const suspects = new Set<string>(['control-character-in-input-stream', 'noncharacter-in-input-stream']);

/** What is wrong with HTML in a feed. */
export function htmlFaults(html: string): string[] {
  const faults: string[] = [];
  const fragment = parseFragment(html, {
    onParseError: ({ code }) => faults.push(`${suspects.has(code) ? 'BadCharacters' : 'NotHtml'}: ${code}`),
  });
  walk(fragment, faults);
  return faults;
}

function walk(node: DefaultTreeAdapterTypes.ParentNode, faults: string[]): void {
  for (const child of node.childNodes) {
    if (!('tagName' in child)) continue;
    const name = child.tagName;
    if (risky.has(name)) faults.push(`SecurityRisk: ${name}`);
    else if (!safe.has(name)) faults.push(`NotHtml: <${name}>`);
    for (const { name: key, value } of child.attrs) attributeFaults(name, key, value, faults);
    walk('content' in child ? child.content : child, faults);
  }
}

function attributeFaults(element: string, key: string, value: string, faults: string[]): void {
  if (key.startsWith('on')) faults.push(`SecurityRiskAttr: ${element} ${key}`);
  if (key === 'style' && !/^\s*text-align:\s*(?:left|right|center|justify);?\s*$/.test(value))
    faults.push(`DangerousStyleAttr: ${element} ${value}`);
  if (!addresses.has(key)) return;
  if (/^\s*(?:javascript|vbscript):/i.test(value))
    faults.push(`SecurityRiskAttr: ${element} ${key}=${value}`);
  else if (!/^\w[\w+.-]*:/.test(value)) faults.push(`ContainsRelRef: ${element} ${key}=${value}`);
}
