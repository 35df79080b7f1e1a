import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { configDeclaration, schemaDocument } from './src/config/json-schema.ts';
import { messages } from './src/problems/messages.ts';

/** What is begun from outside: the program, and the library. Each becomes a file of its name. */
const entries = ['cli', 'index', 'worker'];

/**
 * What is loaded together, with all it imports, is one file: Node takes longer over many than over large ones. What stands
 * further up has it where two need a file. What is imported with `import()` and stands in none is a file by itself.
 */
const chunks = {
  /** What every run needs. */
  start: /[\\/]src[\\/]cli[\\/](?:run|system)\.ts$/,
  /** The keys of the config, which are flags of the command line. */
  schema: /[\\/]src[\\/]config[\\/]schema-lookup\.ts$/,
  /** What tells of a build, whatever was to be done for it. */
  report: /[\\/]src[\\/]cli[\\/]commands[\\/]build\.ts$/,
  /** What sees at a glance that there is nothing to do. */
  uptodate: /[\\/]src[\\/]cli[\\/]skip-build\.ts$/,
  /** What reads articles: all that a thread needs at first. */
  read: /[\\/]src[\\/]pipeline[\\/]read-articles\.ts$/,
  /** What begins a build: the config, and what was found by it. */
  load: /[\\/]src[\\/]cli[\\/]build-site\.ts$/,
  /** What prints them. */
  render: /[\\/]src[\\/]pipeline[\\/]write-article\.ts$/,
  /** What makes a site of them. */
  site: /[\\/]src[\\/]pipeline[\\/]make-site\.ts$/,
  /** What writes Markdown from HTML. */
  markdown: /[\\/]src[\\/]markdown[\\/]from-html[\\/]item-markdown\.ts$/,
  /** What reads the feeds of others. */
  reader: /[\\/]src[\\/]subscribers[\\/]from-feed\.ts$/,
};

/** A digest of the path and text of every source. A program with other sources does not use this one's build cache. */
function digestSources(): string {
  const digest = createHash('sha256');
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(?:ts|json)$/.test(path),
  );
  for (const path of files.toSorted()) digest.update(`${path}\n${readFileSync(`src/${path}`, 'utf8')}\n`);
  return digest.digest('hex');
}

const shared = {
  platform: 'node',
  // Users get the fixes of the libraries we stand on without waiting for ours.
  external: /^[^./]/,
  transform: { target: 'node20.19', define: { SOURCES_DIGEST: JSON.stringify(digestSources()) } },
} as const;

/** Writes the JSON Schema, and types that are shorter than those of the compiler: it writes out all sentences about problems. */
const schemaAndTypes: Plugin = {
  name: 'schema-and-types',
  load(id) {
    const path = id.replaceAll('\\', '/');
    if (path.endsWith('lib/types/config/schema.d.ts')) return configDeclaration();
    if (!path.endsWith('lib/types/problems/messages.d.ts')) return undefined;
    const codes = Object.keys(messages).map((code) => JSON.stringify(code));
    return `export declare const messages: Readonly<Record<${codes.join(' | ')}, unknown>>;\n`;
  },
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'config.schema.json', source: schemaDocument() });
  },
};

export default defineConfig([
  {
    ...shared,
    input: Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])),
    output: {
      dir: 'lib',
      // A stack trace names our functions as they are.
      minify: false,
      comments: false,
      entryFileNames: '[name].js',
      chunkFileNames: '[name].js',
      codeSplitting: {
        groups: Object.entries(chunks)
          .toReversed()
          .map(([name, test], priority) => ({ name, test, priority })),
      },
    },
  },
  {
    // All types in one file, without those that only Feedmill uses. The compiler has written them.
    input: 'lib/types/index.d.ts',
    external: shared.external,
    plugins: [schemaAndTypes, dts({ dtsInput: true, tsconfig: false })],
    output: { dir: 'lib' },
  },
]);
