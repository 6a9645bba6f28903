/** What the agent does: in WhatsApp, and on the panel. */
import fc from 'fast-check';
import { accounts, chats, hiddenOne, stageNames, tagNames } from '../cast.ts';
import * as hands from '../hands.ts';
import { type Command, command } from './command.ts';

/** ms before the next thing happens: in the same moment, while a request is under way, when it is done, much later. */
export const wait = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 1, 3) },
  { weight: 4, arbitrary: fc.integer({ min: 4, max: 400 }) },
  { weight: 3, arbitrary: fc.constantFrom(500, 2_000) },
  { weight: 1, arbitrary: fc.constantFrom(12_000, 40_000, 70_000) },
);

/** Of the first there is the most to see. */
export const chat = fc.constantFrom(0, 0, 0, 0, 1, 1, 2, hiddenOne);
export const usedConnection = fc.constantFrom('acme', 'acme', 'bolt', 'desk', 'desk', 'desk', 'device');
const which = fc.nat({ max: 2 });

/** Something on the panel that is named by nothing but what it is. */
const plain = (text: string, act: (stage: hands.Hands) => Promise<unknown>): fc.Arbitrary<Command> =>
  wait.map((ms) => command(text, ms, ({ hands: mine }) => act(mine)));
const numbered = (
  text: string,
  act: (stage: hands.Hands, which: number) => Promise<void>,
): fc.Arbitrary<Command> =>
  fc.tuple(which, wait).map(([n, ms]) => command(`${text} ${n}`, ms, ({ hands: mine }) => act(mine, n)));

const open = fc
  .tuple(chat, wait)
  .map(([n, ms]) =>
    command(`open ${chats[n]?.title}`, ms, ({ hands: { world } }) => world.show(world.chat(n))),
  );
const tag = fc
  .tuple(fc.constantFrom(...tagNames), wait)
  .map(([name, ms]) => command(`press tag ${name}`, ms, (stage) => hands.tag(stage.hands, name)));
/** A moment before the draft is put away, in that moment, and after it. */
export const typed = fc
  .constantFrom(0, 250, 299, 300, 301, 302, 303, 305, 310, 400)
  .map((ms) => command('type a note', ms, ({ hands: mine }) => hands.typeNote(mine)));
export const save = plain('save what stands in the box', hands.saveNote);
export const retry = numbered('retry', hands.retry);
export const undo = numbered('undo', hands.undo);
export const openPanel = plain('open the panel', ({ world }) => world.openPanel());
export const closePanel = plain('close the panel', hands.closePanel);
export const email = plain('email', hands.writeEmail);
export const useMine = plain('use mine', hands.useMine);
export const keepTheirs = plain('keep theirs', hands.keepTheirs);
export const choose = numbered('choose', hands.choose);
export const refuse = plain('not this person, none of these', hands.refuseShown);
export const deleteShown = plain('delete', hands.deleteShown);
export const undoDeletion = plain('undo the deletion', hands.undoDeletion);
export const create = plain('create', hands.create);
const note = plain('note', (mine) => hands.note(mine, { reminds: false }));
export const stage = fc
  .tuple(fc.constantFrom(...stageNames), wait)
  .map(([name, ms]) => command(`stage ${name}`, ms, ({ hands: mine }) => hands.moveTo(mine, name)));
export const change = fc.oneof(tag, stage, email, note);
const connection = fc
  .tuple(usedConnection, wait)
  .map(([name, ms]) => command(`use ${name}`, ms, ({ hands: mine }) => hands.use(mine, name)));
/** Read again, often by a request that is slower than those after it. */
const refresh = fc
  .tuple(fc.constantFrom(null, 500, 3_000), fc.oneof(wait, fc.constant(12_500)))
  .map(([takes, ms]) =>
    command(`refresh${takes ? `, slowly (${takes} ms)` : ''}`, ms, ({ hands: mine }) => {
      mine.world.network.weather.answerTakes = takes;
      return hands.refresh(mine);
    }),
  );

/** With a clock that is right again, or wrong, by the time the page is there. */
const reload = fc
  .tuple(chat, fc.boolean(), fc.constantFrom(null, null, -3_600_000), wait)
  .map(([n, isOther, clockOff, ms]) => {
    const more = `${isOther ? ', another account' : ''}${clockOff ? `, clock off by ${clockOff}` : ''}`;
    return command(`reload at ${chats[n]?.title}${more}`, ms, ({ hands: { world } }) => {
      if (clockOff !== null) world.machine.setClock(clockOff);
      return world.reload(world.chat(n), isOther ? accounts[1] : undefined);
    });
  });

export const agentCommands: { weight: number; arbitrary: fc.Arbitrary<Command> }[] = [
  { weight: 12, arbitrary: open },
  { weight: 1, arbitrary: plain('leave', ({ world }) => world.show(null)) },
  { weight: 7, arbitrary: refresh },
  { weight: 3, arbitrary: choose },
  { weight: 2, arbitrary: numbered('find', hands.find) },
  { weight: 8, arbitrary: refuse },
  { weight: 16, arbitrary: tag },
  { weight: 6, arbitrary: stage },
  { weight: 7, arbitrary: email },
  { weight: 9, arbitrary: note },
  { weight: 1, arbitrary: plain('reminder', (mine) => hands.note(mine, { reminds: true })) },
  { weight: 2, arbitrary: typed },
  { weight: 2, arbitrary: save },
  { weight: 3, arbitrary: create },
  { weight: 1, arbitrary: deleteShown },
  { weight: 5, arbitrary: undo },
  { weight: 3, arbitrary: retry },
  { weight: 1, arbitrary: useMine },
  { weight: 1, arbitrary: keepTheirs },
  { weight: 1, arbitrary: numbered('it is there', (mine, n) => hands.settleWrite(mine, n, 'there')) },
  { weight: 1, arbitrary: numbered('give up', (mine, n) => hands.settleWrite(mine, n, 'dropped')) },
  { weight: 1, arbitrary: plain('forget', hands.forget) },
  { weight: 6, arbitrary: plain('same company?', hands.answerQuestion) },
  { weight: 1, arbitrary: plain('another company', hands.callItAnother) },
  { weight: 4, arbitrary: connection },
  { weight: 3, arbitrary: reload },
  { weight: 1, arbitrary: closePanel },
  { weight: 3, arbitrary: openPanel },
];
