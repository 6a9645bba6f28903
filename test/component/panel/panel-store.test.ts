import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { accountId } from '../../../lib/accounts/account.ts';
import type { Draft } from '../../../lib/drafts/draft.ts';
import { AppError } from '../../../lib/errors/app-error.ts';
import type { MessageType } from '../../../lib/messages/contract.ts';
import { createPanelEvents } from '../../../lib/panel/events.ts';
import { mirrorSession } from '../../../lib/panel/mirror-session.ts';
import { selectView } from '../../../lib/panel/select-view.ts';
import { initialState, type PanelState } from '../../../lib/panel/state.ts';
import { keys, type ReminderView } from '../../../lib/session/shapes.ts';
import { acme, customerOf, detectionOf, setup } from '../../unit/support/samples.ts';

const sent = vi.hoisted(() => vi.fn());
vi.mock('../../../lib/messages/send.ts', () => ({ send: sent }));
vi.mock('wxt/browser', () => ({ browser: {} }));

const bolt = accountId('bolt');
const ana = '5511900000001';
const whose = { accountId: acme, customerId: 'ana' };
const state = (customerId: string | null = 'ana'): PanelState => ({
  ...initialState,
  tabId: 1,
  hearing: 'connected',
  documentId: 'doc',
  epoch: 10,
  setup,
  tab: {
    documentId: 'doc',
    epoch: 10,
    detection: detectionOf(ana, 10),
    state: 'ready',
    connectionId: 'c1',
    accountId: acme,
    customerId,
    candidates: [],
    error: null,
    needsAccess: null,
  },
  cards: { 'customer:c1:ana': { customer: customerOf('ana'), readAt: 1, timeline: null } },
});
const sentOf = (type: MessageType) =>
  sent.mock.calls.filter(([one]) => one === type).map(([, input]) => input);
const leave = () => dispatchEvent(new Event('pagehide'));
const open = (start = state()) => {
  const store = createStore<PanelState>(() => start);
  return { store, events: createPanelEvents(store), drafts: () => selectView(store.getState()).fieldDrafts };
};

beforeEach(() => {
  leave();
  sent.mockReset();
  sent.mockImplementation(async (type: MessageType) => (type === 'draft.read' ? [] : null));
});

describe('what is decided', () => {
  const decided = () => sent.mock.calls.map(([type]) => type).filter((type) => type !== 'draft.read');

  it('reaches the worker in the order it was pressed in, though nobody answered the first', async () => {
    const { events } = open();
    sent.mockRejectedValueOnce(new AppError('CONTEXT_LOST'));
    events.link('bo');
    events.reject(['bo']);
    await vi.waitFor(() => expect(decided()).toHaveLength(3));
    expect(decided()).toEqual(['link.set', 'link.set', 'link.reject']);
  });

  it('waits for what was pressed before it about the same thing, and for nothing else', async () => {
    const { events } = open();
    sent.mockImplementation(() => new Promise(() => {}));
    events.undo('1');
    events.retry('2');
    events.link('bo');
    expect(decided()).toEqual(['change.undo', 'link.set']);
  });

  it('is not sent long after it was pressed, and the screen says that nobody answers', async () => {
    vi.useFakeTimers();
    const { store, events } = open();
    sent.mockImplementation(() => new Promise((resolve) => setTimeout(() => resolve(null), 11_000)));
    events.link('bo');
    events.reject(['bo']);
    await vi.advanceTimersByTimeAsync(11_000);
    vi.useRealTimers();
    expect(decided()).toEqual(['link.set']);
    expect(store.getState().unanswered).toBe(true);
  });
});

const idle = { stageId: '', remindAt: '' };

describe('a reminder of somebody else that is done', () => {
  const reminder: ReminderView = {
    accountId: bolt,
    connectionId: 'c2',
    customerId: 'joao',
    todoId: 'r',
    name: 'João',
    phone: '+5511900000077',
    summary: 'Call',
    dueAt: 1,
    canSettle: true,
  };
  const person = { name: 'João', phone: '+5511900000077' };
  const change = { kind: 'todo', customerId: 'joao', todoId: 'r', done: true };

  it.each([
    ['beside another company’s customer', state()],
    ['beside nobody', { ...state(), tab: null }],
  ])('is written to its own customer at its own company, %s', async (_, start) => {
    const { store, events } = open(start);
    events.settleReminder(reminder);
    await vi.waitFor(() =>
      expect(sentOf('change.submit')).toMatchObject([{ accountId: bolt, change, person }]),
    );
    expect(store.getState().submitted).toMatchObject([
      { accountId: bolt, customerId: 'joao', state: 'waiting' },
    ]);
    expect(selectView(store.getState()).writes).toEqual([]);
  });
});

describe('what is typed', () => {
  it('is drawn at once and put away as it was typed last, each place by itself, under an id of its own', () => {
    const { events, drafts } = open();
    events.draftField('email', { value: 'a' });
    events.draftField('email', { value: 'ana@' });
    events.draftField('name', { value: null });
    expect(drafts()).toEqual({ email: 'ana@', name: null });
    leave();
    const put = sentOf('draft.write');
    expect(put).toMatchObject([
      { ...whose, place: 'field:email', draft: { content: { key: 'email', value: 'ana@' } } },
      { ...whose, place: 'field:name', draft: { content: { key: 'name', value: null } } },
    ]);
    expect(new Set(put.map(({ draft }) => draft.id)).size).toBe(2);
  });

  it('comes back when the customer is shown again; what was typed meanwhile wins, and the other is offered', async () => {
    const { store, events, drafts } = open();
    let answer = (_: Draft[]) => {};
    sent.mockImplementation((type: MessageType) => {
      if (type === 'draft.read') return new Promise((resolve) => (answer = resolve));
      return Promise.resolve(null);
    });
    store.setState({ now: 1 });
    events.draftField('email', { value: 'newer' });
    const field = (key: string, value: string): Draft => ({
      id: key,
      content: { kind: 'field', key, value },
    });
    const note: Draft = { id: 'n', content: { kind: 'note', text: 'a note', ...idle } };
    answer([field('email', 'older'), field('name', 'kept'), note]);
    await vi.waitFor(() => expect(drafts()).toEqual({ email: 'newer', name: 'kept' }));
    const view = selectView(store.getState());
    expect(view.noteDraft.text).toBe('a note');
    expect(view.otherDrafts).toMatchObject([{ content: { key: 'email', value: 'older' } }]);
  });

  it('of somebody who was forgotten does not come back with what was just being read', async () => {
    const { store, events, drafts } = open();
    let answer = (_: Draft[]) => {};
    sent.mockImplementation((type: MessageType) =>
      type === 'draft.read' ? new Promise((resolve) => (answer = resolve)) : Promise.resolve(null),
    );
    store.setState({ now: 1 });
    events.forget();
    answer([{ id: 'e', content: { kind: 'field', key: 'email', value: 'ana@' } }]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(drafts()).toEqual({});
  });

  it('leaves further events of others alone when a customer is forgotten', () => {
    const page = { events: [], next: null };
    const key = `${acme} ana`;
    const { store, events } = open({
      ...state(),
      olderEvents: { [key]: page, [`${key} notes`]: page, [`${key}bel`]: page },
    });
    events.forget();
    expect(Object.keys(store.getState().olderEvents)).toEqual([`${key}bel`]);
  });

  it('is let go at once when it is given up', () => {
    const { events } = open();
    events.draftField('email', { value: 'ana@' });
    events.draftField('email', null);
    expect(sentOf('draft.write')).toEqual([
      { ...whose, place: 'field:email', draft: null, over: [expect.any(String)] },
    ]);
  });

  it('for somebody who is not there yet is kept for the number', () => {
    const { events } = open(state(null));
    events.draftCreate({ name: 'Ana C', values: {}, region: [] });
    leave();
    expect(sentOf('draft.write')).toMatchObject([
      {
        accountId: acme,
        customerId: `phone:+${ana}`,
        place: 'create',
        draft: { content: { name: 'Ana C' } },
      },
    ]);
  });

  it('is gone with the customer that is forgotten', () => {
    const { events, drafts } = open();
    events.draftField('email', { value: 'ana@' });
    events.draftNote({ text: 'half a sen', ...idle });
    events.forget();
    expect(drafts()).toEqual({});
    leave();
    expect(sentOf('draft.write')).toEqual([]);
  });
});

it('folds and order are drawn at once and kept', () => {
  const { store, events } = open();
  events.arrange({ order: ['tags'], folded: ['details'] });
  expect(selectView(store.getState()).layout).toMatchObject({ order: ['tags'], folded: ['details'] });
  expect(sentOf('layout.save')).toEqual([{ order: ['tags'], folded: ['details'] }]);
});

it('an echo of older habits does not unfold what was just folded', () => {
  const { store, events } = open();
  events.arrange({ order: [], folded: ['details'] });
  store.setState({ habits: { order: [], folded: [], recentTags: { acme: ['hot'] } } });
  const { layout, recentTags } = selectView(store.getState());
  expect([layout.folded, recentTags]).toEqual([['details'], ['hot']]);
});

it('an uncovered number is reported: whose, or of which chat where there is nobody yet', () => {
  open().events.revealPhone();
  open(state(null)).events.revealPhone();
  expect(sentOf('audit.reveal')).toEqual([
    { ...whose, connectionId: 'c1' },
    { ...whose, connectionId: 'c1', customerId: `phone:+${ana}` },
  ]);
});

it('the habits are in the session before the worker has said anything', async () => {
  const habits = { order: ['tags'], folded: [], recentTags: { acme: ['hot'] } };
  const { store } = open();
  const mirror = mirrorSession(store, {
    get: async (wanted) => (wanted.includes(keys.habits) ? { [keys.habits]: habits } : {}),
    onChanged: { addListener: () => {} },
  });
  await mirror.readTab(1);
  expect(store.getState().habits).toEqual(habits);
});

describe('a timeline that had no room in the session', () => {
  const withTimeline = (leftOut: number) => {
    const { cards } = state();
    const card = cards['customer:c1:ana'];
    if (!card) throw new Error('sample without a card');
    return { 'customer:c1:ana': { ...card, timeline: { events: [], next: null, leftOut } } };
  };
  const pages = () => sentOf('timeline.page').map(({ cursor }) => cursor);

  it('is read from its beginning, then on, and from its beginning once it is read anew', async () => {
    const { store, events } = open({ ...state(), cards: withTimeline(1) });
    sent.mockImplementation(async (type: MessageType) =>
      type === 'draft.read' ? [] : { events: [], next: 'more' },
    );
    await events.moreTimeline();
    await events.moreTimeline();
    expect(pages()).toEqual([null, 'more']);
    store.setState({ cards: withTimeline(2) });
    await events.moreTimeline();
    expect(pages()).toEqual([null, 'more', null]);
    expect(selectView(store.getState()).card?.timeline).toEqual({ events: [], next: 'more' });
  });
});
