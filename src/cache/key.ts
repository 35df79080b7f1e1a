import { versions } from 'node:process';
import { contentHash } from '../base/hash.ts';
import { ownManifest, readManifest } from '../base/version.ts';

/** What decides the output of a build, apart from the articles. */
export interface KeyParts {
  /** Name and text of the config file, where there is one. */
  readonly config: readonly [name: string, text: string] | undefined;
  /** The flags that set values of the config. */
  readonly flags: Readonly<Record<string, unknown>>;
}

/** The name of a cache: another version, config or set of flags has another one. */
export function cacheKey({ config, flags }: KeyParts): string {
  const given = Object.entries(flags).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return contentHash(JSON.stringify([identity(), config, given]));
}

/** A digest of all sources, which the compiler fills in: during development two different programs have the same version. */
declare const SOURCES_DIGEST: string;

/** Identifies this program: its version and sources, the versions of its libraries, and Node, which knows time zones and languages. */
function identity(): readonly string[] {
  const own = ownManifest();
  const libraries = Object.keys(own['dependencies'] ?? {}).map((name) => `${name}@${installed(name)}`);
  return [textOf(own['version']), SOURCES_DIGEST, ...runtime, ...libraries];
}

/** Node, and what it knows of languages and time zones. */
const runtime = [versions.node, versions['icu'] ?? '', versions['tz'] ?? ''];

/** The version of a library as it is found from here, in the nearest `node_modules` that has it. */
function installed(name: string): string {
  for (let folder = new URL('../', import.meta.url); ; folder = new URL('../', folder)) {
    const found = readManifest(new URL(`node_modules/${name}/package.json`, folder));
    if (found) return textOf(found['version']);
    if (folder.pathname === '/' || folder.pathname === new URL('../', folder).pathname) return '';
  }
}

function textOf(version: unknown): string {
  return typeof version === 'string' ? version : '';
}
