import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { catalogues } from './lib/i18n/catalogues.ts';

const plugins = [catalogues(), preact()];

export default defineConfig({
  test: {
    projects: [
      {
        plugins,
        test: {
          name: 'unit',
          setupFiles: ['test/support/fast-check-seed.ts'],
          include: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts'],
        },
      },
      {
        plugins,
        test: {
          name: 'component',
          setupFiles: ['test/support/fast-check-seed.ts', 'test/support/patience.ts'],
          include: ['test/component/**/*.test.{ts,tsx}'],
          testTimeout: 20_000,
          environment: 'jsdom',
        },
      },
      // Of the built extension: run `npm run build` first. Browsers are shared, so files run one after another.
      { test: { name: 'built', include: ['test/built/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
