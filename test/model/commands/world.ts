/** What happens to the agent: servers, networks, clocks, administrators, the browser's memory. */
import fc from 'fast-check';
import { chats, hiddenNumber, hiddenOne, stageNames, tagNames, taker } from '../cast.ts';
import { emailByColleague, stageByColleague, tagByColleague } from '../colleague.ts';
import type { Refusal } from '../disk.ts';
import { removeDesk, restart, setUpAnew } from '../hands.ts';
import type { CompanyName, Mishap, Weather } from '../network.ts';
import { chat, wait } from './agent.ts';
import { type Command, command } from './command.ts';

/** With which of its events from now a life of the worker ends. */
export const kill = fc
  .tuple(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 })), fc.constantFrom(0, 0, 50))
  .map(([n, ms]) => command(`kill the worker in ${n}`, ms, ({ hands: { world } }) => world.killIn(n)));

export const paces: readonly (readonly number[])[] = [[20], [200], [20, 900], [700, 30, 250], [3_000, 10]];
const pace = fc.tuple(fc.constantFrom(...paces), wait).map(([takes, ms]) =>
  command(`answers take ${takes.join(', ')}`, ms, ({ hands: { world } }) => {
    world.network.weather.takes = takes;
  }),
);

export const mishaps: readonly Mishap[] = [
  'lost',
  'answer lost',
  'silent',
  'silent, handled',
  'too many',
  'page',
  'page, handled',
  'refused',
];
/** What the next requests meet. */
export const meets = (all: Weather['mishaps'], ms = 0): Command =>
  command(
    all.map(({ what, onlyWrites }) => `${what}${onlyWrites ? ' (a write)' : ''}`).join(', '),
    ms,
    ({ hands: { world } }) => {
      world.network.weather.mishaps = [...all];
    },
  );

const oneMishap = fc.record({ what: fc.constantFrom(...mishaps), onlyWrites: fc.boolean() });
/** The same over and over, or one thing after the other. */
const mishap = fc
  .tuple(
    fc.oneof(
      fc
        .tuple(oneMishap, fc.integer({ min: 1, max: 4 }))
        .map(([one, times]) => Array<typeof one>(times).fill(one)),
      fc.array(oneMishap, { minLength: 2, maxLength: 4 }),
    ),
    fc.constantFrom(0, 0, 5),
  )
  .map(([all, ms]) => meets(all, ms));

export const networkIs = (truly: boolean, said: boolean, ms: number): Command =>
  command(
    `network ${truly ? 'up' : 'down'}, said to be ${said ? 'up' : 'down'}`,
    ms,
    ({ hands: { world } }) => world.setOnline(truly, said),
  );
const network = fc
  .tuple(fc.boolean(), fc.boolean(), wait)
  .map(([truly, said, ms]) => networkIs(truly, said, ms));

const clock = fc
  .tuple(fc.constantFrom(-86_400_000, -3_600_000, -5_000, 0, 5_000, 3_600_000), wait)
  .map(([off, ms]) =>
    command(`clock off by ${off}`, ms, ({ hands: { world } }) => world.machine.setClock(off)),
  );

const policies: readonly (readonly CompanyName[])[] = [['acme'], ['acme'], ['bolt'], []];
const policy = fc
  .tuple(fc.constantFrom(...policies), wait)
  .map(([companies, ms]) =>
    command(`policy: ${companies.join(', ') || 'nobody'}`, ms, ({ hands }) =>
      setUpAnew(hands, (world) => world.policy(companies)),
    ),
  );

const desk = fc
  .tuple(fc.boolean(), wait)
  .map(([isThere, ms]) =>
    command(`${isThere ? 'add' : 'remove'} desk`, ms, (stage) =>
      isThere ? stage.hands.world.addDesk() : removeDesk(stage.hands),
    ),
  );

const colleague = fc
  .tuple(fc.constantFrom(...tagNames), wait)
  .map(([name, ms]) =>
    command(`a colleague presses tag ${name}`, ms, (stage) => tagByColleague(stage, name)),
  );
/** A value of which there is one, often in the moment before the agent's own. */
export const colleagueElse = fc
  .tuple(fc.option(fc.constantFrom(...stageNames)), fc.oneof(fc.constant(0), wait))
  .map(([name, ms]) =>
    name === null
      ? command('a colleague writes another address', ms, emailByColleague)
      : command(`a colleague moves to ${name}`, ms, (stage) => stageByColleague(stage, name)),
  );

/** Of who hides it, WhatsApp knows a number now, or shows it; it may hide it again. */
export const numberIs = (...all: ('known' | 'shown')[]) =>
  fc
    .tuple(fc.constantFrom(...all), wait)
    .map(([how, ms]) =>
      command(`the number of Hidden is ${how}`, ms, ({ hands: { world } }) =>
        world.know(
          hiddenOne,
          how === 'shown' ? { phone: hiddenNumber } : { phone: null, hidden: hiddenNumber },
        ),
      ),
    );
export const number = numberIs('known', 'shown');
/** What proves the LID of a chat with a number comes or goes with what the page has drawn. */
export const lidIs = (...all: ('proved' | 'unproved')[]) =>
  fc
    .tuple(fc.constantFrom(...all), wait)
    .map(([how, ms]) =>
      command(`the LID of Hidden is ${how}`, ms, ({ hands: { world } }) =>
        world.know(hiddenOne, { lidUnproved: how === 'unproved' }),
      ),
    );
/** Somebody else goes by it from now on. */
export const username = wait.map((ms) =>
  command('the username of Hidden is Taker’s', ms, async ({ hands: { world } }) => {
    const name = world.chat(hiddenOne)?.username ?? null;
    if (name === null) return;
    await world.know(hiddenOne, { username: null });
    await world.know(taker, { username: name });
  }),
);

const slowDisk = fc
  .tuple(fc.constantFrom(0, 2, 20), wait)
  .map(([slow, ms]) =>
    command(`the disk takes ${slow} ms more`, ms, ({ hands: { world } }) => world.disk.slowDown(slow)),
  );

const refusals: readonly (Refusal | null)[] = ['QuotaExceededError', 'UnknownError', null, null];
const refusingDisk = fc
  .tuple(fc.constantFrom(...refusals), wait)
  .map(([why, ms]) =>
    command(why ? `the disk refuses: ${why}` : 'the disk takes everything', ms, ({ hands: { world } }) =>
      world.disk.refuse(why),
    ),
  );

const key = fc
  .tuple(fc.boolean(), wait)
  .map(([isTold, ms]) =>
    command(`acme has another key${isTold ? '' : ', and nobody says so'}`, ms, ({ hands }) =>
      setUpAnew(hands, (world) => world.changeKey(isTold)),
    ),
  );
const address = fc
  .tuple(fc.constantFrom<CompanyName>('acme', 'desk'), wait)
  .map(([company, ms]) =>
    command(`${company} is at another address`, ms, ({ hands }) =>
      setUpAnew(hands, (world) => world.move(company)),
    ),
  );

export const browserEnds = fc
  .tuple(fc.option(chat), wait)
  .map(([n, ms]) =>
    command(
      `the browser ends, and starts again${n === null ? '' : ` at ${chats[n]?.title}`}`,
      ms,
      ({ hands }) => restart(hands, n === null ? null : hands.world.chat(n)),
    ),
  );

const fullSession = wait.map((ms) =>
  command('the session is full', ms, ({ hands: { world } }) => world.fillSession()),
);

export const sleep = fc
  .constantFrom(35_000, 65_000, 11 * 60_000)
  .map((ms) => command('nothing happens', ms, () => {}));

export const worldCommands: { weight: number; arbitrary: fc.Arbitrary<Command> }[] = [
  { weight: 10, arbitrary: kill },
  { weight: 5, arbitrary: pace },
  { weight: 6, arbitrary: mishap },
  { weight: 3, arbitrary: network },
  { weight: 2, arbitrary: clock },
  { weight: 4, arbitrary: policy },
  { weight: 2, arbitrary: desk },
  { weight: 2, arbitrary: colleague },
  { weight: 2, arbitrary: colleagueElse },
  { weight: 1, arbitrary: number },
  { weight: 1, arbitrary: username },
  { weight: 1, arbitrary: lidIs('proved', 'unproved') },
  { weight: 1, arbitrary: slowDisk },
  { weight: 2, arbitrary: fullSession },
  { weight: 3, arbitrary: refusingDisk },
  { weight: 2, arbitrary: key },
  { weight: 2, arbitrary: address },
  { weight: 2, arbitrary: browserEnds },
  { weight: 1, arbitrary: sleep },
];
