import { execFile } from 'node:child_process';
import { cp, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';

const exec = promisify(execFile);
const repository = join(import.meta.dirname, '..');

/**
 * A copy of the package as it is published: compiled by the script of package.json, its dependencies in reach. To be
 * called in `beforeAll`; gone after all tests of the file.
 */
export async function compilePackage(): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'feedmill-package-')));
  afterAll(() => rm(root, { recursive: true, force: true }));
  const read = ['README.md', 'LICENSE', 'CHANGELOG.md'];
  const sources = ['package.json', 'tsconfig.json', 'rolldown.config.ts', ...read, 'src', 'tests'];
  for (const name of sources) await cp(join(repository, name), join(root, name), { recursive: true });
  await symlink(join(repository, 'node_modules'), join(root, 'node_modules'), 'junction');
  await npm(root, 'run', 'compile');
  return root;
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
