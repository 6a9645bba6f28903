import type { SessionWriter } from '../../lib/session/writer.ts';
import { eachStep } from './start-steps.ts';

/** What a worker does when it has started: each step whatever became of those before, and all again where one failed. */
export function createStarting(
  session: Pick<SessionWriter, 'updateDevice'>,
  steps: readonly (() => Promise<unknown>)[],
) {
  let hasFailed = false;

  async function run(): Promise<void> {
    const error = await eachStep(steps);
    await session.updateDevice({ error });
    hasFailed = error !== null;
  }

  return {
    run,

    /** Only where something in it failed. */
    async again(): Promise<void> {
      if (!hasFailed) return;
      hasFailed = false;
      await run();
    },
  };
}
