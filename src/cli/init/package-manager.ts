import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** A package manager whose lock file installs Feedmill. */
export interface PackageManager {
  /** Shell commands that install exactly what the lock file lists. */
  readonly install: readonly string[];
  /** Runs a program that is installed, and never downloads one. */
  readonly run: string;
}

interface LockFormat extends PackageManager {
  readonly names: readonly string[];
  /** Matches a lock file with Feedmill in it. */
  readonly entry: RegExp;
}

const formats: readonly LockFormat[] = [
  {
    names: ['package-lock.json', 'npm-shrinkwrap.json'],
    entry: /"node_modules\/feedmill"/,
    install: ['npm ci'],
    run: 'npx --no feedmill',
  },
  {
    names: ['pnpm-lock.yaml'],
    entry: /^\s+'?feedmill(?:@|:)/m,
    install: ['corepack enable', 'pnpm install --frozen-lockfile'],
    run: 'pnpm exec feedmill',
  },
  {
    names: ['yarn.lock'],
    entry: /^# yarn lockfile v1$[^]*^"?feedmill@/m,
    install: ['yarn install --frozen-lockfile'],
    run: 'yarn run feedmill',
  },
  {
    names: ['yarn.lock'],
    entry: /^__metadata:$[^]*^"?feedmill@/m,
    install: ['corepack enable', 'yarn install --immutable'],
    run: 'yarn run feedmill',
  },
  {
    names: ['bun.lock'],
    entry: /"feedmill":/,
    install: ['npm install --global bun', 'bun install --frozen-lockfile'],
    run: 'bun run feedmill',
  },
];

/** A path from which Feedmill was installed: `"feedmill": "file:../feedmill-0.1.0.tgz"`, in each lock format. */
const localSource = /\bfeedmill(?:@|"?: *"?)(?:file:|link:|portal:)?(\.{0,2}\/[^\s"',:)]*)/g;

/**
 * The package manager whose lock file in `folder` installs Feedmill in a clone of `repository`: from anywhere but a path
 * outside of the repository. Both paths are absolute.
 */
export function findPackageManager(folder: string, repository: string): PackageManager | undefined {
  return formats.find(({ names, entry }) =>
    names.some((name) => isUsable(textOf(join(folder, name)), entry)),
  );

  function isUsable(text: string, entry: RegExp): boolean {
    const sources = [...text.matchAll(localSource)].map(([, path = '']) => resolve(folder, path));
    return entry.test(text) && sources.every((path) => !relative(repository, path).startsWith('..'));
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
