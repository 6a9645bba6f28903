/**
 * Puts the faults of one room into its files, one after the other from a given one on, and prints a line for each:
 * `found` or `missed`. A fault may hang the tests for good: whoever started this ends it then, and starts it anew.
 */
import { join } from 'node:path';
import preact from '@preact/preset-vite';
import { createVitest } from 'vitest/node';
import { catalogues } from '../../build/catalogues.ts';
import { type Fault, faultsOf, rooms, root } from './rooms.ts';

const [index, from, only = ''] = process.argv.slice(2);
const room = rooms[Number(index)];
if (!room) throw new Error(`no room ${index}`);

let fault: Fault | null = null;
const vitest = await createVitest(
  'test',
  {
    config: false,
    root,
    include: room.tests.flatMap((test) => [`${test}*.test.{ts,tsx}`, `${test}**/*.test.{ts,tsx}`]),
    setupFiles: ['test/support/fast-check-seed.ts'],
    environment: room.environment,
    watch: false,
    fsModuleCache: false,
    bail: 1,
    maxWorkers: 1,
    // A worker for each file, started anew for each fault, takes ten times as long and finds the same.
    pool: 'threads',
    isolate: false,
    testTimeout: 10_000,
    reporters: [{}],
    onConsoleLog: () => false,
  },
  {
    logLevel: 'silent',
    plugins: [
      {
        name: 'fault',
        enforce: 'pre',
        transform(code, id) {
          if (!fault || id !== join(root, fault.path)) return null;
          return code.slice(0, fault.start) + fault.replacement + code.slice(fault.end);
        },
      },
      catalogues(),
      preact(),
    ],
  },
);
const specifications = await vitest.globTestSpecifications();

async function passes(): Promise<boolean> {
  vitest.state.filesMap.clear();
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  // A failed test is what is wished for here.
  process.exitCode = 0;
  return unhandledErrors.length === 0 && testModules.every((module) => module.ok());
}

if (!(await passes())) throw new Error(`the tests of ${room.files} fail without any fault`);
process.stdout.write('ready\n');
for (const next of faultsOf(room, only).slice(Number(from))) {
  const before = fault?.path;
  fault = next;
  for (const path of new Set([before ?? next.path, next.path])) vitest.invalidateFile(join(root, path));
  process.stdout.write((await passes()) ? 'missed\n' : 'found\n');
}
await vitest.close();
process.exit();
