/**
 * The promises, held against whatever can happen: random acts of the agent and of the world, on the real parts, in one
 * process. `MODEL_RUNS` and `FC_SEED` look further; a failing run prints its seed, its path and its few steps.
 */
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { takeOver } from './globals.ts';
import { circumstances, commands } from './model.ts';
import { comeToRest, setTheStage } from './run.ts';

vi.mock('wxt/browser', () => import('./globals.ts').then(({ browser }) => ({ browser })));
takeOver();

const runs = Number(process.env.MODEL_RUNS ?? 100);

it('keeps its promises whatever happens', { timeout: 600_000 }, async () => {
  let events = 0;
  let ran = 0;
  const started = performance.now();
  await fc.assert(
    fc.asyncProperty(circumstances, commands, async (given, steps) => {
      const stage = await setTheStage(given);
      await fc.asyncModelRun(() => ({ model: {}, real: stage }), steps);
      await comeToRest(stage);
      events += stage.hands.world.machine.count();
      ran += 1;
    }),
    { numRuns: runs },
  );
  console.log(ran, events, Math.round(performance.now() - started));
  expect(ran).toBeGreaterThanOrEqual(1);
});
