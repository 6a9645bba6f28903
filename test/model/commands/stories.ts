/** What seldom follows one upon the other by chance, and is where much can be lost. Any part may be left out. */
import fc from 'fast-check';
import { chats, hiddenOne, taker } from '../cast.ts';
import { saveNote, use } from '../hands.ts';
import type { Mishap } from '../network.ts';
import {
  change,
  choose,
  closePanel,
  create,
  deleteShown,
  email,
  keepTheirs,
  openPanel,
  refuse,
  retry,
  save,
  stage,
  typed,
  undo,
  undoDeletion,
  useMine,
  wait,
} from './agent.ts';
import { type Command, command, inTurn } from './command.ts';
import {
  browserEnds,
  colleagueElse,
  kill,
  lidIs,
  meets,
  mishaps,
  networkIs,
  number,
  numberIs,
  sleep,
  username,
} from './world.ts';

const handled = fc.constantFrom<Mishap>('answer lost', 'silent, handled', 'page, handled');

const nothing = (...ms: number[]) =>
  fc.constantFrom(...ms).map((each) => command('nothing happens', each, () => {}));

const openChat = (which: number, ms: number): Command =>
  command(`open ${chats[which]?.title}`, ms, ({ hands }) => hands.world.show(hands.world.chat(which)));

/** A change lands and nobody hears of it; where it is looked for, or sent anew, something is wrong again; undo. */
const doubt = inTurn(
  fc
    .tuple(handled, fc.oneof(fc.constant<Mishap>('refused'), fc.constantFrom(...mishaps)))
    .map(([first, then]) =>
      meets([
        { what: first, onlyWrites: true },
        { what: then, onlyWrites: false },
      ]),
    ),
  change,
  nothing(35_000, 65_000),
  fc.boolean().map((said) => networkIs(false, said, 0)),
  retry,
  nothing(400, 4_000),
  undo,
);

/** The worker ends while a draft is put away; the panel is opened anew, and what stands in its box is saved again. */
const again = inTurn(typed, kill, save, closePanel, sleep, openPanel, save);

/** The worker ends at some step of taking a note over, and nobody may be left who hands it over again. */
const handedOver = inTurn(
  typed,
  nothing(500, 2_000),
  kill,
  fc
    .integer({ min: 0, max: 30 })
    .map((ms) => command('save what stands in the box', ms, ({ hands }) => saveNote(hands))),
  fc.oneof(closePanel, browserEnds),
);

/** A colleague was quicker, and may be once more before the agent has said whose word holds. */
const clash = inTurn(
  fc.constant(openChat(0, 2_000)),
  colleagueElse,
  fc.oneof(email, stage),
  nothing(500, 4_000),
  fc.oneof(kill, colleagueElse),
  fc.oneof(useMine, keepTheirs),
  nothing(500, 4_000),
  fc.oneof(useMine, keepTheirs, undo),
);

/** What was refused is said anew, once or twice, and the worker may end with it. */
const corrected = inTurn(
  fc
    .integer({ min: 1, max: 2 })
    .map((times) => meets(Array.from({ length: times }, () => ({ what: 'refused', onlyWrites: true })))),
  fc.oneof(email, stage),
  nothing(500, 2_000),
  kill,
  fc.oneof(email, stage),
  nothing(500, 2_000),
  fc.oneof(email, stage),
  fc.oneof(retry, undo),
);

/** Somebody is made on this device and deleted; what happens within the eight seconds, and whether they are used. */
const deletion = inTurn(
  fc.constant(command('use device', 50, ({ hands }) => use(hands, 'device'))),
  fc.constantFrom(0, 1).map((which) => openChat(which, 500)),
  create,
  nothing(1_000),
  fc.oneof(change, typed),
  deleteShown,
  fc.oneof(kill, change),
  fc.oneof(undoDeletion, closePanel, browserEnds, nothing(3_000, 7_600)),
  openPanel,
  fc.oneof(undoDeletion, kill, change),
  nothing(4_000, 8_000),
);

/** Somebody whose number is hidden is chosen or refused by the username; the number appears, another takes the name. */
const byUsername = inTurn(
  fc
    .constantFrom('desk', 'desk', 'acme')
    .map((name) => command(`use ${name}`, 50, ({ hands }) => use(hands, name))),
  wait.map((ms) => openChat(hiddenOne, ms)),
  nothing(2_000),
  fc.oneof(choose, refuse),
  fc.oneof(kill, change),
  number,
  fc.oneof(choose, refuse, nothing(2_000)),
  fc.oneof(number, username),
  fc.oneof(choose, refuse, nothing(2_000)),
  wait.map((ms) => openChat(taker, ms)),
  nothing(2_000),
  fc.oneof(choose, refuse, username),
  wait.map((ms) => openChat(hiddenOne, ms)),
);

/** Somebody is refused or chosen under one of a chat's names, and the other is all that is left of it for a while. */
const underOneName = inTurn(
  fc.constantFrom('desk', 'acme').map((name) => command(`use ${name}`, 50, ({ hands }) => use(hands, name))),
  fc.oneof(numberIs('shown'), numberIs('known')),
  fc.constant(openChat(hiddenOne, 2_000)),
  fc.oneof(refuse, choose),
  nothing(500, 2_000),
  lidIs('unproved'),
  fc.oneof(numberIs('shown'), numberIs('known')),
  nothing(2_000),
  fc.oneof(choose, change, kill),
  fc.oneof(lidIs('proved'), numberIs('known')),
  nothing(2_000, 4_000),
);

export const stories: { weight: number; arbitrary: fc.Arbitrary<Command> }[] = [
  { weight: 3, arbitrary: doubt },
  { weight: 3, arbitrary: again },
  { weight: 3, arbitrary: handedOver },
  { weight: 3, arbitrary: clash },
  { weight: 2, arbitrary: corrected },
  { weight: 3, arbitrary: deletion },
  { weight: 3, arbitrary: byUsername },
  { weight: 3, arbitrary: underOneName },
];
