/** One run: a world, the commands one after the other, and the end, when everything is let come to rest. */

import * as v from 'valibot';
import { chats } from './cast.ts';
import type { Stage } from './commands/command.ts';
import {
  answerQuestion,
  closePanel,
  type Decisions,
  type Hands,
  hearRefusal,
  setUpAnew,
  use,
} from './hands.ts';
import { watchInvariants } from './invariants.ts';
import { createLedger, type Ledger } from './ledger.ts';
import type { CompanyName } from './network.ts';
import { createPresses, type Presses } from './presses.ts';
import { type Circumstances, createWorld } from './world.ts';

export async function setTheStage(circumstances: Circumstances): Promise<Stage> {
  const decisions: Decisions = { chosen: new Set(), refused: new Set(), heard: new Map(), gone: new Set() };
  let presses: Presses | null = null;
  let hearUndo: (input: unknown) => void = () => {};
  let arrived: (company: CompanyName) => void = () => {};
  const world = await createWorld(circumstances, {
    arrival: (company) => arrived(company),
    done({ type, input }) {
      if (type === 'link.reject') hearRefusal(decisions, input);
      if (type === 'change.undo') hearUndo(input);
    },
    asked: (...said) => presses?.asked(...said),
    unheard: (...said) => presses?.unheard(...said),
  });
  presses = createPresses(world.machine);
  const ledger: Ledger = createLedger(world.machine);
  hearUndo = (input) => ledger.hearUndo(v.parse(v.object({ id: v.string() }), input).id);
  let count = 0;
  const hands: Hands = {
    world,
    ledger,
    decisions,
    ownerOfAccount: new Map(),
    toBeRead: null,
    typed: [],
    next() {
      count += 1;
      return count;
    },
  };
  const watch = watchInvariants(hands, presses);
  arrived = watch.arrived;
  const { chat, connection, takes } = circumstances.begins;
  await world.openPanel();
  await world.pass(100);
  await use(hands, connection);
  await world.show(world.chat(chat));
  world.network.weather.takes = takes;
  await world.pass(2_000);
  return { hands, watch, saidOnline: circumstances.saidOnline };
}

/** ms; a clock that was set back may have a new token waited for so long (`lib/tokens`). */
const tokenWait = 10_000;

/** The network is back, nobody presses anything, time goes by; a new panel is opened and every chat looked at. */
export async function comeToRest({ hands, watch, saidOnline }: Stage): Promise<void> {
  const { world } = hands;
  world.killIn(Number.POSITIVE_INFINITY);
  world.disk.refuse(null);
  await setUpAnew(hands, () => world.policy(['acme']));
  world.network.weather.mishaps = [];
  world.network.weather.answerTakes = null;
  world.network.weather.takes = [20];
  world.setOnline(true, saidOnline);
  await world.openPanel();
  await world.pass(5_000);
  for (let more = 3; more > 0 && (await answerQuestion(hands)); more -= 1) await world.pass(2_000);
  await world.pass(55_000);
  watch.checkHandedOver();
  await closePanel(hands);
  await world.openPanel();
  await world.pass(6 * 60_000);
  watch.check();
  for (const which of chats.keys()) {
    await world.show(world.chat(which));
    await world.pass(tokenWait);
    watch.check();
    await watch.checkAtRest();
  }
}
