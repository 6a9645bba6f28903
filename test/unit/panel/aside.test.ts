import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { accountId } from '../../../lib/accounts/account.ts';
import { AppError } from '../../../lib/errors/app-error.ts';
import type { MessageType } from '../../../lib/messages/contract.ts';
import { createPanelEvents } from '../../../lib/panel/events.ts';
import { selectView } from '../../../lib/panel/select-view.ts';
import { initialState, type PanelState } from '../../../lib/panel/state.ts';
import { acme, capabilities, customerOf, setup, viewOf } from '../support/samples.ts';

// Fetched when somebody is first looked at: there already, so that no wait is for the disk.
beforeAll(() => import('../../../lib/panel/on-demand.ts'));

const sent = vi.hoisted(() => vi.fn());
vi.mock('../../../lib/messages/send.ts', () => ({ send: sent }));
vi.mock('wxt/browser', () => ({ browser: {} }));
vi.stubGlobal('addEventListener', () => {});
vi.stubGlobal('document', { hasFocus: () => false, activeElement: null });

const cardOf = (id: string, name: string) => ({
  customer: customerOf(id, { name }),
  readAt: 1,
  timeline: null,
});
const bo = { accountId: acme, customerId: 'bo' };
const tab = viewOf('ana');
let read: () => Promise<unknown>;

beforeEach(() => {
  read = async () => ({ connectionId: 'c1', capabilities, card: cardOf('bo', 'Bo'), catalogue: null });
  sent.mockReset();
  sent.mockImplementation((type: MessageType) =>
    type === 'customer.read' ? read() : Promise.resolve(type === 'draft.read' ? [] : null),
  );
});

function open() {
  const store = createStore<PanelState>(() => ({
    ...initialState,
    tabId: 1,
    hearing: 'connected',
    documentId: tab.documentId,
    epoch: tab.epoch,
    setup,
    tab,
    cards: { 'customer:c1:ana': cardOf('ana', 'Ana') },
  }));
  const events = createPanelEvents(store);
  const shown = () => {
    const { state, customer } = selectView(store.getState());
    return [state, customer?.name];
  };
  return { store, events, shown };
}
async function looking() {
  const panel = open();
  panel.events.lookAt(bo);
  await vi.waitFor(() => expect(panel.shown()).toEqual(['aside', 'Bo']));
  return panel;
}
const types = () => new Set(sent.mock.calls.map(([type]) => type));

describe('a card that is only looked at', () => {
  it('is shown where the back end has them under another id by now', async () => {
    const { store, events, shown } = open();
    events.lookAt({ accountId: acme, customerId: 'old bo' });
    await vi.waitFor(() => expect(shown()).toEqual(['aside', 'Bo']));
    expect(store.getState().aside?.customerId).toBe('bo');
  });

  it('is never taken for the chat’s: nothing that is asked meanwhile is written, kept or linked to anybody', async () => {
    const { store, events, shown } = await looking();
    sent.mockClear();
    events.submit({ kind: 'note', customerId: 'bo', text: 'to Bo' });
    events.submit({ kind: 'note', customerId: 'ana', text: 'to Ana' });
    events.draftNote({ text: 'typed', stageId: '', remindAt: '' });
    events.draftField('email', { value: 'typed' });
    events.link('bo');
    events.reject(['bo']);
    events.forget();
    events.revealPhone();
    events.confirmName();
    await events.moreTimeline();
    expect(types()).toEqual(new Set());
    expect([store.getState().submitted, store.getState().drafts]).toEqual([[], {}]);
    expect(shown()).toEqual(['aside', 'Bo']);
  });

  it('shows nothing of the chat beside it', async () => {
    const { store } = await looking();
    const view = selectView(store.getState());
    expect([view.chat, view.writes, view.candidates]).toEqual([null, [], []]);
  });

  it('is left for the chat’s own by a press', async () => {
    const { events, shown } = await looking();
    events.leaveAside();
    expect(shown()).toEqual(['ready', 'Ana']);
    events.submit({ kind: 'note', customerId: 'ana', text: 'to Ana' });
    await vi.waitFor(() => expect(types()).toContain('change.submit'));
  });

  it.each([
    ['another chat', { epoch: tab.epoch + 1 }],
    ['another tab', { tabId: 2, documentId: null, epoch: 0 }],
    ['another document', { documentId: 'another' }],
  ])('goes with its chat in the same instant, for good: %s', async (_, next) => {
    const { store, shown } = await looking();
    const { tabId, documentId, epoch } = store.getState();
    store.setState(next);
    expect(shown()).not.toContain('Bo');
    store.setState({ tabId, documentId, epoch });
    expect(shown()).toEqual(['ready', 'Ana']);
  });

  it('goes when they are forgotten, and with their company', async () => {
    const first = await looking();
    const { 'customer:c1:bo': _, ...others } = first.store.getState().cards;
    first.store.setState({ cards: others });
    expect(first.shown()).toEqual(['ready', 'Ana']);
    const second = await looking();
    const bolt = {
      ...setup,
      connections: setup.connections.map((one) => ({ ...one, accountId: accountId('bolt') })),
    };
    second.store.setState({ setup: bolt });
    expect(second.store.getState().aside).toBeNull();
  });

  it('that was chosen for one opening of a chat is shown beside no other', async () => {
    const { store, events, shown } = open();
    const { opening } = selectView(store.getState());
    store.setState({ epoch: tab.epoch + 1 });
    events.lookAt(bo, opening);
    await new Promise((resolve) => setTimeout(resolve));
    expect(store.getState().aside).toBeNull();
    expect(types()).not.toContain('customer.read');
    events.lookAt(bo, selectView(store.getState()).opening);
    await vi.waitFor(() => expect(shown()).toEqual(['aside', 'Bo']));
  });

  it('that comes after the chat was left is drawn nowhere', async () => {
    let answer = (_: unknown) => {};
    read = () => new Promise((resolve) => (answer = resolve));
    const { store, events, shown } = open();
    events.lookAt(bo);
    await vi.waitFor(() => expect(shown()).toEqual(['aside', undefined]));
    store.setState({ epoch: tab.epoch + 1 });
    answer({ connectionId: 'c1', capabilities, card: cardOf('bo', 'Bo'), catalogue: null });
    await new Promise((resolve) => setTimeout(resolve));
    expect(shown()).toEqual(['loading', undefined]);
  });

  it('says why it could not be read', async () => {
    read = () => Promise.reject(new AppError('NOT_FOUND'));
    const { store, events } = open();
    events.lookAt(bo);
    await vi.waitFor(() => expect(selectView(store.getState()).error?.code).toBe('NOT_FOUND'));
  });
});
