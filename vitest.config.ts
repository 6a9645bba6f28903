import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { catalogues } from './build/catalogues.ts';

const plugins = [catalogues(), preact()];

/** A policy is the whole machine's; how soon a customer is gone is counted in ms. */
const alone = ['test/e2e/**/policy.test.ts', 'test/e2e/chromium/{switching,detection-races}.test.ts'];
/**
 * Tests of time wait for much of theirs: one more than the two cores that there are at least. A thousand
 * runs of a property are a second of work, and several on a busy machine.
 */
const inNode = { maxWorkers: 3, testTimeout: 20_000 };
const inBrowsers = { testTimeout: 60_000, hookTimeout: 120_000, expect: { poll: { timeout: 15_000 } } };

export default defineConfig({
  test: {
    projects: [
      {
        plugins,
        test: {
          ...inNode,
          name: 'unit',
          setupFiles: ['test/support/fast-check-seed.ts', 'test/support/patience.ts'],
          include: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts'],
        },
      },
      {
        plugins,
        test: {
          ...inNode,
          name: 'component',
          setupFiles: [
            'test/support/fast-check-seed.ts',
            'test/support/patience.ts',
            'test/support/patience-in-a-document.ts',
            'test/support/english.ts',
          ],
          include: ['test/component/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
        },
      },
      {
        plugins,
        test: {
          name: 'model',
          setupFiles: ['test/support/fast-check-seed.ts'],
          include: ['test/model/**/*.test.ts'],
        },
      },
      // Of the built extension: run `npm run build` first.
      { test: { name: 'built', include: ['test/built/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          ...inBrowsers,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: alone,
          maxWorkers: 2,
        },
      },
      { test: { ...inBrowsers, name: 'e2e-alone', include: alone, fileParallelism: false } },
    ],
  },
});
