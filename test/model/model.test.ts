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

const runs = Number(process.env.MODEL_RUNS ?? 350);
/** ms a run; a quiet machine takes 60, a busy one ten times that. */
const patience = 2_000;

it('keeps its promises whatever happens', { timeout: runs * patience }, async () => {
  let saved = 0;
  await fc.assert(
    fc.asyncProperty(circumstances, commands, async (given, steps) => {
      const stage = await setTheStage(given);
      await fc.asyncModelRun(() => ({ model: {}, real: stage }), steps);
      await comeToRest(stage);
      const { ledger } = stage.hands;
      saved += ledger.intentions.filter(ledger.cameTrue).length;
    }),
    { numRuns: runs },
  );
  // An agent who gets nothing done has promises kept too.
  expect(saved).toBeGreaterThan(runs / 2);
});
