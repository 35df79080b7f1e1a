import { cp, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { npm, packageSources } from './compiled.ts';

const repository = join(import.meta.dirname, '..');

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the compiled package, and the file that `npm pack` makes of it. No test may change them. */
    readonly package: { readonly root: string; readonly tarball: string };
    /** Whether to try all combinations and many random inputs, as `npm run check` does. */
    readonly thorough: boolean;
  }
}

/** Compiles and packs the package once for all test files. Vitest calls the returned function at the end. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'feedmill-package-')));
  for (const name of packageSources) await cp(join(repository, name), join(root, name), { recursive: true });
  await symlink(join(repository, 'node_modules'), join(root, 'node_modules'), 'junction');
  await npm(root, 'run', 'compile');
  const tarball = await npm(root, 'pack', '--ignore-scripts', '--silent');
  provide('package', { root, tarball: join(root, tarball.trim()) });
  return () => rm(root, { recursive: true, force: true });
}
