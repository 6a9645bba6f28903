import { beforeEach, describe, expect, it } from 'vitest';
import type { Customer } from '../../../lib/crm/model.ts';
import { AppError } from '../../../lib/errors/app-error.ts';
import type { E164 } from '../../../lib/phone/e164.ts';
import { keys } from '../../../lib/session/shapes.ts';
import { acme, customerOf, detectionOf } from '../support/samples.ts';
import { ana, bob, bolt, exact, flowWorld, nobody, ofAcme, settled, setup } from './world.ts';

let world: ReturnType<typeof flowWorld>;
beforeEach(() => {
  world = flowWorld();
});

describe('following the open chat', () => {
  it('finds the customer of a number', async () => {
    await world.open(1, ana, 1);
    expect(await world.state(1)).toBe('ready ana');
    expect((await world.session.readCard('c1', 'ana'))?.customer.name).toBe('Ana');
  });

  it('says that nobody has this number', async () => {
    await world.open(1, nobody, 1);
    expect(await world.state(1)).toBe('not-found');
    expect((await world.session.readTab(1))?.error).toBeNull();
  });

  it('tells the rest of the worker after each answer, and after a failure too', async () => {
    await world.open(1, ana, 1);
    await settled();
    const before = world.answers.count;
    // The customer and the catalogue.
    expect(before).toBe(2);
    await world.follower.refresh('c1', `phone:+${ana}`);
    await settled();
    world.fail(new AppError('SERVER_DOWN'));
    await world.follower.refresh('c1', `phone:+${ana}`);
    await settled();
    expect(world.answers.count).toBe(before + 2);
  });

  it('asks again for a card that gave way to others', async () => {
    await world.open(1, ana, 1);
    await settled();
    await world.area.remove([keys.customer('c1', 'ana'), keys.timeline('c1', 'ana')]);
    await world.follower.bringUpToDate();
    await settled();
    expect(world.asked).toHaveLength(2);
    expect((await world.session.readCard('c1', 'ana'))?.customer.name).toBe('Ana');
  });

  it('asks again for a card that is older than what says whose chat it is', async () => {
    await world.open(1, ana, 1);
    await settled();
    await world.session.updateCard('c1', 'ana', (card) => card && { ...card, readAt: card.readAt - 60_000 });
    await world.follower.bringUpToDate();
    await settled();
    expect(world.asked).toHaveLength(2);
  });

  it('does without a timeline where the back end has none, and does not ask again for want of it', async () => {
    world.unable('timeline');
    await world.open(1, ana, 1);
    await settled();
    await world.follower.bringUpToDate();
    await settled();
    expect((await world.session.readCard('c1', 'ana'))?.timeline).toBeNull();
    expect(world.asked).toHaveLength(1);
  });

  it('gives a late answer to the chat it was asked for, never to the one that is open now', async () => {
    world.holdAnswers();
    await world.open(1, ana, 1);
    expect(await world.state(1)).toBe('loading');
    await world.open(1, nobody, 2);
    world.letGo();
    expect(await world.state(1)).toBe('not-found');
    await world.open(1, ana, 3);
    expect(await world.state(1)).toBe('ready ana');
  });

  it('paints a known customer at once, before the CRM has answered anything', async () => {
    await world.open(1, ana, 1);
    await settled();
    await world.open(1, bob, 2);
    await settled();
    world.later(120_000);
    world.holdAnswers();
    await world.open(1, ana, 3);
    expect((await world.session.readTab(1))?.state).toBe('ready');
    expect((await world.session.readTab(1))?.customerId).toBe('ana');
  });

  it('drops what an older epoch of the same document says', async () => {
    await world.open(1, bob, 5);
    await world.open(1, ana, 4);
    expect(await world.state(1)).toBe('ready bob');
  });

  it('believes a document that has just started, whatever its clock says', async () => {
    await world.open(1, bob, 50);
    await world.follower.chatChanged(1, 'reloaded', detectionOf(ana, 3), true);
    expect(await world.state(1)).toBe('ready ana');
  });

  it('drops what a document that was left says late, whatever its clock says', async () => {
    await world.follower.chatChanged(1, 'left', detectionOf(bob, 50), true);
    await world.follower.chatChanged(1, 'reloaded', detectionOf(ana, 3), true);
    await world.follower.chatChanged(1, 'left', detectionOf(bob, 51), false);
    expect(await world.state(1)).toBe('ready ana');
    await world.follower.chatChanged(1, 'reloaded', detectionOf(ana, 2), true);
    expect((await world.session.readTab(1))?.epoch).toBe(3);
  });

  it('takes what documents say in the order in which it came, whatever the worker waits for', async () => {
    const { promise: slow, resolve: answer } = Promise.withResolvers<void>();
    world.configure(slow.then(() => setup));
    const left = world.follower.chatChanged(1, 'left', detectionOf(bob, 50), true);
    world.configure(setup);
    const reloaded = world.follower.chatChanged(1, 'reloaded', detectionOf(ana, 3), true);
    await settled();
    answer();
    await Promise.all([left, reloaded]);
    expect(await world.state(1)).toBe('ready ana');
  });

  it('asks once for twenty switches among five contacts within a minute', async () => {
    const five = [ana, bob, '15550100001', '15550100002', '15550100003'];
    for (let turn = 0; turn < 20; turn++) {
      await world.open(1, five[turn % 5] ?? ana, turn + 1);
      await settled();
      world.later(1_000);
    }
    expect(world.asked).toHaveLength(5);
  });

  it('asks again after a minute, and on demand', async () => {
    await world.open(1, ana, 1);
    await settled();
    await world.follower.refresh('c1', `phone:+${ana}`);
    await settled();
    expect(world.asked).toHaveLength(2);
    world.later(61_000);
    await world.follower.bringUpToDate();
    await settled();
    expect(world.asked).toHaveLength(3);
  });

  it('asks again after the clock was set back, since nobody knows for how long', async () => {
    await world.open(1, ana, 1);
    await settled();
    world.later(-3_600_000);
    await world.follower.bringUpToDate();
    await settled();
    expect(world.asked).toHaveLength(2);
  });

  it('shows what an earlier life of the worker found out and could not say any more', async () => {
    await world.open(1, ana, 1);
    await settled();
    await world.session.updateTab(1, (view) => view && { ...view, state: 'loading', customerId: null });
    world = flowWorld({ remains: world });
    await world.follower.bringUpToDate();
    expect(await world.state(1)).toBe('ready ana');
    expect(world.asked).toEqual([]);
  });

  it('does not ask for chats that were flipped past', async () => {
    world.holdAnswers();
    for (let epoch = 1; epoch <= 30; epoch++) await world.open(1, `1555010${1000 + epoch}`, epoch);
    await settled();
    world.letGo();
    await settled();
    expect(world.asked.length).toBeLessThanOrEqual(3);
    expect(world.asked.at(-1)).toBe('+15550101030');
    expect(await world.state(1)).toBe('not-found');
  });

  it('does not ask for a chat that was left for a screen without a customer', async () => {
    world.holdAnswers();
    await world.open(1, '15550101001', 1);
    await world.open(2, '15550101002', 1);
    await world.open(3, '15550101003', 1);
    await world.open(3, null, 2, { state: 'no-chat' });
    world.letGo();
    await settled();
    expect(world.asked).not.toContain('+15550101003');
  });

  it('does not ask for the chat of a tab that was closed', async () => {
    world.holdAnswers();
    await world.open(1, '15550101001', 1);
    await world.open(2, '15550101002', 1);
    await world.open(3, '15550101003', 1);
    await world.follower.tabClosed(3);
    world.letGo();
    await settled();
    expect(world.asked).not.toContain('+15550101003');
    expect(await world.session.readTab(3)).toBeNull();
  });

  it('shows two tabs with one chat the same customer, and two with two chats each their own', async () => {
    await Promise.all([world.open(1, ana, 1), world.open(2, ana, 1), world.open(3, bob, 1)]);
    expect(await world.state(1)).toBe('ready ana');
    expect(await world.state(2)).toBe('ready ana');
    expect(await world.state(3)).toBe('ready bob');
  });
});

describe('whom a chat belongs to', () => {
  it('asks before it believes a number that only resembles', async () => {
    world.known.set(`+${ana}`, [{ customer: customerOf('ana'), reason: 'brazil-ninth-digit', stored: 'x' }]);
    await world.open(1, ana, 1);
    expect(await world.state(1)).toBe('confirm');
    await world.follower.link({ ...ofAcme, chat: `phone:+${ana}`, customerId: 'ana' });
    expect(await world.state(1)).toBe('ready ana');
  });

  it('offers several customers of one number to choose from', async () => {
    world.known.set(`+${ana}`, [exact(ana, customerOf('a1')), exact(ana, customerOf('a2'))]);
    await world.open(1, ana, 1);
    expect(await world.state(1)).toBe('choose');
    expect((await world.session.readTab(1))?.candidates.map((one) => one.customerId)).toEqual(['a1', 'a2']);
  });

  it('remembers that this is not the customer', async () => {
    await world.open(1, ana, 1);
    await settled();
    await world.follower.reject({ ...ofAcme, chat: `phone:+${ana}`, customerIds: ['ana'] });
    expect(await world.state(1)).toBe('not-found');
  });

  it('says who was rejected where nobody else has the number, until that is taken back', async () => {
    await world.open(1, ana, 1);
    await settled();
    const rejected = async () => (await world.session.readTab(1))?.rejected?.map((one) => one.customerId);
    await world.follower.reject({ ...ofAcme, chat: `phone:+${ana}`, customerIds: ['ana'] });
    await settled();
    expect(await rejected()).toEqual(['ana']);
    await world.open(1, ana, 2);
    expect(await rejected()).toEqual(['ana']);
    await world.follower.link({ ...ofAcme, chat: `phone:+${ana}`, customerId: 'ana' });
    await settled();
    expect(await world.state(1)).toBe('ready ana');
    expect(await rejected()).toBeUndefined();
  });

  it('finds again by the number when the linked customer is gone', async () => {
    await world.follower.link({ ...ofAcme, chat: `phone:+${ana}`, customerId: 'deleted' });
    await world.open(1, ana, 1);
    expect(await world.state(1)).toBe('ready ana');
  });

  it('asks nothing about a chat that no tab shows, whatever is said of it', async () => {
    await world.open(1, bob, 1);
    await settled();
    world.asked.length = 0;
    await world.follower.link({ ...ofAcme, chat: `phone:+${ana}`, customerId: 'bob' });
    await world.follower.reject({ ...ofAcme, chat: `phone:+${nobody}`, customerIds: ['bob'] });
    await settled();
    expect(world.asked).toEqual([]);
  });

  it('knows whom it made for a number that was left as nobody’s, though the answer was lost', async () => {
    world.known.delete(`+${ana}`);
    await world.open(1, ana, 1);
    expect(await world.state(1)).toBe('not-found');
    await world.open(1, bob, 2);
    await settled();
    world.known.set('elsewhere', [exact(ana, customerOf('new'))]);
    const phone = `+${ana}` as E164;
    await world.follower.written(
      'c1',
      {
        key: 'write',
        accountId: acme,
        change: { kind: 'create', phone, name: null, fields: [] },
        createdAt: 1,
      },
      { customerId: 'new', applied: null },
    );
    await world.open(1, ana, 3);
    expect(await world.state(1)).toBe('ready new');
  });

  it('looks up a number again of which nobody said whom it made for it', async () => {
    world.known.delete(`+${ana}`);
    await world.open(1, ana, 1);
    expect(await world.state(1)).toBe('not-found');
    world.known.set(`+${ana}`, [exact(ana, customerOf('new'))]);
    const phone = `+${ana}` as E164;
    await world.follower.written(
      'c1',
      {
        key: 'write',
        accountId: acme,
        change: { kind: 'create', phone, name: null, fields: [] },
        createdAt: 1,
      },
      { customerId: null, applied: null },
    );
    expect(await world.state(1)).toBe('ready new');
    expect(world.rows.size).toBe(0);
  });

  it('links a chat whose number is hidden', async () => {
    await world.open(1, null, 1);
    expect(await world.state(1)).toBe('hidden-number');
    await world.follower.link({ ...ofAcme, chat: 'chat:5511999999999:100@lid', customerId: 'bob' });
    expect(await world.state(1)).toBe('ready bob');
  });

  it('shows and links whoever was created for a chat whose number is hidden', async () => {
    await world.open(1, null, 1);
    expect(await world.state(1)).toBe('hidden-number');
    const chat = 'chat:5511999999999:100@lid';
    const created = customerOf('new', { name: 'New', phones: [] });
    const change = { kind: 'create' as const, phone: null, chat, name: 'New', fields: [] };
    const tell = await world.write('c1', change, created);
    await tell();
    expect(await world.state(1)).toBe('ready new');
    expect((await world.links.get(acme, chat)).customerId).toBe('new');
  });

  it('holds a number that it wrote itself for exact, however it is stored', async () => {
    world.known.clear();
    await world.open(1, ana, 1);
    expect(await world.state(1)).toBe('not-found');
    const created = customerOf('new', { name: 'New' });
    const phone = created.phones[0]?.e164;
    if (!phone) throw new Error('sample without a number');
    const change = { kind: 'create', phone: `+${ana}` as typeof phone, name: 'New', fields: [] } as const;
    const tell = await world.write('c1', { ...change, fields: [] }, created);
    await tell();
    expect(await world.state(1)).toBe('ready new');
    expect((await world.links.get(acme, `phone:+${ana}`)).customerId).toBe('new');
    expect((await world.session.readCard('c1', 'new'))?.timeline).toEqual({ events: [], next: null });
  });

  it('reads a timeline that was missed, however fresh the card is', async () => {
    await world.open(1, ana, 1);
    await world.state(1);
    await world.session.updateCard('c1', 'ana', (card) => card && { ...card, timeline: null });
    await world.open(1, bob, 2);
    await world.open(1, ana, 3);
    await world.state(1);
    expect((await world.session.readCard('c1', 'ana'))?.timeline).toEqual({ events: [], next: null });
  });
});

describe('two connections that show the same chat', () => {
  /** Tab 1 stands at Acme’s customer of the number, tab 2 was opened when Bolt was the active one. */
  async function bothOpen(): Promise<void> {
    await world.open(1, ana, 1);
    await settled();
    world.configure({ ...setup, active: setup.active && { ...setup.active, id: 'c2', accountId: bolt } });
    await world.open(2, ana, 1);
    await settled();
  }
  const shown = async (tabId: number) => {
    const view = await world.session.readTab(tabId);
    return [view?.connectionId, view?.state, view?.customerId, view?.error?.code ?? null];
  };

  it('do not get each other’s answers', async () => {
    world.people.c1?.set(`+${ana}`, [exact(ana, customerOf('acme’s'))]);
    world.people.c2?.set(`+${ana}`, [exact(ana, customerOf('bolt’s'))]);
    await bothOpen();
    expect([await shown(1), await shown(2)]).toEqual([
      ['c1', 'ready', 'acme’s', null],
      ['c2', 'ready', 'bolt’s', null],
    ]);
  });

  it('do not get each other’s decisions', async () => {
    await bothOpen();
    const ofBolt = { connectionId: 'c2', accountId: bolt };
    await world.follower.reject({ ...ofBolt, chat: `phone:+${ana}`, customerIds: ['ana'] });
    await settled();
    expect([await shown(1), await shown(2)]).toEqual([
      ['c1', 'ready', 'ana', null],
      ['c2', 'not-found', null, null],
    ]);
  });

  it('are not read for each other', async () => {
    await world.open(1, ana, 1);
    await settled();
    world.asked.length = 0;
    await world.follower.refresh('c2', `phone:+${ana}`);
    await settled();
    expect(world.asked).toEqual([]);
  });

  it('do not get each other’s errors, and are not read again for each other', async () => {
    await bothOpen();
    world.asked.length = 0;
    world.fail(new AppError('SERVER_DOWN'));
    await world.follower.refresh('c2', `phone:+${ana}`);
    await settled();
    expect([await shown(1), await shown(2)]).toEqual([
      ['c1', 'ready', 'ana', null],
      ['c2', 'ready', 'ana', 'SERVER_DOWN'],
    ]);
    expect(world.asked).toEqual([`+${ana}`]);
  });
});

describe('the catalogue', () => {
  const tag = (id: string, readOnly = false) => ({ id, name: id, groupId: null, colour: null, readOnly });
  const anaIs = (more: Partial<Customer>) =>
    world.known.set(`+${ana}`, [exact(ana, customerOf('ana', more))]);
  async function readAgain(): Promise<void> {
    await world.follower.refresh('c1', `phone:+${ana}`);
    await settled();
  }

  beforeEach(() => {
    const vip = { id: 'vip', name: 'VIP', groupId: 'g', colour: null, readOnly: false };
    world.catalogue.groups.push({ id: 'g', name: 'G', colour: null, multiple: true, tags: [vip] });
    world.catalogue.stages.push({ id: 's1', name: 'New', order: 0 }, { id: 's2', name: 'Old', order: 1 });
  });

  it('is read with the first chat, and for an hour not again', async () => {
    await world.open(1, ana, 1);
    await settled();
    world.later(3_599_000);
    await world.open(1, bob, 2);
    await settled();
    expect(world.cataloguesAsked).toEqual(['c1']);
    world.later(1_000);
    await world.open(1, ana, 3);
    await settled();
    expect(world.cataloguesAsked).toEqual(['c1', 'c1']);
    expect((await world.session.readCatalogue('c1'))?.catalogue).toEqual(world.catalogue);
  });

  it('is asked for once by two chats that open together', async () => {
    world.holdAnswers();
    await Promise.all([world.open(1, ana, 1), world.open(2, bob, 1)]);
    await settled();
    expect(world.cataloguesAsked).toEqual(['c1']);
    world.letGo();
    await settled();
    expect((await world.session.readCatalogue('c1'))?.catalogue).toEqual(world.catalogue);
  });

  it('is read again on demand, once a minute', async () => {
    await world.open(1, ana, 1);
    await settled();
    world.later(59_000);
    await readAgain();
    expect(world.cataloguesAsked).toHaveLength(1);
    world.later(1_000);
    await readAgain();
    expect(world.cataloguesAsked).toHaveLength(2);
  });

  it.each<[string, Partial<Customer>, number]>([
    ['a tag that it does not know, beside one that it knows', { tags: [tag('vip'), tag('new')] }, 2],
    ['tags that it knows', { tags: [tag('vip')] }, 1],
    ['a tag that nobody can set', { tags: [tag('system', true)] }, 1],
    ['a stage that it does not know', { stage: { stageId: 's9', outcome: 'open' } }, 2],
    ['a stage that it knows', { stage: { stageId: 's1', outcome: 'open' } }, 1],
    ['no stage', { stage: null }, 1],
    ['a stage that is not told', { stage: 'unknown' }, 1],
  ])('is read again or not, for a customer with %s', async (_, more, times) => {
    await world.open(1, bob, 1);
    await settled();
    world.later(61_000);
    anaIs(more);
    await world.open(1, ana, 2);
    await settled();
    expect(world.cataloguesAsked).toHaveLength(times);
  });

  it('of a company that was there before is not kept for the one that is there now', async () => {
    world.holdAnswers();
    await world.open(1, ana, 1);
    await settled();
    await world.follower.startOver(async () => {});
    world.letGo('catalogue c1');
    await settled();
    expect(await world.session.readCatalogue('c1')).toBeNull();
    world.letGo();
    await settled();
    expect(await world.session.readCatalogue('c1')).not.toBeNull();
  });
});

describe('when the CRM does not answer', () => {
  it('says so where nothing is known', async () => {
    world.fail(new AppError('OFFLINE'));
    await world.open(1, ana, 1);
    expect(await world.state(1)).toBe('error');
    expect((await world.session.readTab(1))?.error?.code).toBe('OFFLINE');
  });

  it('leaves no tab waiting that opens the chat in whatever moment of the failure', async () => {
    for (let moment = 0; moment < 100; moment++) {
      world = flowWorld();
      world.holdAnswers();
      await world.open(1, ana, 1);
      await settled();
      world.fail(new AppError('OFFLINE'));
      world.letGo();
      for (let turn = 0; turn < moment; turn++) await Promise.resolve();
      void world.open(2, ana, 1);
      await settled();
      expect([moment, await world.state(2)]).toEqual([moment, 'error']);
    }
  });

  it('keeps the card it has, with the reason beside it, and recovers', async () => {
    await world.open(1, ana, 1);
    await settled();
    world.later(61_000);
    world.fail(new AppError('SERVER_DOWN'));
    await world.follower.bringUpToDate();
    expect(await world.state(1)).toBe('ready ana');
    expect((await world.session.readTab(1))?.error?.code).toBe('SERVER_DOWN');
    world.fail(null);
    await world.follower.bringUpToDate();
    await settled();
    expect((await world.session.readTab(1))?.error).toBeNull();
  });

  it('goes on saying why it could not be read anew, though what it has is fresh', async () => {
    await world.open(1, ana, 1);
    await settled();
    world.fail(new AppError('SERVER_DOWN'));
    await world.follower.refresh('c1', `phone:+${ana}`);
    await settled();
    await world.follower.bringUpToDate();
    await settled();
    expect((await world.session.readTab(1))?.error?.code).toBe('SERVER_DOWN');
  });

  it('shows that it tries again', async () => {
    world.fail(new AppError('OFFLINE'));
    await world.open(1, ana, 1);
    expect(await world.state(1)).toBe('error');
    world.fail(null);
    world.holdAnswers();
    await world.follower.refresh('c1', `phone:+${ana}`);
    expect(await world.state(1)).toBe('loading');
    world.letGo();
    expect(await world.state(1)).toBe('ready ana');
  });

  it('names the access that is missing', async () => {
    world.fail(new AppError('PERMISSION_MISSING'));
    await world.open(1, ana, 1);
    expect(await world.state(1)).toBe('needs-access');
    expect((await world.session.readTab(1))?.needsAccess).toBe('https://crm.example/*');
  });

  it('tells what is not filled in here from what the vendor misses', async () => {
    world.fail(new AppError('NOT_CONFIGURED'));
    await world.open(1, ana, 1);
    expect(await world.state(1)).toBe('not-configured');
    world.fail(new AppError('NOT_CONFIGURED', { backend: { code: '523', message: '' } }));
    await world.open(1, bob, 2);
    expect(await world.state(1)).toBe('error');
  });
});

describe('the set-up', () => {
  it('shows nothing of anybody until there is one, and then finds out by itself', async () => {
    world.configure({ ...setup, active: null, connections: [] });
    await world.open(1, ana, 1);
    expect(await world.state(1)).toBe('not-configured');
    expect(world.asked).toEqual([]);
    world.configure(setup);
    await world.follower.startOver(async () => {});
    expect(await world.state(1)).toBe('ready ana');
  });

  it('shows nothing that was asked for under the old one', async () => {
    world.holdAnswers();
    await world.open(1, ana, 1);
    await settled();
    world.known.set(`+${ana}`, [exact(ana, customerOf('other'))]);
    await world.follower.startOver(async () => {});
    world.letGo();
    expect(await world.state(1)).toBe('ready other');
  });

  it('gives a tab that went on meanwhile nobody of the chat it has left', async () => {
    let hold: Promise<void> | null = null;
    world = flowWorld({
      async travel(what) {
        const mine = hold;
        if (what !== 'answer of the session' || !mine) return;
        hold = null;
        await mine;
      },
    });
    await world.open(1, ana, 1);
    await settled();
    const { promise, resolve } = Promise.withResolvers<void>();
    const judged = world.follower.startOver(async () => {
      hold = promise;
    });
    await settled();
    expect(hold).toBeNull();
    await world.open(1, bob, 2);
    await settled();
    resolve();
    await judged;
    expect((await world.session.readTab(1))?.customerId).toBe('bob');
  });

  it('forgets all views when another account signs in', async () => {
    await world.open(1, ana, 1);
    await settled();
    world.holdAnswers();
    await world.open(1, bob, 2, { account: '4915100000000' });
    expect(await world.session.readCard('c1', 'ana')).toBeNull();
    world.letGo();
    expect(await world.state(1)).toBe('ready bob');
  });
});

describe('screens without a customer', () => {
  it.each([
    [{ state: 'no-chat' }, 'no-chat'],
    [{ state: 'loading' }, 'waiting'],
    [{ state: 'signed-out' }, 'signed-out'],
    [{ state: 'inactive' }, 'inactive'],
    [{ state: 'unreadable' }, 'unreadable'],
    [{ state: 'layout-changed' }, 'layout-changed'],
    [{ kind: 'group' }, 'group'],
    [{ kind: 'channel' }, 'channel'],
    [{ kind: 'broadcast' }, 'channel'],
    [{ kind: 'system' }, 'system'],
    [{ kind: 'bot' }, 'system'],
    [{ kind: 'self' }, 'self'],
    [{ phone: null, chatKey: null, chatId: null, confidence: 'name-only' }, 'name-only'],
  ])('%o is %s', async (more, state) => {
    await world.open(1, ana, 1, more);
    expect(await world.state(1)).toBe(state);
    expect((await world.session.readTab(1))?.error).toBeNull();
    expect([...world.asked, ...world.cataloguesAsked]).toEqual([]);
  });
});

describe('a WhatsApp that does not show itself', () => {
  const hidden = { state: 'inactive', inactive: 'connecting', phone: null, chatKey: null } as const;

  it('leaves the customer who was shown before it, until it shows itself again', async () => {
    await world.open(1, ana, 1);
    await settled();
    await world.open(1, null, 2, hidden);
    expect(await world.state(1)).toBe('inactive ana');
    await world.open(1, null, 3, { ...hidden, inactive: 'use-here' });
    expect(await world.state(1)).toBe('inactive ana');
    await world.open(1, null, 4, { ...hidden, state: 'no-chat' });
    expect(await world.state(1)).toBe('no-chat');
    await world.open(1, null, 5, hidden);
    expect(await world.state(1)).toBe('inactive');
  });

  it('leaves nobody of a document that was reloaded', async () => {
    await world.open(1, ana, 1);
    await settled();
    await world.follower.chatChanged(1, 'reloaded', detectionOf(null, 9, hidden), true);
    expect(await world.state(1)).toBe('inactive');
  });

  it('leaves nobody of another company than the one that is chosen', async () => {
    await world.open(1, ana, 1);
    await settled();
    const { active } = setup;
    world.configure({ ...setup, active: active && { ...active, id: 'c2', accountId: bolt } });
    await world.open(1, null, 2, hidden);
    expect(await world.state(1)).toBe('inactive');
  });
});

describe('a chat of which only the title is known', () => {
  const nameOnly = { phone: null, chatKey: null, chatId: null, confidence: 'name-only' } as const;

  it('shows whom the agent chose for it until it is left, and remembers nothing', async () => {
    await world.open(1, null, 1, nameOnly);
    await world.follower.link({ ...ofAcme, chat: 'open:doc:1', customerId: 'ana' });
    expect(await world.state(1)).toBe('ready ana');
    // What is found out later of the same chat, without a number, changes nothing.
    await world.open(1, null, 1, { ...nameOnly, reasons: ['later'] });
    expect(await world.state(1)).toBe('ready ana');
    await world.open(1, null, 2, nameOnly);
    expect(await world.state(1)).toBe('name-only');
    expect(world.rows.size).toBe(0);
  });

  it('is nobody’s when whoever was chosen is gone', async () => {
    await world.open(1, null, 1, nameOnly);
    await world.follower.link({ ...ofAcme, chat: 'open:doc:1', customerId: 'deleted' });
    expect(await world.state(1)).toBe('name-only');
  });

  it('is no other tab’s, be it at the same epoch', async () => {
    await world.open(1, null, 1, nameOnly);
    await world.follower.link({ ...ofAcme, chat: 'open:doc:1', customerId: 'ana' });
    await world.follower.chatChanged(2, 'another', detectionOf(null, 1, nameOnly), true);
    expect([await world.state(1), await world.state(2)]).toEqual(['ready ana', 'name-only']);
  });

  it('takes a choice where not even the kind of chat is known', async () => {
    await world.open(1, null, 1, { ...nameOnly, kind: null });
    await world.follower.link({ ...ofAcme, chat: 'open:doc:1', customerId: 'ana' });
    expect(await world.state(1)).toBe('ready ana');
  });

  it.each(['group', 'channel', 'broadcast', 'bot', 'system', 'self'] as const)(
    'takes none where it is a %s',
    async (kind) => {
      await world.open(1, null, 1, { ...nameOnly, kind });
      const before = await world.state(1);
      await world.follower.link({ ...ofAcme, chat: 'open:doc:1', customerId: 'ana' });
      expect(await world.state(1)).toBe(before);
    },
  );

  describe('and whom it may mean', () => {
    const suggested = { ...nameOnly, suggestedPhone: ana } as const;
    const confirm = () => world.follower.confirmName('open:doc:1');

    it('asks nothing of the back end before the agent says so', async () => {
      await world.open(1, null, 1, suggested);
      expect(await world.state(1)).toBe('name-only');
      expect(world.asked).toEqual([]);
    });

    it('shows whose number it is once the agent says so, and keeps that for no other chat', async () => {
      await world.open(1, null, 1, suggested);
      await confirm();
      expect(await world.state(1)).toBe('ready ana');
      // The same again, as after a scroll.
      await world.open(1, null, 1, { ...suggested, reasons: ['later'] });
      expect(await world.state(1)).toBe('ready ana');
      await world.open(1, null, 2, suggested);
      expect(await world.state(1)).toBe('name-only');
      expect(world.rows.size).toBe(0);
    });

    it.each([
      [
        'a row says that it is somebody else',
        { phone: bob, kind: 'person', confidence: 'exact' },
        'ready bob',
      ],
      ['another is the only one of that name now', { ...nameOnly, suggestedPhone: bob }, 'name-only'],
      ['nobody is the only one of that name any more', nameOnly, 'name-only'],
      ['it proves to be a group', { ...nameOnly, kind: 'group' }, 'group'],
    ] as const)('is taken back when %s', async (_, more, state) => {
      await world.open(1, null, 1, suggested);
      await confirm();
      await world.open(1, null, 1, more);
      expect(await world.state(1)).toBe(state);
    });

    it('is asked about in a chat that is known, and keeps no number for it that the agent was not asked about', async () => {
      const older = { phone: null, chatKey: '1@lid', account: '55', suggestedPhone: ana } as const;
      await world.open(1, null, 1, older);
      expect(await world.state(1)).toBe('hidden-number');
      await world.follower.confirmName('chat:55:1@lid');
      expect(await world.state(1)).toBe('ready ana');
      await world.open(1, null, 2, older);
      expect(await world.state(1)).toBe('hidden-number');
    });

    it('is taken for nobody when the chat has been left meanwhile, or nothing was suggested', async () => {
      await world.open(1, null, 2, suggested);
      await confirm();
      await world.follower.confirmName('open:other:2');
      expect(await world.state(1)).toBe('name-only');
      await world.open(1, null, 3, nameOnly);
      await world.follower.confirmName('open:doc:3');
      expect(await world.state(1)).toBe('name-only');
    });
  });

  it('goes by its number as soon as that is known', async () => {
    await world.open(1, null, 1, nameOnly);
    await world.follower.link({ ...ofAcme, chat: 'open:doc:1', customerId: 'ana' });
    await world.open(1, bob, 1);
    expect(await world.state(1)).toBe('ready bob');
  });

  it('takes back a choice that was wrong', async () => {
    await world.open(1, null, 1, nameOnly);
    await world.follower.link({ ...ofAcme, chat: 'open:doc:1', customerId: 'ana' });
    await world.state(1);
    await world.follower.reject({ ...ofAcme, chat: 'open:doc:1', customerIds: ['ana'] });
    expect(await world.state(1)).toBe('name-only');
    expect(world.rows.size).toBe(0);
  });

  it('says when the customer cannot be read, and reads again when asked', async () => {
    await world.open(1, null, 1, nameOnly);
    world.fail(new AppError('OFFLINE'));
    await world.follower.link({ ...ofAcme, chat: 'open:doc:1', customerId: 'ana' });
    expect(await world.state(1)).toBe('error ana');
    world.fail(null);
    await world.follower.refresh('c1', 'open:doc:1');
    expect(await world.state(1)).toBe('ready ana');
  });
});

describe('a search', () => {
  it.each([
    '+44 7700 900002',
    '\u2068+44\u00a07700\u2011900002\u2069',
    '＋４４７７００９００００２',
    '447700900002.0',
  ])('by number finds whoever has it: %j', async (text) => {
    expect(await world.follower.search('c1', text)).toMatchObject({ people: [{ customerId: 'bob' }] });
  });

  it('by a number that resembles says why it was found', async () => {
    world.known.set(`+${bob}`, [{ customer: customerOf('bob'), reason: 'brazil-ninth-digit', stored: 'x' }]);
    expect(await world.follower.search('c1', bob)).toEqual({
      people: [{ customerId: 'bob', name: 'Customer bob', stored: 'x', reason: 'brazil-ninth-digit' }],
    });
  });

  it('by a number that nobody has is one by what is written there', async () => {
    world.named.set(nobody, [customerOf('order', { name: 'Order 15550100009' })]);
    expect(await world.follower.search('c1', nobody)).toMatchObject({
      people: [{ customerId: 'order', name: 'Order 15550100009', stored: 'order', reason: 'search' }],
    });
  });

  it('by name where the back end has none finds nobody, and asks nothing', async () => {
    world.unable('search');
    expect(await world.follower.search('c1', 'Ana')).toEqual({ people: [] });
    expect(world.asked).toEqual([]);
  });

  it('for a name that was copied out of WhatsApp asks for the name alone', async () => {
    await world.follower.search('c1', '\u2068O’Brien\u2069 ');
    expect(world.asked).toEqual(['search O’Brien']);
  });
});
