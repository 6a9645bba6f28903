/**
 * `npm run soak`: the model, detection, switching, killed workers and a long day for as long as it takes, with every
 * layout in every language and a new seed. Build first. `ROUNDS` repeats it; `SEED` takes one run again.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
/** Run by this very Node: the stand-in needs one that strips types. */
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const tests = ['detection-truth', 'detection-races', 'switching', 'kills', 'save-note-kills', 'long-day'].map(
  (name) => `test/e2e/chromium/${name}.test.ts`,
);

for (let round = 1; round <= Number(process.env.ROUNDS ?? 1); round++) {
  const seed = process.env.SEED ?? String(Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`round ${round}, seed ${seed}\n`);
  const { status } = spawnSync(
    process.execPath,
    [
      vitest,
      'run',
      '--project',
      'component',
      '--project',
      'model',
      '--project',
      'e2e',
      '--project',
      'e2e-alone',
      'test/component/whatsapp',
      'test/model',
      ...tests,
    ],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        SEED: seed,
        FC_SEED: process.env.FC_SEED ?? seed,
        DETECTION: 'full',
        DETECTION_TABLE: '1',
        SWITCHES: process.env.SWITCHES ?? '2000',
        KILL_ROUNDS: process.env.KILL_ROUNDS ?? '20',
        MODEL_RUNS: process.env.MODEL_RUNS ?? '10000',
        ACTIONS: process.env.ACTIONS ?? '10000',
        NOTE_KILLS: process.env.NOTE_KILLS ?? '40',
      },
    },
  );
  if (status !== 0) process.exit(status ?? 1);
}
