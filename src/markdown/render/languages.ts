/** A programming language: its other names, and the languages that code in it may contain. */
interface CodeLanguage {
  readonly names?: string;
  readonly inside?: string;
}

/** The common languages by the names of their grammars in highlight.js. A test compares this list with highlight.js. */
export const languages: Readonly<Record<string, CodeLanguage>> = {
  bash: { names: 'sh zsh' },
  c: { names: 'h' },
  cpp: { names: 'cc c++ h++ hpp hh hxx cxx' },
  csharp: { names: 'cs c#' },
  css: {},
  diff: { names: 'patch' },
  go: { names: 'golang' },
  graphql: { names: 'gql' },
  ini: { names: 'toml' },
  java: { names: 'jsp' },
  javascript: { names: 'js jsx mjs cjs', inside: 'xml css graphql' },
  json: { names: 'jsonc json5' },
  kotlin: { names: 'kt kts ktm ktx' },
  less: {},
  lua: { names: 'pluto' },
  makefile: { names: 'mk mak make' },
  markdown: { names: 'md mkdown mkd', inside: 'xml' },
  objectivec: { names: 'mm objc obj-c obj-c++ objective-c++' },
  perl: { names: 'pl pm' },
  php: {},
  'php-template': { inside: 'xml php' },
  plaintext: { names: 'text txt' },
  python: { names: 'py gyp ipython' },
  'python-repl': { names: 'pycon', inside: 'python' },
  r: {},
  ruby: { names: 'rb gemspec podspec thor irb' },
  rust: { names: 'rs' },
  scss: {},
  shell: { names: 'console shellsession', inside: 'bash' },
  sql: {},
  swift: {},
  typescript: { names: 'ts tsx mts cts', inside: 'xml css graphql' },
  vbnet: { names: 'vb' },
  wasm: {},
  xml: { names: 'html xhtml rss atom xjb xsd xsl plist wsf svg', inside: 'css javascript' },
  yaml: { names: 'yml', inside: 'ruby' },
};

const grammars: ReadonlyMap<string, string> = new Map(
  Object.entries(languages).flatMap(([grammar, { names = '' }]) =>
    `${grammar} ${names}`
      .trim()
      .split(' ')
      .map((name): [string, string] => [name, grammar]),
  ),
);

/** Returns the grammars that code in the language `name` needs, its own first, or none if the language is not listed. */
export function grammarsFor(name: string): readonly string[] {
  const first = grammars.get(name.toLowerCase());
  const found = new Set(first === undefined ? [] : [first]);
  for (const one of found) for (const other of languages[one]?.inside?.split(' ') ?? []) found.add(other);
  return [...found];
}
