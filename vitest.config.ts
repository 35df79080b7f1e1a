import { configDefaults, defineConfig } from 'vitest/config';

// Tests of the compiled package, and of the programs that run it. `npm run check` runs them; `npm test`, which has to be quick, does
// not.
const ofPackage = [
  'action',
  'bench',
  'determinism',
  'package',
  'snippets',
  'start',
  'worker-pool',
  'workflows',
].map((name) => `tests/${name}.test.ts`);

export default defineConfig(({ mode }) => ({
  // The tests run the sources: there is no compiler to fill this in.
  define: { SOURCES_DIGEST: JSON.stringify('the sources') },
  test: {
    // `npm run check` tries more random inputs and more combinations than `npm test`, which has to be quick.
    provide: { thorough: mode === 'thorough' },
    // Loading the program takes longer than most tests, so the files that one process runs load it once.
    isolate: false,
    include: ['tests/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(mode === 'thorough' ? [] : ofPackage)],
    globalSetup: mode === 'thorough' ? ['tests/memory.ts', 'tests/package-setup.ts'] : ['tests/memory.ts'],
    testTimeout: mode === 'thorough' ? 90_000 : 30_000,
    // By default vitest leaves one processor idle.
    maxWorkers: '100%',
    // A site's own code is run by Node, as it is in use.
    server: { deps: { external: [/\.config\.[cm]?js/] } },
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary'],
    },
  },
}));
