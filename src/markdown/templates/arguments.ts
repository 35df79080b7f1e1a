/** The arguments of a tag. */
export interface Arguments {
  readonly positional: readonly string[];
  /** Keys in lower case. */
  readonly named: Readonly<Record<string, string>>;
  /** Names of unquoted values: in some languages those are variables. */
  readonly bare: ReadonlySet<string>;
}

const argument =
  /[\s,]*(?:([\w:@.-]+)[ \t]*=[ \t]*)?("(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|`[^`]*`|[^\s,"'`][^\s,]*)/y;

/** Reads the arguments in `source`: words, quoted texts, and `name=value`, separated by white space or commas. */
export function readArguments(source: string): Arguments {
  const positional: string[] = [];
  const named: Record<string, string> = {};
  const bare = new Set<string>();
  argument.lastIndex = 0;
  for (let match = argument.exec(source); match; match = argument.exec(source)) {
    const [, name, written = ''] = match;
    const value = unquoted(written);
    if (name === undefined) positional.push(value);
    else {
      named[name.toLowerCase()] = value;
      if (value === written) bare.add(name.toLowerCase());
    }
  }
  return { positional, named, bare };
}

/** Returns `text` without the quotes around it. */
export function unquoted(text: string): string {
  const mark = text[0];
  if (text.length < 2 || text.at(-1) !== mark || (mark !== '"' && mark !== "'" && mark !== '`')) return text;
  const inner = text.slice(1, -1);
  return mark === '`' ? inner : inner.replaceAll(/\\(["'\\])/g, '$1');
}
