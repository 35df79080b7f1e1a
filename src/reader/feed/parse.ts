import { problem, type Place, type Problem } from '../../problems/problem.ts';
import { readAtom } from './atom.ts';
import { isJsonFeed, readJson } from './json.ts';
import type { SubscribedDocument } from './model.ts';
import { parseXmlTree, positionOf, lineStarts, type XmlTree } from './xml-tree.ts';
import { feedsOfPage } from './autodiscovery.ts';
import { readRss } from './rss.ts';
import { isExport, readWxr } from './wxr.ts';

/** The source of a document. */
export interface DocumentSource {
  /** Its name in problems: a path or a URL. */
  readonly file: string;
  /** Its URL, if it has one: the base of relative URLs. */
  readonly base?: string | undefined;
}

/** The result of reading a document. */
export interface DocumentReading {
  readonly document?: SubscribedDocument;
  readonly problems: readonly Problem[];
}

/** Reads one document of a feed in any format. Never throws. */
export function readDocument(text: string, { file, base }: DocumentSource): DocumentReading {
  const start = text.trimStart();
  if (start === '')
    return fails('subscription-not-a-feed', { file }, { source: file, detail: 'it is empty' });
  if (/^[[{]/.test(start)) return readJsonText(text, file, base);
  if (/^<(?:!doctype\s+html|html)[\s>]/i.test(start)) return isPage(text, file, base);
  const outline = parseXmlTree(text);
  if (outline.root === '') {
    return fails('subscription-not-a-feed', { file }, { source: file, detail: 'it is neither XML nor JSON' });
  }
  const { root, fault } = outline;
  if (root === 'html') return isPage(text, file, base);
  const format = formatOf(outline);
  if (format === undefined)
    return fails(
      'subscription-not-a-feed',
      { file },
      { source: file, detail: `its root element is <${root}>` },
    );
  if (fault) {
    const { line, column, name, what } = fault;
    const detail = faults[what].replace('{name}', name);
    return fails('subscription-malformed', { file, line, column }, { detail });
  }
  const problems: Problem[] = [];
  const place = (index: number, count: number): Place => ({
    file,
    // In another order, or with empty items, the positions cannot be matched with the items.
    ...(count === outline.items.length && format !== 'rdf' ? outline.items[index] : undefined),
  });
  try {
    const source = { text, base, place };
    const document =
      format === 'atom'
        ? readAtom(source, problems)
        : format === 'wxr'
          ? readWxr(source, problems)
          : readRss(format, source, problems);
    return { document, problems };
  } catch (error) {
    return fails('subscription-malformed', { file }, { detail: reasonOf(error) });
  }
}

const faults = {
  open: '<{name}> is not closed',
  deep: 'its elements are nested too deeply',
  long: 'the element name <{name}> is too long',
} as const;

function formatOf({ root, namespaces }: XmlTree): 'rss' | 'rdf' | 'atom' | 'wxr' | undefined {
  if (root === 'rss') return isExport(namespaces) ? 'wxr' : 'rss';
  if (root === 'rdf') return 'rdf';
  return root === 'feed' ? 'atom' : undefined;
}

function readJsonText(text: string, file: string, base: string | undefined): DocumentReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const at = Number(
      /position (\d+)/.exec(message)?.[1] ?? (/end of JSON/i.test(message) ? text.length : 0),
    );
    const detail = message.replace(/\s*(?:in JSON )?at position.*$/s, '').replace(/, ".*$/s, '');
    return fails('subscription-malformed', { file, ...positionOf(at, lineStarts(text)) }, { detail });
  }
  if (!isJsonFeed(value))
    return fails('subscription-not-a-feed', { file }, { source: file, detail: 'it is JSON without items' });
  const problems: Problem[] = [];
  return { document: readJson(value, base, { file }, problems), problems };
}

function isPage(text: string, file: string, base: string | undefined): DocumentReading {
  const feeds = feedsOfPage(text, base);
  const detail =
    feeds.length === 0
      ? ''
      : ` It links to ${feeds.length === 1 ? 'this feed' : 'these feeds'}: ${feeds.join(', ')}`;
  return fails('subscription-is-page', { file }, { source: file, detail });
}

function fails(
  code: 'subscription-not-a-feed' | 'subscription-is-page' | 'subscription-malformed',
  place: Place,
  args: Readonly<Record<string, string>>,
): DocumentReading {
  return { problems: [problem(code, place, args)] };
}

/** Returns the message of a library error, or that of its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it cannot be read';
  return error.cause instanceof Error ? error.cause.message : error.message;
}
