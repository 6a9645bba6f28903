/** Every check, in the order in which a mistake is cheapest to learn of. Ends with `N passed, N failed`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = join(root, 'node_modules/.bin');
const results = join(root, '.cache/results');

interface Check {
  name: string;
  command: string;
  args: string[];
  /** Where vitest writes its counts; without it the check counts as one. */
  counts?: string;
}

const vitest = (name: string, projects: string[]): Check => {
  const counts = join(results, `${name}.json`);
  const chosen = projects.flatMap((project) => ['--project', project]);
  return {
    name,
    command: 'vitest',
    args: ['run', ...chosen, '--reporter=default', '--reporter=json', `--outputFile=${counts}`],
    counts,
  };
};

const checks: Check[] = [
  { name: 'style', command: 'biome', args: ['ci', '.'] },
  { name: 'types: prepare', command: 'wxt', args: ['prepare'] },
  { name: 'types', command: 'tsc', args: ['--noEmit'] },
  { name: 'unused', command: 'knip', args: [] },
  vitest('unit', ['unit', 'component']),
  vitest('model', ['model']),
  { name: 'build for Chromium', command: 'wxt', args: ['build'] },
  { name: 'build for Firefox', command: 'wxt', args: ['build', '-b', 'firefox'] },
  vitest('built', ['built']),
  vitest('e2e', ['e2e']),
  vitest('e2e, one after another', ['e2e-alone']),
];

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

let passed = 0;
let failed = 0;
for (const { name, command, args, counts } of checks) {
  const began = performance.now();
  process.stdout.write(`\n── ${name}\n`);
  const { status } = spawnSync(join(bin, command), args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`── ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
  const counted = counts ? readCounts(counts) : null;
  passed += counted?.passed ?? (status === 0 ? 1 : 0);
  // A runner that failed without naming a test is a failure all the same.
  failed += Math.max(counted?.failed ?? 0, status === 0 ? 0 : 1);
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

function readCounts(path: string): { passed: number; failed: number } | null {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(path, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return null;
  }
}
