import { execFile } from 'node:child_process';
import { cp, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, inject } from 'vitest';

const exec = promisify(execFile);
const repository = join(import.meta.dirname, '..');

/** What the package is compiled from. */
export const packageSources = [
  'package.json',
  'tsconfig.json',
  'rolldown.config.ts',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'src',
];

/**
 * A copy of the compiled package with its sources, for tests that write into it. Tests that only read use
 * `inject('package').root`. Call it in `beforeAll`; it is removed after all tests of the file.
 */
export async function copyPackage(): Promise<string> {
  const { root } = inject('package');
  const copy = await realpath(await mkdtemp(join(tmpdir(), 'feedmill-package-')));
  afterAll(() => rm(copy, { recursive: true, force: true }));
  for (const name of [...packageSources, 'lib'])
    await cp(join(root, name), join(copy, name), { recursive: true });
  await symlink(join(repository, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

/** Runs npm in `cwd` and resolves to what it printed. Throws where it fails. */
export async function npm(cwd: string, ...argv: readonly string[]): Promise<string> {
  const { stdout } = await exec('npm', [...argv], { cwd, shell: process.platform === 'win32' });
  return stdout;
}

/** Runs Node and resolves to what it printed. Throws where it fails. */
export async function node(
  cwd: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { stdout } = await exec(process.execPath, [...argv], { cwd, env: { ...process.env, ...env } });
  return stdout;
}
