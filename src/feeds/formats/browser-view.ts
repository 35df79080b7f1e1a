import { xmlAttribute } from './xml.ts';

/** The view that a browser shows when it opens a feed. */
export interface BrowserView {
  /** URL of its style sheet, absolute or relative to the feed. */
  readonly style: string;
  /** One XHTML `div` that declares its namespace as the default. It is well-formed and has only characters that XML allows. */
  readonly div: string;
}

/**
 * Adds the browser view to the head of an XML feed, on lines of its own before the first item. The style sheet hides everything else.
 * For readers, the `div` belongs to an unknown vocabulary. The W3C validator allows it only here (`MisplacedXHTMLContent`, and
 * `AvoidNamespacePrefix` with a prefix). XSLT would not need it, but browsers are removing XSLT.
 */
export function withBrowserView(head: string, margin: string, view: BrowserView | undefined): string {
  if (!view) return head;
  // The XML declaration has the first line to itself.
  const root = head.indexOf('\n') + 1;
  const style = `<?xml-stylesheet type="text/css" href="${xmlAttribute(view.style)}"?>\n`;
  return `${head.slice(0, root)}${style}${head.slice(root)}${margin}${view.div}\n`;
}
