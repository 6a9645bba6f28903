import type fc from 'fast-check';
import type { Hands } from '../hands.ts';
import type { Watch } from '../invariants.ts';

/** What a command works on: the agent's hands, and who watches. */
export interface Stage {
  hands: Hands;
  watch: Watch;
  /** Whether the browser knows in the end that there is a network. */
  saidOnline: boolean;
}

/** Ledger and decisions are the model; they are filled while the commands run, by what was seen on the screen. */
type Model = Record<string, never>;
export type Command = fc.AsyncCommand<Model, Stage>;

/** Something happens, then `wait` ms go by. Its text is what a failing run prints. */
export function command(text: string, wait: number, act: (stage: Stage) => Promise<void> | void): Command {
  return {
    check: () => true,
    async run(_, stage) {
      await act(stage);
      await stage.hands.world.pass(wait);
      stage.watch.check();
    },
    toString: () => `${text}; ${wait} ms`,
  };
}
