import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { AppError } from '../../../lib/errors/app-error.ts';
import { createReplyEvents } from '../../../lib/panel/replies.ts';
import { openingOf } from '../../../lib/panel/select-view.ts';
import { initialState, type PanelState } from '../../../lib/panel/state.ts';
import { setup, viewOf } from '../support/samples.ts';

const sent = vi.hoisted(() => vi.fn());
vi.mock('../../../lib/messages/send.ts', () => ({ send: sent }));
vi.mock('wxt/browser', () => ({ browser: {} }));

const tab = viewOf('ana', 10);
const state: PanelState = {
  ...initialState,
  tabId: 1,
  hearing: 'connected',
  documentId: tab.documentId,
  epoch: 10,
  setup,
  tab,
};
const shown = { opening: openingOf(state), customerId: 'ana' };
const hi = { id: 'hi', title: 'Hi', text: 'Hi' };

function scene(kept = new Map<string, string>()) {
  const store = createStore<PanelState>(() => state);
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  return { store, kept, events: createReplyEvents(store, storage) };
}

beforeEach(() => {
  sent.mockReset();
  sent.mockResolvedValue('inserted');
});

describe('a reply that is inserted', () => {
  it('names the opening and the customer that it was made for', async () => {
    expect(await scene().events.insert('Hi', shown, true)).toBe('inserted');
    const { documentId, epoch, connectionId, customerId } = tab;
    const said = { documentId, epoch, chat: 'phone:+5511900000001', connectionId, customerId };
    expect(sent.mock.calls).toEqual([['reply.insert', { ...said, text: 'Hi', atCursor: true }]]);
  });

  it.each<[string, Partial<PanelState>]>([
    ['another chat is open', { epoch: 11 }],
    ['the chat is another customer’s', { tab: { ...tab, customerId: 'bob' } }],
    ['the chat is not heard of any more', { hearing: 'elsewhere' }],
  ])('goes nowhere where %s by now', async (_, changed) => {
    const { store, events } = scene();
    store.setState(changed);
    expect(await events.insert('Hi', shown, false)).toBe('not-same-chat');
    expect(sent).not.toHaveBeenCalled();
  });

  it('is asked for once, though nobody answers', async () => {
    sent.mockRejectedValue(new AppError('CONTEXT_LOST'));
    expect(await scene().events.insert('Hi', shown, false)).toBe('no-answer');
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it('is told where it is not allowed', async () => {
    sent.mockRejectedValue(new AppError('FORBIDDEN'));
    expect(await scene().events.insert('Hi', shown, false)).toBe('refused');
  });
});

describe('the use of replies', () => {
  it('is counted on this device', async () => {
    sent.mockResolvedValue({ replies: [hi], agent: 'Bo' });
    const { events } = scene();
    events.countUse('hi', [hi]);
    events.countUse('hi', [hi]);
    const used = { hi: { count: 2, at: expect.any(Number) } };
    expect(await events.read()).toEqual({ replies: [hi], agent: 'Bo', used });
  });

  it.each(['no JSON', 'null', '{"hi":1,"other":{"count":"x"}}'])('begins anew over %s', async (text) => {
    sent.mockResolvedValue({ replies: [hi], agent: null });
    const { events } = scene(new Map([['replies-used', text]]));
    expect((await events.read()).used).toEqual({});
  });
});
