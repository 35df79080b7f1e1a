import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  // The tests run the sources: there is no compiler to fill this in.
  define: { SOURCES_DIGEST: JSON.stringify('the sources') },
  test: {
    // `npm run check` tries more random inputs and more combinations than `npm test`, which has to be quick.
    provide: { thorough: mode === 'thorough' },
    // Loading the program takes longer than most tests, so the files that one process runs load it once.
    isolate: false,
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/package-setup.ts',
    testTimeout: 30_000,
    // Left to itself it leaves a processor out, which of two is half.
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
