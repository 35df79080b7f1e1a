import { readFileSync } from 'node:fs';
import { versions } from 'node:process';
import { contentHash } from '../base/hash.ts';
import { ownManifest, readManifest } from '../base/version.ts';

/** What gives a build its form beside the articles. */
export interface KeyParts {
  /** Name and text of the config file, where there is one. */
  readonly config: readonly [name: string, text: string] | undefined;
  /** Flags that are values of the config. */
  readonly flags: Readonly<Record<string, unknown>>;
}

/** A name for what one build remembers: no other version, config or set of flags has the same. */
export function cacheKey({ config, flags }: KeyParts): string {
  const given = Object.entries(flags).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return contentHash(JSON.stringify([identity(), config, given]));
}

/** Which program this is: its version, those of the libraries it found here, and Node's, which knows zones and languages. */
function identity(): readonly string[] {
  const own = ownManifest();
  const libraries = Object.keys(own['dependencies'] ?? {}).map((name) => `${name}@${installed(name)}`);
  return [textOf(own['version']), code(), ...runtime, ...libraries];
}

/** Node, and what it knows of languages and time zones. */
const runtime = [versions.node, versions['icu'] ?? '', versions['tz'] ?? ''];

/** A digest of the compiled program: two of one version are not the same while one is being written. */
function code(): string {
  try {
    const files = ['read.js', 'load.js', 'render.js', 'site.js'].map((name) =>
      readFileSync(new URL(name, import.meta.url)),
    );
    return contentHash(Buffer.concat(files));
  } catch {
    return '';
  }
}

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
