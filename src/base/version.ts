import { readFileSync } from 'node:fs';
import { isRecord } from './json.ts';

/** The `package.json` of this package: the compiled files lie one folder below it, the sources two. */
export function ownManifest(): Readonly<Record<string, unknown>> {
  const found = ['../package.json', '../../package.json']
    .map((path) => readManifest(new URL(path, import.meta.url)))
    .find((one) => one?.['name'] === 'feedmill');
  return found ?? {};
}

/** The version of this package, as its `package.json` gives it. */
export function version(): string {
  const { version: text } = ownManifest();
  return typeof text === 'string' ? text : '';
}

/** The manifest at `url`; `undefined` if there is none. */
export function readManifest(url: URL): Readonly<Record<string, unknown>> | undefined {
  try {
    const data: unknown = JSON.parse(readFileSync(url, 'utf8'));
    return isRecord(data) ? data : undefined;
  } catch {
    return undefined;
  }
}
