import { SaxesParser } from 'saxes';

/** An element as a strict, namespace-aware XML parser sees it. */
export interface Node {
  /** The local name, with the usual prefix of its namespace; none in RSS's and Atom's own vocabulary. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
  /** Its own character data. */
  readonly text: string;
  /** Its inside as written in the document. */
  readonly raw: string;
  /** Namespace declarations on it: prefix to URI. */
  readonly declared: Readonly<Record<string, string>>;
}

export const atomNamespace = 'http://www.w3.org/2005/Atom';

/** The prefix the W3C validator expects for a namespace. */
export const prefixes: Readonly<Record<string, string>> = {
  [atomNamespace]: 'atom',
  'http://purl.org/rss/1.0/modules/content/': 'content',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://search.yahoo.com/mrss/': 'media',
  'http://purl.org/syndication/history/1.0': 'fh',
  'http://backend.userland.com/creativeCommonsRssModule': 'creativeCommons',
  'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'https://podcastindex.org/namespace/1.0': 'podcast',
  'http://www.w3.org/1999/xhtml': 'xhtml',
  'http://www.w3.org/XML/1998/namespace': 'xml',
};

interface Building {
  name: string;
  attributes: Record<string, string>;
  children: Building[];
  text: string;
  raw: string;
  declared: Record<string, string>;
}

/** The root element of `document`. Throws where it is not well-formed or a prefix is not declared. */
export function parseXml(document: string): Node {
  const parser = new SaxesParser({ xmlns: true });
  const open: { node: Building; start: number }[] = [];
  let root: Building | undefined;
  let home = '';
  const name = (uri: string, local: string): string =>
    uri === '' || uri === home ? local : `${prefixes[uri] ?? `{${uri}}`}:${local}`;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    if (!root && tag.uri === atomNamespace) home = tag.uri;
    const attributes: Record<string, string> = {};
    const declared: Record<string, string> = {};
    for (const { prefix, local, uri, value: given } of Object.values(tag.attributes)) {
      if (prefix === 'xmlns') declared[local] = given;
      else if (local === 'xmlns' && prefix === '') declared[''] = given;
      else attributes[prefix === '' ? local : name(uri, local)] = given;
    }
    const node = { name: name(tag.uri, tag.local), attributes, children: [], text: '', raw: '', declared };
    open.at(-1)?.node.children.push(node);
    root ??= node;
    open.push({ node, start: parser.position });
  });
  const add = (text: string): void => {
    const top = open.at(-1);
    if (top) top.node.text += text;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', (tag) => {
    const top = open.pop();
    if (!top || tag.isSelfClosing) return;
    const inside = document.slice(top.start, parser.position);
    top.node.raw = inside.slice(0, inside.lastIndexOf('</'));
  });
  parser.write(document).close();
  if (!root) throw new Error('no root element');
  return root;
}

/** The children of `node` called `name`. */
export function all(node: Node, name: string): readonly Node[] {
  return node.children.filter((child) => child.name === name);
}

/** The text of the first child of `node` called `name`. */
export function value(node: Node, name: string): string | undefined {
  return all(node, name)[0]?.text;
}
