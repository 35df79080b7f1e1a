import { Parser } from 'htmlparser2';

/** Receives the parts of a piece of HTML in order. Names are in lower case, character references are decoded. */
export interface HtmlHandler {
  /** Called for a start tag. `isImplied` is true if the element has only an end tag. */
  readonly open: (tag: string, given: Readonly<Record<string, string>>, isImplied: boolean) => void;
  /** Called for text. One text can be split into several calls. */
  readonly text: (data: string) => void;
  /** Called for the end of an element, with or without an end tag, and for elements without content. */
  readonly close: (tag: string) => void;
  readonly comment?: (data: string) => void;
}

/** Parses `html` and calls the handler for each part of it. `stop` ends the parsing early. */
export function parseHtml(html: string, createHandler: (stop: () => void) => HtmlHandler): void {
  const { open, text, close, comment } = createHandler(() => parser.pause());
  const parser = new Parser({
    onopentag: open,
    ontext: text,
    onclosetag: close,
    ...(comment && { oncomment: comment }),
  });
  parser.end(html);
}
