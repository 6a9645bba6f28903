/** What was confirmed to be written stays, until something that left later says otherwise. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Customer, Tag } from '../../../lib/crm/model.ts';
import type { Change } from '../../../lib/crm/port.ts';
import { AppError } from '../../../lib/errors/app-error.ts';
import { acme, customerOf } from '../support/samples.ts';
import { ana, exact, flowWorld, settled } from './world.ts';

const chat = `phone:+${ana}`;
const find = `find c1 +${ana}`;
const tagOf = (id: string): Tag => ({ id, name: id, groupId: null, colour: null, readOnly: false });
const anaWith = (...tags: string[]): Customer => customerOf('ana', { tags: tags.map(tagOf) });
const add = (id: string): Change => ({
  kind: 'setTags',
  customerId: 'ana',
  add: [{ id, name: id, groupId: null }],
  remove: [],
});

let world: ReturnType<typeof flowWorld>;
beforeEach(() => {
  world = flowWorld();
});

const has = (...tags: string[]) => world.known.set(`+${ana}`, [exact(ana, anaWith(...tags))]);
async function shownTags(connectionId = 'c1'): Promise<string[]> {
  await settled();
  const card = await world.session.readCard(connectionId, 'ana');
  return card?.customer.tags.map((tag) => tag.id).sort() ?? [];
}
async function write(id: string, ...left: string[]): Promise<void> {
  const tell = await world.write('c1', add(id), anaWith(...left));
  void tell();
  await settled();
}

describe('a tag that was saved', () => {
  it('stays when a reading that left before comes back after', async () => {
    await world.open(1, ana, 1);
    await settled();
    world.holdAnswers();
    await world.follower.refresh('c1', chat);
    await settled();
    has('hot');
    await write('hot', 'hot');
    expect(await shownTags()).toEqual(['hot']);
    world.letGo(find);
    expect(await shownTags()).toEqual(['hot']);
  });

  it('came with what a colleague did: a reading that left before takes neither away', async () => {
    await world.open(1, ana, 1);
    await settled();
    world.holdAnswers();
    await world.follower.refresh('c1', chat);
    await settled();
    has('colleague', 'hot');
    await write('hot', 'colleague', 'hot');
    world.letGo(find);
    expect(await shownTags()).toEqual(['colleague', 'hot']);
  });

  it('is on a card whose first reading left before it was', async () => {
    world.holdAnswers();
    await world.open(1, ana, 1);
    await settled();
    has('hot');
    const tell = await world.write('c1', add('hot'), anaWith('hot'));
    await world.session.forgetConnection('c1');
    void tell();
    await settled();
    world.letGo();
    expect(await shownTags()).toEqual(['hot']);
  });

  it('takes nothing away that a reading brought which left after the write', async () => {
    await world.open(1, ana, 1);
    await settled();
    const { promise, resolve } = Promise.withResolvers<Customer>();
    const first = world.write('c1', add('hot'), promise);
    has('colleague');
    await world.follower.refresh('c1', chat);
    await settled();
    resolve(anaWith('hot'));
    await (await first)();
    expect(await shownTags()).toEqual(['colleague', 'hot']);
  });

  it('leaves the stage where an answer does not say it', async () => {
    const paid = { stageId: 'paid', outcome: 'open' } as const;
    world.known.set(`+${ana}`, [exact(ana, customerOf('ana', { stage: paid }))]);
    await world.open(1, ana, 1);
    await settled();
    const tell = await world.write('c1', add('hot'), customerOf('ana', { stage: 'unknown' }));
    await tell();
    await settled();
    expect((await world.session.readCard('c1', 'ana'))?.customer.stage).toEqual(paid);
    world.known.set(`+${ana}`, [exact(ana, customerOf('ana', { stage: 'unknown' }))]);
    await world.follower.refresh('c1', chat);
    await settled();
    expect((await world.session.readCard('c1', 'ana'))?.customer.stage).toEqual(paid);
  });

  it('brings nobody back who was forgotten meanwhile', async () => {
    await world.open(1, ana, 1);
    await settled();
    world.holdAnswers();
    const found = { customerId: 'ana', applied: null };
    void world.follower.written(
      'c1',
      { key: 'write', accountId: acme, change: add('hot'), createdAt: 1 },
      found,
    );
    await settled();
    const forgotten = world.follower.startOver(() => world.session.forgetCustomer('c1', 'ana'));
    await settled();
    world.letGo('get c1 ana');
    await settled();
    expect(await world.session.readCard('c1', 'ana')).toBeNull();
    world.letGo();
    await forgotten;
  });

  it('goes when a reading that left later says so', async () => {
    await world.open(1, ana, 1);
    await settled();
    await write('hot', 'hot');
    await world.follower.refresh('c1', chat);
    expect(await shownTags()).toEqual([]);
  });

  it('stays beside another whose answer left before it was confirmed', async () => {
    await world.open(1, ana, 1);
    await settled();
    const { promise, resolve } = Promise.withResolvers<Customer>();
    const first = world.write('c1', add('hot'), promise);
    await write('vip', 'vip');
    resolve(anaWith('hot'));
    await (await first)();
    expect(await shownTags()).toEqual(['hot', 'vip']);
  });

  it('as the back end spells it is not written over by how it was asked for', async () => {
    await world.open(1, ana, 1);
    const edit: Change = {
      kind: 'edit',
      customerId: 'ana',
      edits: [{ key: 'email', from: null, to: 'ANA@X' }],
    };
    await settled();
    await (await world.write('c1', edit, customerOf('ana', { email: 'ana@x' })))();
    expect((await world.session.readCard('c1', 'ana'))?.customer.email).toBe('ana@x');
  });

  it('is on the card though the CRM cannot be read afterwards', async () => {
    await world.open(1, ana, 1);
    await settled();
    world.fail(new AppError('SERVER_DOWN'));
    const found = world.follower.written(
      'c1',
      { key: 'write', accountId: acme, change: add('hot'), createdAt: 1 },
      { customerId: 'ana', applied: null },
    );
    await expect(found).resolves.toBeUndefined();
    expect(await shownTags()).toEqual(['hot']);
  });

  describe('and whose card the session refused', () => {
    const setStage = (stageId: string): Change => ({
      kind: 'setStage',
      customerId: 'ana',
      from: null,
      to: { stageId, outcome: 'open' },
    });
    const stage = async () => (await world.session.readCard('c1', 'ana'))?.customer.stage;
    const refused = async (change: Change, customer: Customer) => {
      await world.open(1, ana, 1);
      await settled();
      const tell = await world.write('c1', change, customer);
      for (let times = 0; times < 20; times++) {
        world.area.refuseNext((items) => 'customer:c1:ana' in items);
      }
      await expect(tell()).rejects.toThrow('quota');
      return tell;
    };

    it('is not taken for told, and is on the card once it is told again', async () => {
      const tell = await refused(add('hot'), anaWith('hot'));
      expect(await shownTags()).toEqual([]);
      world.area.refuseNone();
      await tell();
      expect(await shownTags()).toEqual(['hot']);
    });

    it('takes nothing away then that was confirmed, or read, meanwhile', async () => {
      const tell = await refused(setStage('paid'), customerOf('ana', { stage: 'unknown' }));
      world.area.refuseNone();
      const found = { customerId: 'ana', applied: null };
      world.fail(new AppError('SERVER_DOWN'));
      const next = { key: 'next', accountId: acme, change: setStage('done'), createdAt: 1 };
      await world.follower.written('c1', next, found);
      expect(await stage()).toMatchObject({ stageId: 'done' });
      await tell();
      expect(await stage()).toMatchObject({ stageId: 'done' });
      world.fail(null);
      const moved = customerOf('ana', { stage: { stageId: 'by a colleague', outcome: 'open' } });
      world.known.set(`+${ana}`, [exact(ana, moved)]);
      await world.follower.refresh('c1', chat);
      await settled();
      await tell();
      expect(await stage()).toMatchObject({ stageId: 'by a colleague' });
    });
  });

  it.each([
    ['found out to be there', null],
    ['answered without the customer', { customerId: 'ana', customer: null }],
  ])('is shown with all that the CRM has by now, where it was %s', async (_, answer) => {
    await world.open(1, ana, 1);
    await settled();
    has('colleague', 'hot');
    const signal = AbortSignal.timeout(60_000);
    const writer = world.follower.asWriter({ ...world.adapter, apply: async () => answer ?? never() });
    const applied = answer && (await writer.apply(add('hot'), 'key', signal));
    await world.follower.written(
      'c1',
      { key: 'write', accountId: acme, change: add('hot'), createdAt: 1 },
      { customerId: 'ana', applied },
    );
    expect(await shownTags()).toEqual(['colleague', 'hot']);
    expect(world.rows.size).toBe(0);
  });

  it('is on no customer of another company with the same id', async () => {
    await world.open(1, ana, 1);
    await settled();
    await world.session.updateCard('c2', 'ana', () => ({ customer: anaWith(), readAt: 1, timeline: null }));
    await write('hot', 'hot');
    expect(await shownTags('c2')).toEqual([]);
  });
});

describe('a reading', () => {
  it('that was overtaken by a later one of the same customer is not filed', async () => {
    await world.open(1, ana, 1);
    await settled();
    world.holdAnswers();
    await world.follower.refresh('c1', chat);
    await settled();
    has('newer');
    await showInAnotherTab();
    world.letGo('get c1 ana');
    expect(await shownTags()).toEqual(['newer']);
    world.letGo(find);
    expect(await shownTags()).toEqual(['newer']);
  });

  it('is as old as its question', async () => {
    world.holdAnswers();
    await world.open(1, ana, 1);
    await settled();
    world.later(59_000);
    world.letGo();
    await settled();
    expect((await world.session.readCard('c1', 'ana'))?.readAt).toBe(1_000_000);
    expect((await world.session.readMatch('c1', chat))?.readAt).toBe(1_000_000);
  });

  it('of the timeline that was overtaken by a later one is not filed', async () => {
    await world.open(1, ana, 1);
    await settled();
    world.holdAnswers();
    await world.follower.refresh('c1', chat);
    await settled();
    world.letGo(find);
    await settled();
    world.events.push('note');
    await showInAnotherTab();
    world.letGo('get c1 ana');
    await settled();
    world.letGo('timeline c1 ana', 'newest');
    await settled();
    expect(await lines()).toBe(1);
    world.letGo();
    await settled();
    expect(await lines()).toBe(1);
  });

  it('of the timeline of a card that gave way brings no card back', async () => {
    world.holdAnswers();
    await world.open(1, ana, 1);
    await settled();
    world.letGo(find);
    await settled();
    await world.session.forgetConnection('c1');
    world.letGo('timeline c1 ana');
    await settled();
    expect(await world.session.readCard('c1', 'ana')).toBeNull();
  });

  it('of the timeline that left before a change does not take its line away again', async () => {
    await world.open(1, ana, 1);
    await settled();
    world.holdAnswers();
    await world.follower.refresh('c1', chat);
    await settled();
    world.letGo(find);
    await settled();
    world.events.push('note');
    await write('hot', 'hot');
    world.letGo('timeline c1 ana', 'newest');
    await settled();
    expect(await lines()).toBe(1);
    world.letGo();
    await settled();
    expect(await lines()).toBe(1);
  });
});

const never = () => {
  throw new Error('nothing was written');
};
const detection = async () => {
  const view = await world.session.readTab(1);
  if (!view) throw new Error('no tab');
  return { ...view.detection, phone: null, chatKey: null, confidence: 'name-only' as const };
};
/** The same customer, chosen by hand where only the title is known: a reading of its own. */
async function showInAnotherTab(): Promise<void> {
  const linked = { connectionId: 'c1', accountId: acme, chat: 'open:doc:9', customerId: 'ana' };
  await world.follower.link(linked);
  await world.follower.chatChanged(2, 'doc', { ...(await detection()), epoch: 9 }, true);
  await settled();
}
const lines = async () => (await world.session.readCard('c1', 'ana'))?.timeline?.events.length;

it('whatever the order of readings and writes, what was confirmed stays', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.constantFrom('read', 'write'), { maxLength: 8 }),
      async (scheduler, script) => {
        const inCrm: string[] = [];
        const confirmed: string[] = [];
        world = flowWorld({ travel: (what) => scheduler.schedule(Promise.resolve(), what) });
        has();
        const look = () => {
          const card = world.area.all()['customer:c1:ana'] as { customer: Customer } | undefined;
          const shown = card?.customer.tags.map((tag) => tag.id);
          if (shown) expect(shown).toEqual(expect.arrayContaining(confirmed));
        };
        const goOn = async () => {
          await scheduler.waitNext(1);
          await settled();
          look();
        };
        void world.open(1, ana, 1);
        for (const [at, step] of script.entries()) {
          if (step === 'read') void world.follower.refresh('c1', chat);
          else {
            const id = `t${at}`;
            const answer = scheduler.schedule(Promise.resolve(), `write ${id}`).then(async () => {
              inCrm.push(id);
              has(...inCrm);
              const after = anaWith(...inCrm);
              await scheduler.schedule(Promise.resolve(), `answer to write ${id}`);
              return after;
            });
            void world.write('c1', add(id), answer).then(async (tell) => {
              const told = tell();
              // As soon as the card is filed, and not before.
              void told.then(() => confirmed.push(id));
              await told;
            });
          }
          await settled();
          if (scheduler.count() > 0) await goOn();
        }
        while (scheduler.count() > 0) await goOn();
        look();
        expect(confirmed).toHaveLength(script.filter((step) => step === 'write').length);
      },
    ),
    { numRuns: 200 },
  );
}, 60_000);
