import { xmlAttribute } from './xml.ts';

/** What a browser shows where a feed is opened in it. */
export interface BrowserView {
  /** The address of its style sheet, absolute or relative to the feed's. */
  readonly style: string;
  /** One XHTML `div` that declares its namespace as the default: well-formed, and of characters XML allows. */
  readonly div: string;
}

/**
 * The head of an XML feed with what browsers show, on lines of its own before the first item. The style sheet hides
 * all else. To readers the `div` is of a vocabulary they do not know; the W3C validator allows it in this one place
 * (`MisplacedXHTMLContent`, and `AvoidNamespacePrefix` with a prefix). XSLT would not need it, but browsers give it up.
 */
export function withBrowserView(head: string, margin: string, view: BrowserView | undefined): string {
  if (!view) return head;
  // The XML declaration has the first line for itself.
  const root = head.indexOf('\n') + 1;
  const style = `<?xml-stylesheet type="text/css" href="${xmlAttribute(view.style)}"?>\n`;
  return `${head.slice(0, root)}${style}${head.slice(root)}${margin}${view.div}\n`;
}
