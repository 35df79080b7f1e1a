import { readFileSync } from 'node:fs';
import { isRecord } from './json.ts';

/** Returns the `package.json` of this package: compiled files are one folder below it, sources two. */
export function ownManifest(): Readonly<Record<string, unknown>> {
  const found = ['../package.json', '../../package.json']
    .map((path) => readManifest(new URL(path, import.meta.url)))
    .find((one) => one?.['name'] === 'feedmill');
  return found ?? {};
}

/** Returns the version of this package, from its `package.json`. */
export function version(): string {
  const { version: text } = ownManifest();
  return typeof text === 'string' ? text : '';
}

/** Returns the manifest at `url`; `undefined` if there is none. */
export function readManifest(url: URL): Readonly<Record<string, unknown>> | undefined {
  try {
    const data: unknown = JSON.parse(readFileSync(url, 'utf8'));
    return isRecord(data) ? data : undefined;
  } catch {
    return undefined;
  }
}
