/** Every check, one after another. Ends with `N passed, N failed`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checks, counted } from './checks.ts';

const root = join(import.meta.dirname, '..');
const results = join(root, '.cache/results');

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

let passed = 0;
let failed = 0;
for (const check of checks) {
  const began = performance.now();
  process.stdout.write(`\n── ${check}\n`);
  // Where vitest writes its counts; without it the check counts as one.
  const counts = counted.has(check) ? join(results, `${check.replace(':', '-')}.json`) : null;
  const reporters = counts ? ['--', '--reporter=default', '--reporter=json', `--outputFile=${counts}`] : [];
  const { status } = spawnSync(process.execPath, ['--run', check, ...reporters], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`── ${check}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
  const told = counts ? readCounts(counts) : null;
  passed += told?.passed ?? (status === 0 ? 1 : 0);
  // A runner that failed without naming a test is a failure all the same.
  failed += Math.max(told?.failed ?? 0, status === 0 ? 0 : 1);
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
