import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { catalogues } from './lib/i18n/catalogues.ts';

const plugins = [catalogues(), preact()];

export default defineConfig({
  test: {
    projects: [
      { plugins, test: { name: 'unit', include: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts'] } },
      {
        plugins,
        test: { name: 'component', include: ['test/component/**/*.test.{ts,tsx}'], environment: 'jsdom' },
      },
    ],
  },
});
