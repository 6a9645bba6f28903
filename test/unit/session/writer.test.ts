import { describe, expect, it } from 'vitest';
import { keys } from '../../../lib/session/shapes.ts';
import { createSessionWriter, type SessionWriter } from '../../../lib/session/writer.ts';
import { memoryArea } from '../support/memory-area.ts';
import { customerOf, viewOf } from '../support/samples.ts';

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

  it('lets the least recently written cards go when there are too many', async () => {
    const area = memoryArea();
    const size = JSON.stringify(card('a', 1)).length;
    const writer = createSessionWriter(area, size * 3 + 10);
    for (const id of ['a', 'b', 'c']) await writer.updateCard('c1', id, () => card(id, 1));
    await writer.updateCard('c1', 'a', (was) => was);
    await writer.updateCard('c1', 'd', () => card('d', 1));
    expect(Object.keys(area.all()).sort()).toEqual(['a', 'c', 'd'].map((id) => keys.customer('c1', id)));
  });

  it('counts the cards a dead worker left behind, oldest first', async () => {
    const area = memoryArea();
    const size = JSON.stringify(card('a', 1)).length;
    await area.set({
      [keys.customer('c1', 'new')]: card('a', 9),
      [keys.customer('c1', 'old')]: card('a', 1),
    });
    const writer = createSessionWriter(area, size * 2 + 10);
    await writer.updateCard('c1', 'third', () => card('a', 10));
    expect(Object.keys(area.all())).not.toContain(keys.customer('c1', 'old'));
    expect(Object.keys(area.all())).toContain(keys.customer('c1', 'new'));
  });

  it('keeps a single card that is larger than the room', async () => {
    const writer = createSessionWriter(memoryArea(), 100);
    await writer.updateCard('c1', 'a', () => card('a', 1, 'n'.repeat(10_000)));
    expect(await writer.readCard('c1', 'a')).not.toBeNull();
  });

  it('forgets what was read through one connection, and nothing else', async () => {
    const area = memoryArea();
    const writer = createSessionWriter(area);
    await writer.updateCard('c1', 'a', () => card('a', 1));
    await writer.updateCard('c12', 'a', () => card('a', 1));
    await writer.writeMatch('c1', 'phone:+1', { customerId: 'a', candidates: [], readAt: 1 });
    await writer.forgetConnection('c1');
    expect(Object.keys(area.all())).toEqual([keys.customer('c12', 'a')]);
  });

  it('forgets a customer: the card, and each match that names them', async () => {
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
    for (const id of ['a', 'b']) await writer.updateCard('c1', id, () => card(id, 1));
    await writer.writeMatch('c1', 'phone:+1', match('a'));
    await writer.writeMatch('c1', 'phone:+2', match(null, 'a', 'b'));
    await writer.writeMatch('c1', 'phone:+3', match('b'));
    await writer.writeMatch('c2', 'phone:+1', match('a'));
    await writer.forgetCustomer('c1', 'a');
    expect(Object.keys(area.all()).sort()).toEqual([
      keys.customer('c1', 'b'),
      keys.match('c1', 'phone:+3'),
      keys.match('c2', 'phone:+1'),
    ]);
  });

  it('forgets everything that was read, and keeps what was set up and what is to be written', async () => {
    const area = memoryArea();
    const writer = createSessionWriter(area);
    await area.set({ setup: {}, outbox: {}, [keys.tab(1)]: {} });
    await writer.updateCard('c1', 'a', () => card('a', 1));
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

  it('drops the views of tabs that are closed', async () => {
    const area = memoryArea();
    await area.set({ [keys.tab(1)]: {}, [keys.tab(2)]: {}, setup: {} });
    await createSessionWriter(area).keepTabs(new Set([2]));
    expect(Object.keys(area.all())).toEqual([keys.tab(2), 'setup']);
  });
});
