import { versions } from 'node:process';
import { contentHash } from '../base/hash.ts';
import { ownManifest, readManifest } from '../base/version.ts';

/**
 * Returns the name of a cache. Each version of the program and each `config` has its own: apart from the articles, nothing else
 * decides the output of a build. The order of keys does not matter.
 */
export function cacheKey(config: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(config).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return contentHash(JSON.stringify([identity(), entries]));
}

/** A digest of all sources, filled in by the compiler: during development, different programs have the same version. */
declare const SOURCES_DIGEST: string;

/** Identifies this program: its version and sources, the versions of its libraries, and Node, which knows time zones and languages. */
function identity(): readonly string[] {
  const own = ownManifest();
  const libraries = Object.keys(own['dependencies'] ?? {}).map((name) => `${name}@${installed(name)}`);
  return [textOf(own['version']), SOURCES_DIGEST, ...runtime, ...libraries];
}

/** The versions of Node and of its data about languages and time zones. */
const runtime = [versions.node, versions['icu'] ?? '', versions['tz'] ?? ''];

/** Returns the version of a library in the nearest `node_modules` that has it. */
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
