/**
 * The npm scripts that judge the product, in the order in which a mistake is cheapest to learn of. `npm test` runs them
 * all; the workflows of `.github` run the same ones.
 */
export const checks = [
  'lint',
  'types',
  'unit',
  'model',
  'build',
  'built',
  'reproduce',
  'e2e',
  'e2e:alone',
] as const;

/** Those that run vitest, which counts its tests. */
export const counted: ReadonlySet<string> = new Set(['unit', 'model', 'built', 'e2e', 'e2e:alone']);
