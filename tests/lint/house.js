import { posix } from 'node:path';

/** The rooms of `src/`, from the top. A room imports only itself and the rooms below it. */
export const rooms = [
  'cli',
  'pipeline',
  'cache',
  'subscribers',
  'reader',
  'notify',
  'pages',
  'feeds',
  'config',
  'markdown',
  'output',
  'hosting',
  'content',
  'problems',
  'base',
];

/**
 * The rooms that may import each library. A library that is not listed may not be imported at all.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const libraries = {
  '@valibot/to-json-schema': ['config'],
  commander: ['cli'],
  'fastest-levenshtein': ['base'],
  feed: ['feeds'],
  feedsmith: ['reader'],
  'file-type': ['content'],
  'github-slugger': ['markdown', 'reader'],
  'gray-matter': ['content'],
  'hast-util-from-html': ['markdown'],
  'hast-util-to-html': ['markdown', 'reader'],
  'hast-util-to-mdast': ['markdown'],
  'highlight.js': ['markdown'],
  htmlparser2: ['markdown', 'reader'],
  'image-size': ['content'],
  marked: ['markdown'],
  'mdast-util-gfm': ['markdown'],
  'mdast-util-to-markdown': ['markdown'],
  mrmime: ['base'],
  'music-metadata': ['content'],
  picocolors: ['cli'],
  picomatch: ['content'],
  'spdx-license-ids': ['content'],
  strtok3: ['content'],
  'temporal-polyfill': ['base'],
  'toml-eslint-parser': ['content'],
  valibot: ['cli', 'config'],
  yaml: ['config', 'content', 'reader'],
};

/** The files that begin a run. They stand above all rooms, and only `index.ts` imports one of them. */
const doors = new Set(['cli.ts', 'index.ts', 'library.ts', 'worker.ts']);

/**
 * @typedef {{ readonly value?: unknown }} Node
 * @typedef {{ filename: string, physicalFilename?: string, report: (problem: { node: Node, message: string }) => void }} Context
 */

/**
 * Calls `check` for each module that a file names: `import`, `export … from`, `import()` and `require()`.
 * @param {(node: any, name: unknown) => void} check
 * @returns {Record<string, (node: any) => void>}
 */
function eachModule(check) {
  return {
    ImportDeclaration: ({ source }) => check(source, source.value),
    ExportNamedDeclaration: ({ source }) => source && check(source, source.value),
    ExportAllDeclaration: ({ source }) => check(source, source.value),
    ImportExpression: ({ source }) => check(source, source.value),
    TSImportType: (node) => check(node, (node.source ?? node.argument?.literal ?? node.argument).value),
    CallExpression: ({ callee, arguments: [first] }) =>
      callee.name === 'require' && typeof first?.value === 'string' && check(first, first.value),
  };
}

/**
 * The path below `src/` of the file that is linted, with `/`.
 * @param {Context} context
 */
function pathOf({ filename, physicalFilename }) {
  return (physicalFilename ?? filename).replaceAll('\\', '/').replace(/^.*?\/src\/(?!.*\/src\/)/, '');
}

const roomsRule = {
  /** @param {Context} context */
  create(context) {
    const path = pathOf(context);
    const own = rooms.indexOf(path.split('/')[0] ?? '');
    return eachModule((node, name) => {
      if (typeof name !== 'string' || !name.startsWith('.')) return;
      const target = posix.join(posix.dirname(path), name);
      const room = target.split('/')[0] ?? '';
      if (doors.has(target) && path !== 'index.ts')
        context.report({ node, message: `No file imports ${target}.` });
      else if (own >= 0 && !(rooms.indexOf(room) >= own))
        context.report({ node, message: `${rooms[own]}/ imports only the rooms below it, not ${room}/.` });
    });
  },
};

const librariesRule = {
  /** @param {Context} context */
  create(context) {
    const [room = ''] = pathOf(context).split('/');
    return eachModule((node, name) => {
      if (typeof name !== 'string' || name.startsWith('.') || name.startsWith('node:')) return;
      const library = name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/');
      if (!libraries[library]?.includes(room))
        context.report({ node, message: `${room}/ must not import ${library}.` });
    });
  },
};

export default {
  meta: { name: 'house' },
  rules: { rooms: roomsRule, libraries: librariesRule },
};
