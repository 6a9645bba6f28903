/** What happens when the browser has no more room: a real day's customers, and things that are larger than they should be. */
import { describe, expect, it } from 'vitest';
import { accountId } from '../../../lib/accounts/account.ts';
import { type Card, keys, type WriteView } from '../../../lib/session/shapes.ts';
import { createSessionWriter } from '../../../lib/session/writer.ts';
import { type SessionAreaDoubleOptions, sessionAreaDouble, valueBytes } from '../../doubles/session-area.ts';
import { acme, customerOf, viewOf } from '../support/samples.ts';

const quota = 10_485_760;
const reserve = 3_000_000;

const notes = (count: number, length: number) => ({
  events: Array.from({ length: count }, (_, at) => ({
    id: `event-${at}`,
    at: '2026-11-22T10:42:07.000Z',
    kind: 'note' as const,
    actor: '王小明',
    summary: '客户想要红色的那一款，'.repeat(length / 11),
    changes: [{ field: 'stage', from: '意向', to: '成交' }],
  })),
  next: 'more',
});

const cardOf = (id: string, readAt = 1): Card => ({
  customer: customerOf(id, { name: `客户${id}`, remark: '老客户。'.repeat(50) }),
  readAt,
  timeline: null,
});

const tags = (count: number, name: string) => ({
  catalogue: {
    groups: [
      {
        id: 'group',
        name: 'Level',
        colour: null,
        multiple: true,
        tags: Array.from({ length: count }, (_, at) => ({
          id: `6f1c2b7e5a4d4c0f9b1e8d3a2c${at}`,
          name: `${name}${at}`,
          groupId: 'group',
          colour: '#e11d48',
          readOnly: false,
        })),
      },
    ],
    stages: [],
    fields: [],
  },
  readAt: 1,
});

const write = (id: string): WriteView => ({
  id,
  accountId: acme,
  customerId: 'ana',
  change: { kind: 'note', customerId: 'ana', text: '已回电' },
  state: 'done',
  createdAt: 1,
  doneAt: 2,
  undoUntil: null,
  error: null,
});

/** As many writes as there are in so many bytes. */
const digestOf = (bytes: number) => ({
  writes: Array.from({ length: Math.floor(bytes / (32 + valueBytes(write('write')))) }, () => write('write')),
});

/** A browser's area, and workers that live until the next begins. */
function world(options: SessionAreaDoubleOptions = {}) {
  const { quotaBytes = quota } = options;
  const area = sessionAreaDouble(options);
  const begin = () => createSessionWriter(area, { quotaBytes, now });
  let at = 1000;
  const now = () => {
    at += 1;
    return at;
  };
  let session = begin();
  return {
    area,
    session: () => session,
    restart() {
      session = begin();
    },
    /** What happens from a click on a chat until everything is on the screen, as the flow does it. */
    async open(tabId: number, connectionId: string, id: string, timeline = notes(50, 440)): Promise<void> {
      const chat = { connectionId, name: `phone:+${id}` };
      const view = { ...viewOf(id), connectionId };
      await session.showChat(tabId, chat, () => ({ ...view, state: 'loading', customerId: null }));
      await session.updateCard(connectionId, id, (was) => ({
        ...cardOf(id),
        timeline: was?.timeline ?? null,
      }));
      await session.writeMatch(connectionId, chat.name, { customerId: id, candidates: [], readAt: 1 });
      await session.updateTab(tabId, () => view);
      await session.updateCard(connectionId, id, (was) => was && { ...was, timeline });
    },
    /** A chat that is known: shown and not read. */
    show: (tabId: number, connectionId: string, id: string) =>
      session.showChat(tabId, { connectionId, name: `phone:+${id}` }, (_, known) =>
        known.hasCard ? { ...viewOf(id), connectionId } : null,
      ),
    has: (key: string) => area.peek(key) !== undefined,
  };
}

describe('a day with two hundred customers, fifty long notes each', () => {
  it.each([
    ['one company', ['c1'], undefined],
    ['two companies that number their customers alike', ['c1', 'c2'], undefined],
    ['a browser that cannot name its keys', ['c1'], { hasGetKeys: false }],
  ])(
    'shows every chat and tells of every write: %s',
    async (_, connections, options) => {
      const { area, session, restart, open } = world(options);
      for (let at = 0; at < 200; at++) {
        if (at % 17 === 0) restart();
        const connectionId = connections[at % connections.length] ?? '';
        const id = `${Math.floor(at / connections.length)}`;
        await open(1, connectionId, id);
        await session().writeOutbox({ writes: [write(`${at}`)] });
        expect(area.peek(keys.tab(1))).toMatchObject({ connectionId, customerId: id, state: 'ready' });
        expect(area.peek(keys.customer(connectionId, id))).toMatchObject({ customer: { id } });
        expect(area.peek(keys.timeline(connectionId, id))).toBeDefined();
        expect(area.peek(keys.outbox)).toEqual({ writes: [write(`${at}`)] });
      }
      expect(area.inUse()).toBeLessThanOrEqual(quota - reserve);
    },
    60_000,
  );

  it('still has every customer at hand, and lets only timelines go', async () => {
    const { area, open, has } = world();
    for (let at = 0; at < 200; at++) await open(1, 'c1', `${at}`);
    const there = Object.keys(area.all());
    expect(there.filter((key) => key.startsWith('customer:'))).toHaveLength(200);
    expect(there.filter((key) => key.startsWith('timeline:')).length).toBeGreaterThan(50);
    expect(has(keys.timeline('c1', '0'))).toBe(false);
  });

  it('was never refused anything: room was made before', async () => {
    const { session, area, open } = world();
    for (let at = 0; at < 150; at++) await open(1, 'c1', `${at}`);
    await session().writeOutbox(digestOf(2_900_000));
    expect(area.inUse()).toBeGreaterThan(quota - reserve);
    expect(area.refused()).toBe(0);
  });

  it('keeps whom the agent comes back to, however long ago they were read', async () => {
    const { open, show, has, restart } = world();
    for (let at = 0; at < 80; at++) await open(1, 'c1', `${at}`);
    restart();
    await show(1, 'c1', '0');
    for (let at = 80; at < 130; at++) await open(1, 'c1', `${at}`);
    expect([has(keys.timeline('c1', '0')), has(keys.timeline('c1', '1'))]).toEqual([true, false]);
  });

  it('keeps what another tab shows, however long it has shown it', async () => {
    const { open, has } = world();
    await open(2, 'c1', 'long-open');
    for (let at = 0; at < 200; at++) await open(1, 'c1', `${at}`);
    expect(has(keys.timeline('c1', 'long-open'))).toBe(true);
  });
});

describe('ten thousand tags', () => {
  it('fit beside the cards of a day', async () => {
    const { session, open, has } = world();
    for (let at = 0; at < 200; at++) await open(1, 'c1', `${at}`);
    await session().writeCatalogue('c1', tags(10_000, '超级重要的客户标签'));
    await open(1, 'c1', 'next');
    expect(await session().readCatalogue('c1')).toEqual(tags(10_000, '超级重要的客户标签'));
    expect(Array.from({ length: 200 }, (_, at) => has(keys.customer('c1', `${at}`)))).not.toContain(false);
  });

  it('of a connection that no tab shows go before anything else', async () => {
    const { session, area, open, has } = world();
    await open(1, 'c1', 'ana');
    await session().writeCatalogue('c1', tags(10_000, 'A'));
    await session().writeCatalogue('c2', tags(10_000, 'B'));
    while (has(keys.catalogue('c2'))) await open(1, 'c1', `${area.calls.length}`);
    expect([keys.catalogue('c1'), keys.timeline('c1', 'ana')].map(has)).toEqual([true, true]);
  });
});

describe('more than there is room for', () => {
  const small = { quotaBytes: 100_000 };

  it('pushes views out for a digest that is refused, those that nobody sees first', async () => {
    const { session, area, open, has } = world(small);
    for (const id of ['a', 'b', 'c', 'd']) await open(1, 'c1', id, notes(5, 99));
    const digest = digestOf(92_000);
    await session().writeOutbox(digest);
    expect(area.refused()).toBeGreaterThan(0);
    expect(area.peek(keys.outbox)).toEqual(digest);
    expect(has(keys.customer('c1', 'd'))).toBe(true);
  });

  it('pushes out what tabs show too, rather than lose a digest', async () => {
    const digest = digestOf(150_000);
    const { session, area, open } = world({ quotaBytes: valueBytes(digest) + 4000 });
    await open(1, 'c1', 'a', notes(10, 99));
    await session().writeOutbox(digest);
    expect(area.peek(keys.outbox)).toEqual(digest);
    expect(area.peek(keys.tab(1))).toMatchObject({ customerId: 'a' });
  });

  it('refuses a digest only when nothing is left to go, and goes on after that', async () => {
    const { session, area, open } = world(small);
    await open(1, 'c1', 'a');
    const digest = digestOf(200_000);
    await expect(session().writeOutbox(digest)).rejects.toThrow('quota');
    await open(1, 'c1', 'b', notes(5, 99));
    expect(area.peek(keys.tab(1))).toMatchObject({ customerId: 'b' });
  });

  it('tries again with half of what may go gone when the browser refuses a card', async () => {
    const { area, open, has } = world();
    for (const id of ['a', 'b', 'c', 'd']) await open(1, 'c1', id);
    area.refuseNext((items) => keys.customer('c1', 'e') in items);
    await open(1, 'c1', 'e');
    const gone = (of: typeof keys.customer) => ['a', 'b', 'c', 'd', 'e'].filter((id) => !has(of('c1', id)));
    expect(gone(keys.timeline)).toEqual(['a', 'b', 'c', 'd']);
    expect(gone(keys.customer)).toEqual(['a', 'b']);
  });

  it('leaves what a tab shows, rather than take a card that is refused to the last', async () => {
    const { session, area, open, has } = world();
    await open(2, 'c1', 'seen');
    for (let times = 0; times < 20; times++) area.refuseNext((items) => keys.customer('c1', 'new') in items);
    await expect(session().updateCard('c1', 'new', () => cardOf('new'))).rejects.toThrow('quota');
    expect([keys.customer('c1', 'seen'), keys.timeline('c1', 'seen')].map(has)).toEqual([true, true]);
  });

  it('shows a card without its timeline when both are refused to the last', async () => {
    const { session, area, open } = world();
    for (let times = 0; times < 20; times++)
      area.refuseNext((items) => String(items[keys.timeline('c1', 'a')] ?? '').length > 99);
    await open(1, 'c1', 'a');
    expect((await session().readCard('c1', 'a'))?.timeline).toMatchObject({
      events: [],
      leftOut: expect.any(Number),
    });
  });

  it('leaves out a timeline that can never fit and says that it did, and lets nothing go for its sake', async () => {
    const { session, open, has } = world(small);
    await open(1, 'c1', 'a', notes(5, 99));
    await open(1, 'c1', 'b', notes(500, 99));
    const timeline = async () => (await session().readCard('c1', 'b'))?.timeline;
    const first = await timeline();
    expect(first).toEqual({ events: [], next: null, leftOut: expect.any(Number) });
    expect(has(keys.timeline('c1', 'a'))).toBe(true);
    await open(1, 'c1', 'b', notes(500, 99));
    expect(await timeline()).not.toEqual(first);
    await open(1, 'c1', 'b', notes(5, 99));
    expect(await timeline()).toEqual(notes(5, 99));
  });

  it('makes room for a card whose timeline is left out as for any other', async () => {
    const { session, area, open } = world(small);
    for (let at = 0; at < 60; at++) await open(1, 'c1', `${at}`, notes(1, 99));
    await session().updateCard('c1', 'new', () => ({ ...cardOf('new'), timeline: notes(500, 99) }));
    expect(await session().readCard('c1', 'new')).toMatchObject({
      customer: { id: 'new' },
      timeline: { leftOut: expect.any(Number) },
    });
    expect(area.inUse()).toBeLessThanOrEqual(small.quotaBytes / 2);
  });

  it('leaves what a tab shows, rather than take a card without its timeline that is refused to the last', async () => {
    const { session, area, open, has } = world(small);
    await open(2, 'c1', 'seen', notes(5, 99));
    for (let times = 0; times < 20; times++) area.refuseNext((items) => keys.customer('c1', 'new') in items);
    const isNew = (): Card => ({ ...cardOf('new'), timeline: notes(500, 99) });
    await expect(session().updateCard('c1', 'new', isNew)).rejects.toThrow('quota');
    expect([keys.customer('c1', 'seen'), keys.timeline('c1', 'seen')].map(has)).toEqual([true, true]);
  });

  it('lets the names that were seen at a company go which no tab shows', async () => {
    const { session, open } = world(small);
    const beside = accountId('beside');
    for (const company of [acme, beside]) await session().writeSeen(company, { tags: ['VIP'], stages: [] });
    for (let at = 0; at < 200; at++) await open(1, 'c1', `${at}`, notes(1, 99));
    expect(await session().readSeen(beside)).toBeNull();
    expect(await session().readSeen(acme)).toEqual({ tags: ['VIP'], stages: [] });
  });

  it('lets matches go that nobody came back to', async () => {
    const { session, area, open } = world(small);
    await open(1, 'c1', 'ana', notes(1, 99));
    for (let at = 0; at < 1000; at++) {
      await session().writeMatch('c1', `phone:+${at}`, { customerId: null, candidates: [], readAt: 1 });
    }
    expect(area.refused()).toBe(0);
    expect(await session().readMatch('c1', 'phone:+0')).toBeNull();
    expect(await session().readMatch('c1', 'phone:+999')).not.toBeNull();
    expect(await session().readCard('c1', 'ana')).not.toBeNull();
    const there = Object.keys(area.all());
    const orphans = there.filter(
      (key) => key.startsWith('used:') && !there.includes(key.slice('used:'.length)),
    );
    expect(orphans).toEqual([]);
  });

  it('keeps whom the agent chose for a chat that is known by its title alone', async () => {
    const { session, area } = world(small);
    const view = {
      ...viewOf('chosen'),
      detection: { ...viewOf('chosen').detection, phone: null, chatKey: null },
    };
    await session().updateTab(1, () => view);
    await session().writeMatch('c1', 'open:doc:10', { customerId: 'chosen', candidates: [], readAt: 0 });
    for (let at = 0; at < 1000; at++) {
      await session().writeMatch('c1', `phone:+${at}`, { customerId: null, candidates: [], readAt: 1 });
    }
    expect(area.inUse()).toBeLessThan(100_000);
    expect(await session().readMatch('c1', 'open:doc:10')).not.toBeNull();
  });

  it('loses names that were seen rather than fail a look-up', async () => {
    const { session } = world(small);
    await session().writeSeen(acme, {
      tags: Array.from({ length: 5000 }, (_, at) => `tag ${at}`),
      stages: [],
    });
    expect(await session().readSeen(acme)).toBeNull();
  });

  it('drops nothing for a failure that is none of room', async () => {
    const { area, open, has } = world();
    await open(1, 'c1', 'a');
    const broken = createSessionWriter({ ...area, set: () => Promise.reject(new Error('gone away')) });
    await expect(broken.writeOutbox({ writes: [] })).rejects.toThrow('gone away');
    expect(has(keys.timeline('c1', 'a'))).toBe(true);
  });
});
