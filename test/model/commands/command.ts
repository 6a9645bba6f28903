import fc from 'fast-check';
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

/** Several, one after the other; each may be left out. */
export const inTurn = (...steps: fc.Arbitrary<Command>[]): fc.Arbitrary<Command> =>
  fc.tuple(...steps.map((step) => fc.option(step, { freq: 11 }))).map((chosen) => {
    const there = chosen.filter((one) => one !== null);
    return {
      check: () => true,
      async run(model, stage) {
        for (const one of there) await one.run(model, stage);
      },
      toString: () => there.join(' → '),
    };
  });

/** Something happens, then `wait` ms go by. Its text is what a failing run prints. */
export function command(text: string, wait: number, act: (stage: Stage) => unknown): Command {
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
