import { describe, expect, it } from 'vitest';
import { accountId } from '../../../lib/accounts/account.ts';
import { keys } from '../../../lib/session/shapes.ts';
import { createSessionWriter, type SessionWriter } from '../../../lib/session/writer.ts';
import { sessionAreaDouble } from '../../doubles/session-area.ts';
import { memoryArea } from '../support/memory-area.ts';
import { acme, customerOf, viewOf } from '../support/samples.ts';

const card = (id: string, readAt: number, name = 'x') => ({
  customer: customerOf(id, { name }),
  readAt,
  timeline: null,
});

describe('the writer of the session', () => {
  it('lets two changes of one card build on each other', async () => {
    const area = memoryArea();
    const writer = createSessionWriter(area);
    await writer.updateCard('c1', 'a', () => card('a', 0));
    const countUp = () => writer.updateCard('c1', 'a', (was) => was && { ...was, readAt: was.readAt + 1 });
    await Promise.all(Array.from({ length: 20 }, countUp));
    expect((await writer.readCard('c1', 'a'))?.readAt).toBe(20);
  });

  it('keeps of the trouble with the device what is not told anew', async () => {
    const writer = createSessionWriter(memoryArea());
    expect(await writer.readDevice()).toBeNull();
    await writer.updateDevice({ lost: { entries: 3, writes: 1 } });
    const error = { code: 'STORAGE_FULL', retryable: false } as const;
    await writer.updateDevice({ error });
    expect(await writer.readDevice()).toEqual({ error, lost: { entries: 3, writes: 1 } });
  });

  it('goes on after a write that failed', async () => {
    const area = memoryArea();
    const writer = createSessionWriter({
      ...area,
      set: (items) => ('outbox' in items ? Promise.reject(new Error('full')) : area.set(items)),
    });
    await expect(writer.writeOutbox({ writes: [] })).rejects.toThrow('full');
    await writer.updateCard('c1', 'a', () => card('a', 1));
    expect(await writer.readCard('c1', 'a')).not.toBeNull();
  });

  it('forgets what was read through one connection, and nothing else', async () => {
    const area = memoryArea();
    const writer = createSessionWriter(area);
    await writer.updateCard('c1', 'a', () => ({ ...card('a', 1), timeline: { events: [], next: null } }));
    await writer.updateCard('c12', 'a', () => card('a', 1));
    await writer.writeMatch('c1', 'phone:+1', { customerId: 'a', candidates: [], readAt: 1 });
    await writer.forgetConnection('c1');
    expect(Object.keys(area.all())).toEqual([
      keys.customer('c12', 'a'),
      keys.used(keys.customer('c12', 'a')),
    ]);
  });

  it('forgets a customer: the card, and the matches of the connection, which may rest on what was said of them', async () => {
    const area = memoryArea();
    const writer = createSessionWriter(area);
    const match = (customerId: string | null, ...candidates: string[]) => ({
      customerId,
      candidates: candidates.map((id) => ({
        customerId: id,
        name: id,
        stored: '',
        reason: 'search' as const,
      })),
      readAt: 1,
    });
    for (const id of ['a', 'b'])
      await writer.updateCard('c1', id, () => ({ ...card(id, 1), timeline: { events: [], next: null } }));
    await writer.writeMatch('c1', 'phone:+1', match('a'));
    await writer.writeMatch('c1', 'phone:+2', match(null, 'a', 'b'));
    await writer.writeMatch('c1', 'phone:+3', match('b'));
    await writer.writeMatch('c2', 'phone:+1', match('a'));
    await writer.forgetCustomer('c1', 'a');
    const matches = [keys.match('c2', 'phone:+1')];
    const bo = keys.customer('c1', 'b');
    const used = [bo, ...matches].map(keys.used);
    expect(Object.keys(area.all()).sort()).toEqual([bo, ...matches, keys.timeline('c1', 'b'), ...used]);
  });

  it('forgets everything that was read, and keeps what was set up and what is to be written', async () => {
    const area = memoryArea();
    const writer = createSessionWriter(area);
    await area.set({ setup: {}, outbox: {}, [keys.tab(1)]: {} });
    await writer.updateCard('c1', 'a', () => ({ ...card('a', 1), timeline: { events: [], next: null } }));
    await writer.writeSeen(acme, { tags: ['VIP'], stages: [] });
    await writer.writeMatch('c2', 'phone:+1', { customerId: 'a', candidates: [], readAt: 1 });
    await writer.writeCatalogue('c2', { catalogue: { groups: [], stages: [], fields: [] }, readAt: 1 });
    await writer.forgetAll();
    expect(Object.keys(area.all()).sort()).toEqual(['outbox', 'setup', keys.tab(1)]);
  });

  it.each([
    ['the customer', (writer: SessionWriter) => writer.forgetCustomer('c1', 'ana')],
    ['the connection', (writer: SessionWriter) => writer.forgetConnection('c1')],
    ['everything', (writer: SessionWriter) => writer.forgetAll()],
    ['a tab that is closed', (writer: SessionWriter) => writer.removeTab(1)],
    ['tabs that are gone', (writer: SessionWriter) => writer.keepTabs(new Set())],
  ])('forgets with %s whom a panel would show first', async (_, forget) => {
    const area = memoryArea();
    const writer = createSessionWriter(area);
    await writer.updateCard('c1', 'ana', () => card('ana', 1));
    await writer.updateTab(1, () => viewOf('ana'));
    expect(area.all()[keys.latest]).toContain(keys.customer('c1', 'ana'));
    await forget(writer);
    expect(area.all()[keys.latest]).toBeUndefined();
  });

  it('still knows whom a panel would show first when another tab is closed', async () => {
    const area = memoryArea();
    const writer = createSessionWriter(area);
    await writer.updateTab(1, () => viewOf('ana'));
    await writer.updateTab(2, () => viewOf('bo'));
    await writer.removeTab(1);
    await writer.keepTabs(new Set([2, 3]));
    expect(area.all()[keys.latest]).toContain(keys.tab(2));
  });

  it('has a card, its timeline and the catalogue beside whom a panel would show first', async () => {
    const area = memoryArea();
    const writer = createSessionWriter(area);
    await writer.updateTab(1, () => viewOf('ana'));
    expect(area.all()[keys.latest]).toEqual([
      keys.tab(1),
      keys.catalogue('c1'),
      keys.customer('c1', 'ana'),
      keys.timeline('c1', 'ana'),
      keys.orders('c1', 'ana'),
    ]);
  });

  it.each([
    ['nobody is matched', { customerId: null }, [keys.tab(1), keys.catalogue('c1')]],
    ['nothing is set up', { connectionId: null, customerId: null }, [keys.tab(1)]],
  ])('has nobody beside it where %s', async (_, more, named) => {
    const area = memoryArea();
    await createSessionWriter(area).updateTab(1, () => ({ ...viewOf('ana'), ...more }));
    expect(area.all()[keys.latest]).toEqual(named);
    expect(Object.keys(area.all()).sort()).toEqual([keys.latest, keys.tab(1)]);
  });

  it('leaves a tab, and a card, of which nothing is to be changed', async () => {
    const area = memoryArea();
    const writer = createSessionWriter(area);
    expect(await writer.updateTab(1, () => null)).toBeNull();
    expect(await writer.showChat(1, null, () => null)).toBeNull();
    await writer.updateCard('c1', 'ana', () => null);
    expect(area.all()).toEqual({});
  });

  it('tells what is known of a chat: whose it is, and whether their card is at hand', async () => {
    const area = memoryArea();
    const writer = createSessionWriter(area);
    const match = (customerId: string | null) => ({ customerId, candidates: [], readAt: 1 });
    await writer.writeMatch('c1', 'phone:+1', match('ana'));
    await writer.writeMatch('c1', 'phone:+2', match('bo'));
    await writer.writeMatch('c1', 'phone:+3', match(null));
    await writer.updateCard('c1', 'ana', () => card('ana', 1));
    const known = async (name: string | null, connectionId = 'c1') => {
      const told: unknown[] = [];
      await writer.showChat(1, name === null ? null : { connectionId, name }, (_view, what) => {
        told.push(what.match?.customerId, what.hasCard);
        return null;
      });
      return told;
    };
    expect(await known('phone:+1')).toEqual(['ana', true]);
    expect(await known('phone:+2')).toEqual(['bo', false]);
    expect(await known('phone:+3')).toEqual([null, false]);
    expect(await known('phone:+1', 'c2')).toEqual([undefined, false]);
    expect(await known(null)).toEqual([undefined, false]);
  });

  it('notes when a card and a match were on a screen', async () => {
    const area = memoryArea();
    let time = 1;
    const writer = createSessionWriter(area, { now: () => time });
    await writer.writeMatch('c1', 'phone:+1', { customerId: 'ana', candidates: [], readAt: 1 });
    await writer.updateCard('c1', 'ana', () => card('ana', 1));
    time = 5;
    await writer.showChat(1, { connectionId: 'c1', name: 'phone:+1' }, () => viewOf('ana'));
    const used = [keys.match('c1', 'phone:+1'), keys.customer('c1', 'ana')].map(keys.used);
    expect(used.map((key) => area.all()[key])).toEqual([5, 5]);
  });

  it('forgets the names that were seen at one account, and no other', async () => {
    const area = memoryArea();
    const writer = createSessionWriter(area);
    const bolt = accountId('bolt');
    for (const account of [acme, bolt]) await writer.writeSeen(account, { tags: ['VIP'], stages: [] });
    await writer.forgetSeen(acme);
    expect([await writer.readSeen(acme), await writer.readSeen(bolt)]).toEqual([
      null,
      { tags: ['VIP'], stages: [] },
    ]);
  });

  it('keeps a timeline beside its card, and gives both as one', async () => {
    const area = memoryArea();
    const writer = createSessionWriter(area);
    const timeline = { events: [], next: 'more' };
    await writer.updateCard('c1', 'ana', () => ({ ...card('ana', 1), timeline }));
    await writer.updateCard('c1', 'ana', (was) => was && { ...was, readAt: 2 });
    expect(area.all()[keys.customer('c1', 'ana')]).toEqual({
      customer: customerOf('ana', { name: 'x' }),
      readAt: 2,
    });
    expect(await writer.readCard('c1', 'ana')).toEqual({ ...card('ana', 2), timeline });
  });

  it('takes a timeline off a card that comes without', async () => {
    const area = memoryArea();
    const writer = createSessionWriter(area);
    await writer.updateCard('c1', 'ana', () => ({ ...card('ana', 1), timeline: { events: [], next: null } }));
    await writer.updateCard('c1', 'ana', (was) => was && { ...was, timeline: null });
    expect(await writer.readCard('c1', 'ana')).toEqual(card('ana', 1));
  });

  it('knows its tabs without reading what lies there', async () => {
    const area = memoryArea();
    await area.set({ [keys.tab(1)]: {}, [keys.tab(2)]: {}, setup: {} });
    area.calls.length = 0;
    const writer = createSessionWriter(area);
    expect(await writer.knownTabs()).toEqual([1, 2]);
    await writer.updateTab(3, () => viewOf('ana'));
    await writer.removeTab(1);
    expect(await writer.knownTabs()).toEqual([2, 3]);
    expect(area.calls.filter(({ call, keys: named }) => call === 'get' && named.length === 0)).toEqual([]);
    expect(area.calls.filter(({ call }) => call === 'getKeys')).toHaveLength(1);
  });

  it('reads it all once, and no more, where a browser cannot name its keys', async () => {
    const area = sessionAreaDouble({ hasGetKeys: false });
    await area.set({ [keys.tab(1)]: {}, setup: {} });
    area.calls.length = 0;
    const writer = createSessionWriter(area);
    await writer.knownTabs();
    await writer.updateTab(3, () => viewOf('ana'));
    expect(await writer.knownTabs()).toEqual([1, 3]);
    expect(area.calls.filter(({ call, keys: named }) => call === 'get' && named.length === 0)).toHaveLength(
      1,
    );
  });

  it('lists anew after it could not', async () => {
    const area = memoryArea();
    await area.set({ [keys.tab(1)]: {} });
    let isBusy = true;
    const writer = createSessionWriter({
      ...area,
      getKeys: async () => {
        if (isBusy) throw new Error('busy');
        return Object.keys(area.all());
      },
    });
    await expect(writer.knownTabs()).rejects.toThrow('busy');
    isBusy = false;
    expect(await writer.knownTabs()).toEqual([1]);
  });

  it.each([
    ['awake', true],
    ['just started', false],
  ])('asks for nothing but what the tab shows before it shows a known customer, %s', async (_, isAwake) => {
    const area = memoryArea();
    const writer = createSessionWriter(area);
    await writer.updateCard('c1', 'ana', () => card('ana', 1));
    await writer.writeMatch('c1', 'phone:+1', { customerId: 'ana', candidates: [], readAt: 1 });
    const asked = isAwake ? writer : createSessionWriter(area);
    if (isAwake) await writer.knownTabs();
    area.calls.length = 0;
    await asked.showChat(1, { connectionId: 'c1', name: 'phone:+1' }, (_view, known) =>
      known.hasCard ? viewOf('ana') : null,
    );
    expect(area.calls.map(({ call }) => call)).toEqual(
      isAwake ? ['get', 'set'] : ['get', 'getBytesInUse', 'set'],
    );
  });

  it('drops the views of tabs that are closed', async () => {
    const area = memoryArea();
    await area.set({ [keys.tab(1)]: {}, [keys.tab(2)]: {}, setup: {} });
    await createSessionWriter(area).keepTabs(new Set([2]));
    expect(Object.keys(area.all())).toEqual([keys.tab(2), 'setup']);
  });
});
