import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { TimelineEvent } from '../../../lib/crm/model.ts';
import { mirrorSession, type SessionSource } from '../../../lib/panel/mirror-session.ts';
import { initialState, type PanelState } from '../../../lib/panel/state.ts';
import { pack } from '../../../lib/session/packed.ts';
import { type Card, keys } from '../../../lib/session/shapes.ts';
import { createSessionWriter } from '../../../lib/session/writer.ts';
import { sessionAreaDouble } from '../../doubles/session-area.ts';
import { memoryArea } from '../support/memory-area.ts';
import { customerOf, setup, viewOf } from '../support/samples.ts';

const cardOf = (id: string, name: string): Card => ({
  customer: customerOf(id, { name }),
  readAt: 1,
  timeline: null,
});

const bought: TimelineEvent = {
  id: 'bought',
  at: '2026-11-22T10:42:07.000Z',
  kind: 'note',
  actor: null,
  summary: null,
  changes: [],
};

/** A session as the worker leaves it, told to a panel; reads can be held back. */
async function session() {
  const area = memoryArea();
  const writer = createSessionWriter(area);
  await writer.writeSetup(setup);
  await writer.updateCard('c1', 'ana', () => cardOf('ana', 'Ana'));
  await writer.updateCard('c1', 'bo', () => cardOf('bo', 'Bo'));
  await writer.updateTab(2, () => viewOf('bo'));
  await writer.updateTab(1, () => viewOf('ana'));

  type Listener = Parameters<SessionSource['onChanged']['addListener']>[0];
  let tell: Listener = () => {};
  let gate = Promise.resolve();
  let held = Number.POSITIVE_INFINITY;
  let reads = 0;
  let found = 0;
  const source: SessionSource = {
    async get(wanted) {
      reads += 1;
      const isHeld = reads >= held;
      const values = await area.get(wanted);
      found += 1;
      if (isHeld) await gate;
      return values;
    },
    onChanged: {
      addListener(listener) {
        tell = listener;
      },
    },
  };
  return {
    area,
    writer,
    source,
    reads: () => reads,
    found: () => found,
    /** From this read on answers come, with what was there when they were asked for, only when the result is called. */
    holdBack(from: number): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      held = from;
      return resolve;
    },
    async change(items: Record<string, unknown>) {
      await area.set(items);
      await area.remove(Object.keys(items).filter((key) => items[key] === undefined));
      tell(Object.fromEntries(Object.entries(items).map(([key, newValue]) => [key, { newValue }])));
    },
  };
}

const newStore = () => createStore<PanelState>(() => initialState);
const shownName = ({ tab, cards }: PanelState) =>
  tab?.customerId && cards[keys.customer('c1', tab.customerId)]?.customer.name;

describe('the mirror of the session', () => {
  it('has the tab that changed last, its card and the set-up in two reads, begun before the tab was known', async () => {
    const { source, reads } = await session();
    const store = newStore();
    const mirror = mirrorSession(store, source);
    await Promise.resolve();
    expect(reads()).toBe(1);
    store.setState({ tabId: 1 });
    await mirror.readTab(1);
    expect(shownName(store.getState())).toBe('Ana');
    expect(store.getState().setup).toEqual(setup);
    // The third asks for the catalogue, which nobody has read yet.
    expect(reads()).toBe(3);
  });

  it('reads another tab that it stands beside', async () => {
    const { source } = await session();
    const store = newStore();
    const mirror = mirrorSession(store, source);
    store.setState({ tabId: 2 });
    await mirror.readTab(2);
    expect(shownName(store.getState())).toBe('Bo');
  });

  it('does not undo what changed while it read', async () => {
    const { source, change, found, holdBack } = await session();
    const release = holdBack(2);
    const store = newStore();
    const mirror = mirrorSession(store, source);
    store.setState({ tabId: 1 });
    const read = mirror.readTab(1);
    await vi.waitFor(() => expect(found()).toBe(2));
    await change({
      [keys.tab(1)]: viewOf('bo', 11),
      [keys.customer('c1', 'bo')]: cardOf('bo', 'Bo, renamed'),
    });
    release();
    await read;
    expect(store.getState().tab?.epoch).toBe(11);
    expect(shownName(store.getState())).toBe('Bo, renamed');
  });

  it('comes back to a tab without undoing what became of its card', async () => {
    const { source, change } = await session();
    const store = newStore();
    const mirror = mirrorSession(store, source);
    await change({ [keys.customer('c1', 'ana')]: cardOf('ana', 'Ana 2') });
    store.setState({ tabId: 1 });
    await mirror.readTab(1);
    await change({ [keys.customer('c1', 'ana')]: cardOf('ana', 'Ana 3') });
    store.setState({ tabId: 2, tab: null });
    await mirror.readTab(2);
    store.setState({ tabId: 1, tab: null });
    await mirror.readTab(1);
    expect(shownName(store.getState())).toBe('Ana 3');
  });

  it('does not undo with a late answer what became of a card while it was asked for', async () => {
    const { source, writer, change, found, holdBack } = await session();
    await writer.updateCard('c1', 'bo', (card) => card && { ...card, timeline: { events: [], next: 'old' } });
    const store = newStore();
    const mirror = mirrorSession(store, source);
    store.setState({ tabId: 1 });
    await mirror.readTab(1);
    const before = found();
    const release = holdBack(before + 1);
    await change({ [keys.tab(1)]: viewOf('bo', 11) });
    await vi.waitFor(() => expect(found()).toBe(before + 1));
    await change({
      [keys.customer('c1', 'bo')]: cardOf('bo', 'Bo, renamed'),
      [keys.timeline('c1', 'bo')]: pack({ events: [], next: 'new' }),
    });
    release();
    await new Promise((resolve) => setImmediate(resolve));
    expect(shownName(store.getState())).toBe('Bo, renamed');
    expect(store.getState().cards[keys.customer('c1', 'bo')]?.timeline?.next).toBe('new');
  });

  it('does not bring back with a late answer whom it heard is gone', async () => {
    const { source, change, found, holdBack } = await session();
    const store = newStore();
    const mirror = mirrorSession(store, source);
    store.setState({ tabId: 1 });
    await mirror.readTab(1);
    const before = found();
    const release = holdBack(before + 1);
    await change({ [keys.tab(1)]: viewOf('bo', 11) });
    await vi.waitFor(() => expect(found()).toBe(before + 1));
    await change({ [keys.customer('c1', 'bo')]: undefined });
    release();
    await new Promise((resolve) => setImmediate(resolve));
    expect(shownName(store.getState())).toBeUndefined();
  });

  it('puts a timeline on the card that it belongs to, read or told', async () => {
    const { source, writer, change } = await session();
    await writer.updateCard(
      'c1',
      'ana',
      (card) => card && { ...card, timeline: { events: [], next: 'first' } },
    );
    const store = newStore();
    const mirror = mirrorSession(store, source);
    store.setState({ tabId: 1 });
    await mirror.readTab(1);
    const timeline = () => store.getState().cards[keys.customer('c1', 'ana')]?.timeline;
    expect(timeline()).toEqual({ events: [], next: 'first' });
    await change({ [keys.timeline('c1', 'ana')]: pack({ events: [], next: 'second' }) });
    expect(timeline()).toEqual({ events: [], next: 'second' });
    await change({ [keys.customer('c1', 'ana')]: { customer: customerOf('ana'), readAt: 2 } });
    expect(timeline()).toEqual({ events: [], next: 'second' });
  });

  it('still shows a timeline that went to make room, for as long as its card is there', async () => {
    const { source, writer, change } = await session();
    await writer.updateCard('c1', 'ana', (card) => card && { ...card, timeline: { events: [], next: null } });
    const store = newStore();
    const mirror = mirrorSession(store, source);
    store.setState({ tabId: 1 });
    await mirror.readTab(1);
    await change({ [keys.timeline('c1', 'ana')]: undefined });
    expect(store.getState().cards[keys.customer('c1', 'ana')]?.timeline).not.toBeNull();
    await change({ [keys.customer('c1', 'ana')]: undefined });
    expect(store.getState().cards[keys.customer('c1', 'ana')]).toBeUndefined();
  });

  it('takes nothing for a tab that was left while it read', async () => {
    const { source, holdBack } = await session();
    const store = newStore();
    const release = holdBack(1);
    const mirror = mirrorSession(store, source);
    store.setState({ tabId: 1 });
    const read = mirror.readTab(1);
    store.setState({ tabId: null });
    release();
    await read;
    expect(store.getState().tab).toBeNull();
  });

  it('goes on when the session cannot be read ahead', async () => {
    const { source } = await session();
    let failed = false;
    const store = newStore();
    const mirror = mirrorSession(store, {
      ...source,
      get(wanted) {
        if (failed) return source.get(wanted);
        failed = true;
        return Promise.reject(new Error('busy'));
      },
    });
    store.setState({ tabId: 1 });
    await mirror.readTab(1);
    expect(shownName(store.getState())).toBe('Ana');
  });
});

describe('a panel that is open all day', () => {
  it('holds no more than the session does, and what is on the screen', async () => {
    const area = sessionAreaDouble({ quotaBytes: 600_000 });
    const writer = createSessionWriter(area, { quotaBytes: 600_000 });
    await writer.writeSetup(setup);
    const store = newStore();
    const mirror = mirrorSession(store, area);
    store.setState({ tabId: 1 });
    await mirror.readTab(1);
    const events = [{ ...bought, summary: 'A red one. '.repeat(200) }];
    for (let at = 0; at < 400; at++) {
      const id = `customer-${at}`;
      await writer.updateTab(1, () => viewOf(id, at));
      await writer.updateCard('c1', id, () => ({ ...cardOf(id, id), timeline: { events, next: 'more' } }));
      store.setState(({ olderEvents }) => ({
        olderEvents: {
          ...olderEvents,
          [`acme ${id}`]: { events, next: null },
          [`acme ${id} notes`]: { events, next: null },
        },
      }));
    }
    const { cards, olderEvents } = store.getState();
    const kept = Object.keys(area.all());
    const there = (prefix: string) => kept.filter((key) => key.startsWith(prefix)).length;
    const held = Object.values(cards).filter(({ timeline }) => timeline !== null);
    expect(there('timeline:')).toBeLessThan(100);
    expect(Object.keys(cards)).toHaveLength(there('customer:'));
    expect(held).toHaveLength(there('timeline:'));
    expect(Object.keys(olderEvents)).toHaveLength(2 * there('timeline:'));
  });
});
