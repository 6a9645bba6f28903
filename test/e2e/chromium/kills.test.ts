/**
 * The worker is killed with writes on their way, at every kind of change of every back end and in each of the three
 * moments that differ: the CRM has not written yet, it has and has not answered, its answer was lost. Nothing of it may
 * be lost, doubled by us, or told otherwise than it is.
 *
 * Four customers are written to at once, so one kill hits four changes; the half minute in which a lost answer settles
 * is waited for once, at the end.
 */
import { describe, expect, it } from 'vitest';
import type { WriteView } from '../../../lib/session/shapes.ts';
import type { Fault } from '../../doubles/crm-server/faults.ts';
import { accountOf } from '../harness/account-of.ts';
import { deviceConnection, sobotConnection } from '../harness/connections.ts';
import { deviceCustomer, restoreDevice } from '../harness/device-backup.ts';
import { deviceTimeline } from '../harness/device-timeline.ts';
import { inPanel, panel, world } from '../harness/in-panel.ts';
import { type Stroke, strokesAt } from '../harness/kill-matrix.ts';
import { killWorker } from '../harness/kill-worker.ts';
import { until } from '../harness/until.ts';
import { demoConnection, setUp, type World } from '../harness/world.ts';

/** `npm run soak` asks for more. */
const rounds = Number(process.env.KILL_ROUNDS ?? 1);
/** Writes under way at once. */
const atOnce = 4;

type Handled = World['crm']['requests'][number];

const moments: { name: string; fault: Pick<Fault, never> & object; hasCome(request: Handled): boolean }[] = [
  {
    name: 'before the CRM wrote it',
    fault: { kind: 'slow', ms: 6_000 },
    hasCome: () => true,
  },
  {
    name: 'after the CRM wrote it, before it answered',
    fault: { kind: 'slow', ms: 6_000, written: true },
    hasCome: ({ handledCode }) => handledCode !== null,
  },
  {
    name: 'when the answer was lost',
    fault: { kind: 'truncated' },
    hasCome: ({ status }) => status !== null,
  },
];

inPanel(() => setUp(world, [demoConnection, sobotConnection, deviceConnection]));

const ask = (type: string, input: unknown) =>
  panel.evaluate((message) => globalThis.chrome.runtime.sendMessage(message), { type, input });

async function submit({ name, connectionId, change }: Stroke): Promise<void> {
  const reply = await ask('change.submit', {
    id: name,
    accountId: await accountOf(panel, connectionId),
    change,
  });
  expect(reply, name).toMatchObject({ ok: true });
}

async function writes(): Promise<WriteView[]> {
  const { outbox } = await panel.evaluate(() => globalThis.chrome.storage.session.get('outbox'));
  return (outbox as { writes: WriteView[] } | undefined)?.writes ?? [];
}

async function settled(): Promise<void> {
  await ask('panel.opened', null);
  await until(
    async () => !(await writes()).some(({ state }) => state === 'waiting' || state === 'sending'),
    'every write to be settled',
    150_000,
  );
}

const carried = (stroke: Stroke) =>
  world.crm.requests.filter((one) => one.interface === stroke.interface && stroke.carries(one));

describe.each(Array.from({ length: rounds }, (_, round) => round))('killed in round %i', (round) => {
  it('loses nothing, doubles nothing, and says what it does not know', { timeout: 240_000 }, async () => {
    world.crm.reset();
    const all: { stroke: Stroke; moment: string }[] = [];
    for (const [index, moment] of moments.entries()) {
      const strokes = strokesAt(world.crm, round * moments.length + index);
      for (let from = 0; from < strokes.length; from += atOnce) {
        const together = strokes.slice(from, from + atOnce);
        for (const { backend, interface: name } of together) {
          world.crm.faults.add({ ...moment.fault, backend, interface: name } as Fault);
        }
        for (const stroke of together) await submit(stroke);
        await Promise.all(
          together.map((stroke) =>
            world.crm.waitFor(
              (one) => one.interface === stroke.interface && stroke.carries(one) && moment.hasCome(one),
              20_000,
            ),
          ),
        );
        await killWorker(world.browser);
        all.push(...together.map((stroke) => ({ stroke, moment: moment.name })));
      }
    }
    await settled();

    const left = await writes();
    const report = all.map(({ stroke, moment }) => ({
      what: `${stroke.name}, ${moment}`,
      times: stroke.times(),
      sent: carried(stroke).length,
      state: left.find(({ id }) => id === stroke.name)?.state ?? 'gone',
      mayAsk: stroke.mayAsk,
    }));
    const saved = (state: string) => state === 'done' || state === 'gone';
    // A request that comes late may be refused, as for a token that was replaced: then the agent is asked, and rightly.
    const isAsked = ({ mayAsk, times, state }: (typeof report)[number]) =>
      mayAsk && times === 0 && state === 'unknown';
    expect(report.filter((one) => one.times !== 1 && !isAsked(one))).toEqual([]);
    expect(report.filter(({ mayAsk, sent }) => mayAsk && sent !== 1)).toEqual([]);
    expect(report.filter(({ mayAsk, state }) => !saved(state) && !(mayAsk && state === 'unknown'))).toEqual(
      [],
    );
    expect(world.crm.violations).toEqual([]);
    if (process.env.SHOW_FIGURES) console.table(report);
  });
});

describe('killed right after a change was taken', () => {
  const changes = {
    tags: { kind: 'setTags', add: [{ id: 'vip', name: 'VIP', groupId: 'level' }], remove: [] },
    stage: {
      kind: 'setStage',
      from: { stageId: 'new', outcome: 'open' },
      to: { stageId: 'paid', outcome: 'open' },
    },
    edited: { kind: 'edit', edits: [{ key: 'email', from: null, to: 'b@example.com' }] },
    note: { kind: 'note', text: 'Agreed on Friday' },
  } as const;

  it('writes each change on this device once', { timeout: 120_000 }, async () => {
    const kinds = Object.entries(changes).flatMap(([event, change]) =>
      Array.from({ length: rounds }, (_, round) => ({ event, change, round })),
    );
    const customers = kinds.map(({ event }, index) =>
      deviceCustomer(`1555040${String(index).padStart(4, '0')}`, `${event} ${index}`),
    );
    await restoreDevice(world, { customers });
    const device = await accountOf(panel, 'device');
    for (const [index, { change }] of kinds.entries()) {
      const customerId = customers[index]?.id ?? '';
      const id = `device ${index}`;
      const reply = await ask('change.submit', {
        id,
        accountId: device,
        change: { ...change, customerId },
      });
      expect(reply).toMatchObject({ ok: true });
      await killWorker(world.browser);
    }
    await settled();
    const done = await deviceTimeline(panel);
    const times = kinds.map(({ event }, index) => ({
      event,
      times: done.filter((one) => one.customerId === customers[index]?.id && one.kind === event).length,
    }));
    expect(times).toEqual(kinds.map(({ event }) => ({ event, times: 1 })));
    const left = (await writes()).filter(({ accountId }) => accountId === device);
    expect(left.filter(({ state }) => state !== 'done')).toEqual([]);
  });
});
