/**
 * A day at random, with everything failing at any time: nobody wrong is shown, nothing goes to whom the agent did not
 * see, nothing is lost or doubled, "Saved" is true, and in the end panel and CRM agree.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WriteView } from '../../../lib/session/shapes.ts';
import { idOf } from '../../doubles/crm-server/sobot/ids.ts';
import { people } from '../../doubles/people.ts';
import { deviceConnection, sobotConnection } from '../harness/connections.ts';
import { deviceCustomer, restoreDevice } from '../harness/device-backup.ts';
import { deviceTimeline } from '../harness/device-timeline.ts';
import { type Day, numbers, spendDay } from '../harness/long-day.ts';
import { judgeShown } from '../harness/switch-at-random.ts';
import { until } from '../harness/until.ts';
import { demoConnection, openChat, openWhatsApp, openWorld, setUp, type World } from '../harness/world.ts';

/** `npm run soak` asks for more. */
const actions = Number(process.env.ACTIONS ?? 200);
const seed = Number(process.env.SEED ?? 20_261_107);
/** ms that a cleared customer may take to leave the screen: the Port, one turn, one paint on a busy machine. */
const grace = 250;

const customers = people.filter(({ phone, customer }) => phone !== null && customer !== null);

let world: World;
let page: Page;

beforeAll(async () => {
  world = await openWorld();
  await setUp(world, [demoConnection, sobotConnection, deviceConnection]);
  await restoreDevice(world, {
    customers: customers.map(({ phone, customer }) =>
      deviceCustomer(phone ?? '', customer?.friendName ?? ''),
    ),
  });
  page = await openWhatsApp(world, seed % 2 === 0 ? '?records=older' : '');
});
afterAll(() => world.close());

const writes = async (panel: Page): Promise<WriteView[]> => {
  const { outbox } = await panel.evaluate(() => globalThis.chrome.storage.session.get('outbox'));
  return (outbox as { writes: WriteView[] } | undefined)?.writes ?? [];
};

/** Nothing is on its way, and what waits does so behind something that the agent has to decide on. */
function isAtRest(all: readonly WriteView[]): boolean {
  const isOpen = ({ state }: WriteView) => state === 'failed' || state === 'unknown';
  return all.every(
    (write) =>
      isOpen(write) ||
      write.state === 'done' ||
      (write.state === 'waiting' &&
        all.some((other) => isOpen(other) && other.customerId === write.customerId)),
  );
}

/** The texts of all notes, in the CRM and on this device. */
async function notesThere(panel: Page): Promise<string[]> {
  const there = world.crm.sobot.company.users.flatMap(({ id, events }) =>
    events.map(({ content }) => `${id} ${JSON.stringify(content)}`),
  );
  const here = (await deviceTimeline(panel)).map(({ customerId, summary }) => `${customerId} ${summary}`);
  return [...there, ...here];
}

/** Stages that customers were given whom the agent had not given them, nor had before. */
function strayStages({ stages: pressed }: Day): string[] {
  const may = (id: string, stage: string | undefined) =>
    stage === undefined ||
    pressed.some((one) => one.customerId === id && one.stage === stage) ||
    people.some(({ phone, customer }) => phone === numbers.get(id) && customer?.stage === stage);
  const { company } = world.crm.sobot;
  const atSobot = company.users.flatMap(({ id, events }) =>
    events.flatMap(({ content }) => {
      const stage = company.stages.find((one) => one.id === content.stageId)?.name;
      return may(id, stage) ? [] : [`${id} ${stage}`];
    }),
  );
  const atSocialEpoch = world.crm.socialepoch.customers.standard
    .all()
    .flatMap(({ whatsApp, stage }) => (may(whatsApp, stage || undefined) ? [] : [`${whatsApp} ${stage}`]));
  return [...atSobot, ...atSocialEpoch];
}

it(`keeps every promise through ${actions} actions`, { timeout: 400_000 + actions * 300 }, async () => {
  const spent = await spendDay(world, page, actions, seed);
  const panel = spent.panel();
  let asked = 0;
  await until(
    async () => {
      if (Date.now() - asked > 2_000) {
        asked = Date.now();
        await panel.evaluate(() =>
          globalThis.chrome.runtime.sendMessage({ type: 'panel.opened', input: null }),
        );
      }
      return isAtRest(await writes(panel));
    },
    'every write to be settled',
    360_000,
  );
  const day = await spent.told();
  // A day on which hardly anything could be done proves nothing.
  expect(day.stages.length + day.notes.length).toBeGreaterThan(actions / 40);
  const left = await writes(panel);
  const open = left.filter(({ state }) => state !== 'done');
  const told = `seed ${seed}`;

  const shown = day.shown.map((one) => ({
    ...one,
    customer: one.customer && (numbers.get(one.customer) ?? one.customer),
  }));
  const {
    people: seen,
    wrong,
    latest,
  } = judgeShown(
    shown.filter(({ state }) => state !== 'not-whatsapp'),
    day.opened,
    grace,
  );
  expect.soft(wrong, told).toEqual([]);

  const notes = await notesThere(panel);
  const timesOf = (text: string, id?: string) =>
    notes.filter((one) => one.includes(`${text} to `) && (id === undefined || one.startsWith(id))).length;
  const judged = day.notes.map(({ text, customerId }) => ({
    text,
    there: timesOf(text, customerId),
    anywhere: timesOf(text),
    open: open.some(({ change }) => change.kind === 'note' && change.text.startsWith(`${text} to `)),
  }));
  expect
    .soft(
      judged.filter(({ there, anywhere }) => there !== anywhere),
      `${told}: to somebody else`,
    )
    .toEqual([]);
  expect
    .soft(
      judged.filter((one) => one.there === 0 && !one.open),
      `${told}: lost`,
    )
    .toEqual([]);
  expect
    .soft(judged.filter(({ there }) => there > 1).length, `${told}: doubled`)
    .toBeLessThanOrEqual(day.again);
  const saved = [...day.saved.values()].flatMap(({ change }) =>
    change.kind === 'note' ? [change.text] : [],
  );
  expect
    .soft(
      saved.filter((text) => !notes.some((one) => one.includes(text))),
      `${told}: not saved`,
    )
    .toEqual([]);
  expect.soft(strayStages(day), told).toEqual([]);
  expect.soft(world.crm.violations, told).toEqual([]);

  await panel.evaluate(
    () =>
      void globalThis.chrome.runtime.sendMessage({
        type: 'connection.select',
        input: { connectionId: 'sobot' },
      }),
  );
  for (const { lid, phone } of customers) {
    const id = idOf('user', phone ?? '');
    if (open.some(({ customerId }) => customerId === id)) continue;
    await openChat(page, lid);
    await panel.waitForFunction(
      (digits) => document.querySelector('main')?.dataset.phone === digits,
      {},
      phone,
    );
    // Whatever a broken answer left is read anew.
    await panel.evaluate(() => document.querySelector<HTMLElement>('button.refresh')?.click());
    const user = world.crm.sobot.company.user(id);
    const stage = world.crm.sobot.company.stages.find((one) => one.id === user?.stage?.id)?.name;
    const tags = world.crm.sobot.company.labels.filter((one) => user?.labelIds.includes(one.id));
    const wanted = [stage ?? null, ...tags.map(({ name }) => name).toSorted()];
    await until(
      async () => {
        const drawn = await panel.evaluate(drawnOf, id);
        return drawn === null || JSON.stringify(drawn) === JSON.stringify(wanted);
      },
      `${told}: ${lid} to be drawn as ${JSON.stringify(wanted)}`,
      30_000,
    ).catch(async (error: Error) => {
      throw new Error(`${error.message}, but ${JSON.stringify(await panel.evaluate(drawnOf, id))}`);
    });
  }
  console.log(
    `${actions} actions, ${told}: ${seen} samples with a person, cleared within ${Math.round(latest)} ms, ` +
      `${day.notes.length} notes, ${day.stages.length} stages, ${open.length} left to the agent`,
  );
});

/** In the panel: stage and tags of this customer as drawn; null where the agent is asked who it is. */
function drawnOf(id: string): (string | null)[] | null {
  const main = document.querySelector('main');
  if (main?.dataset.state === 'confirm' || main?.dataset.state === 'choose') return null;
  if (main?.dataset.customer !== id || main.dataset.fresh !== 'live') return [main?.dataset.state ?? ''];
  const tags = [...document.querySelectorAll('ul[aria-label="Tags"] .tag-text')]
    .map((one) => one.textContent ?? '')
    .filter((name) => name !== '团员')
    .toSorted();
  const stage = document.querySelector('[role=radio][aria-checked=true]')?.textContent?.trim() ?? null;
  return [stage, ...tags];
}
