import { describe, expect, it } from 'vitest';
import { accountId } from '../../../lib/accounts/account.ts';
import type { Change } from '../../../lib/crm/port.ts';
import { currentChat, currentCustomer, draftOwner, selectView } from '../../../lib/panel/select-view.ts';
import { initialState, type PanelDraft, type PanelState } from '../../../lib/panel/state.ts';
import type { TabView, WriteView } from '../../../lib/session/shapes.ts';
import { acme, customerOf, detectionOf, setup } from '../support/samples.ts';

const ana = '5511900000001';

const tab: TabView = {
  documentId: 'doc',
  epoch: 10,
  detection: detectionOf(ana, 10),
  state: 'ready',
  connectionId: 'c1',
  accountId: acme,
  customerId: 'ana',
  candidates: [],
  error: null,
  needsAccess: null,
};

const state = (more: Partial<PanelState> = {}): PanelState => ({
  ...initialState,
  tabId: 1,
  hearing: 'connected',
  documentId: 'doc',
  epoch: 10,
  setup,
  tab,
  cards: {
    'customer:c1:ana': { customer: customerOf('ana', { name: 'Ana' }), readAt: 1_000, timeline: null },
  },
  now: 2_000,
  ...more,
});

const field = (key: string, value: string | null): PanelDraft => ({
  id: key,
  whose: { accountId: acme, customerId: 'ana' },
  mine: true,
  content: { kind: 'field', key, value },
});

const write = (change: Change, more: Partial<WriteView> = {}): WriteView => ({
  id: 'w1',
  accountId: acme,
  customerId: 'ana',
  change,
  state: 'waiting',
  createdAt: 0,
  doneAt: null,
  undoUntil: null,
  error: null,
  ...more,
});
const addHot: Change = {
  kind: 'setTags',
  customerId: 'ana',
  add: [{ id: 'hot', name: 'Hot', groupId: null }],
  remove: [],
};

describe('a device that cannot be read', () => {
  const error = { code: 'UNSUPPORTED', retryable: false, reason: 'storage-broken' } as const;
  const device = { error, lost: null };

  it('is said where nothing could be read from the start, instead of loading for ever', () => {
    expect(selectView(state({ setup: null, tab: null, device }))).toMatchObject({ state: 'error', error });
  });

  it('takes nothing away that is known', () => {
    expect(selectView(state({ device }))).toMatchObject({ state: 'ready', error: null, device });
  });
});

describe('how the chat was recognised', () => {
  const byName = (more: Parameters<typeof detectionOf>[2]) =>
    selectView(state({ tab: { ...tab, detection: detectionOf(ana, 10, more) } })).chat?.byName;

  it('is said where only the name speaks for it', () => {
    expect(byName({ confidence: 'probable' })).toBe(true);
    expect(byName({ confidence: 'exact' })).toBe(false);
    expect(byName({ confidence: 'probable', phoneSource: 'title' })).toBe(false);
  });
});

describe('a number that WhatsApp hides', () => {
  const hiding = { username: 'ana', numberHidden: true } as const;
  const digits = '5511900000001';
  const drawn = (more: Parameters<typeof detectionOf>[2]) => {
    const detection = detectionOf(null, 10, { ...hiding, ...more });
    return selectView(state({ tab: { ...tab, detection } }));
  };

  it('is masked before anything is drawn, be it the customer’s or only suggested', () => {
    const found = drawn({ hiddenPhone: digits });
    expect(found.chat).toMatchObject({ phone: null, hiddenPhone: '+•••••••••0001', suggestedPhone: null });
    const asked = drawn({ suggestedPhone: digits });
    expect(asked.chat).toMatchObject({ phone: null, hiddenPhone: null, suggestedPhone: '+•••••••••0001' });
    const confirmed = drawn({ suggestedPhone: digits, hiddenPhone: digits });
    expect(confirmed.chat).toMatchObject({ phone: null, suggestedPhone: null });
    for (const view of [found, asked, confirmed]) expect(JSON.stringify(view)).not.toContain(digits);
  });

  it('names neither the chat nor whose drafts are typed beside it', () => {
    const detection = detectionOf(null, 10, { ...hiding, hiddenPhone: digits });
    const unknown = state({ tab: { ...tab, detection, customerId: null } });
    expect(JSON.stringify([currentChat(unknown), draftOwner(unknown)])).not.toContain(digits);
    expect(currentChat(unknown)?.chat).toBe('chat:5511999999999:100@lid');
  });
});

describe('what the panel draws', () => {
  it('asks for access to WhatsApp, and shows nobody, when the browser keeps it from there', () => {
    const view = selectView(state({ barred: true, hearing: 'elsewhere' }));
    expect([view.state, view.needsAccess]).toEqual(['needs-access', 'https://web.whatsapp.com/*']);
    expect([view.customer, view.chat]).toEqual([null, null]);
  });

  it('draws the customer of the open chat', () => {
    const view = selectView(state());
    expect([view.state, view.customer?.name, view.chat?.phone]).toEqual(['ready', 'Ana', `+${ana}`]);
  });

  it('draws nothing of a chat that was left', () => {
    const view = selectView(state({ epoch: 11 }));
    expect(view).toMatchObject({ state: 'loading', customer: null, card: null, chat: null });
  });

  it('draws nothing of a document that was reloaded, whatever the clock said there', () => {
    const view = selectView(state({ documentId: 'reloaded', epoch: 3 }));
    expect(view).toMatchObject({ state: 'loading', customer: null, card: null, chat: null });
  });

  it('draws nothing until the tab itself has said which chat is open', () => {
    expect(selectView(state({ hearing: 'connecting' }))).toMatchObject({ state: 'loading', customer: null });
  });

  it('draws nothing of a tab that no longer answers', () => {
    expect(selectView(state({ hearing: 'lost' }))).toMatchObject({ state: 'disconnected', customer: null });
  });

  it('keeps the last customer beside another page, to be shown dimmed', () => {
    const view = selectView(state({ hearing: 'elsewhere' }));
    expect([view.state, view.customer?.name]).toEqual(['not-whatsapp', 'Ana']);
  });

  it('keeps the last customer beside a WhatsApp that does not show itself, out of reach of any command', () => {
    const detection = { ...detectionOf(null, 10), state: 'inactive', inactive: 'connecting' } as const;
    const hidden = state({ tab: { ...tab, detection, state: 'inactive' } });
    expect(selectView(hidden)).toMatchObject({
      state: 'inactive',
      inactive: 'connecting',
      customer: { name: 'Ana' },
    });
    expect([currentChat(hidden), currentCustomer(hidden)]).toEqual([null, null]);
  });

  it('gives a customer’s own drafts, without those that are settled, and the connection’s own tags', () => {
    const view = selectView(
      state({
        drafts: {
          'acme ana': {
            'field:email': field('email', 'ana@'),
            'field:remark': field('remark', null),
            'field:name': null,
          },
          'acme bob': { 'field:email': field('email', 'bob@') },
        },
        habits: { order: ['tags'], folded: ['details'], recentTags: { acme: ['hot'], c2: ['cold'] } },
      }),
    );
    expect(view.fieldDrafts).toEqual({ email: 'ana@', remark: null });
    expect(view.recentTags).toEqual(['hot']);
    expect(view.layout).toMatchObject({ order: ['tags'], folded: ['details'] });
  });

  it('says why the page was read as it was, chat or not', () => {
    const unreadable = detectionOf(null, 10, { state: 'unreadable', reasons: ['header:none'] });
    const view = selectView(state({ tab: { ...tab, state: 'unreadable', detection: unreadable } }));
    expect(view).toMatchObject({ chat: null, reasons: ['header:none'] });
  });

  it('waits for a card that the view names and the mirror lacks', () => {
    expect(selectView(state({ cards: {} })).state).toBe('loading');
  });

  it('tells a live card from an old one', () => {
    expect(selectView(state()).fresh).toBe('live');
    expect(selectView(state({ now: 62_000 })).fresh).toBe('cached');
  });

  it('shows another customer’s writes to nobody', () => {
    const view = selectView(state({ writes: [write(addHot, { customerId: 'bob' })] }));
    expect(view.writes).toEqual([]);
    expect(view.customer?.tags).toEqual([]);
  });

  it('shows a write before the worker has heard of it, and once afterwards', () => {
    const handed = [write(addHot)];
    expect(selectView(state({ submitted: handed })).customer?.tags).toHaveLength(1);
    expect(
      selectView(state({ submitted: handed, writes: [write(addHot, { state: 'sending' })] })).writes,
    ).toHaveLength(1);
  });

  it('shows the creation that is under way for the open number', () => {
    const phone = customerOf(ana).phones[0]?.e164;
    if (!phone) throw new Error('sample without a number');
    const create: Change = { kind: 'create', phone, name: 'Ana', fields: [] };
    const view = selectView(
      state({
        tab: { ...tab, state: 'not-found', customerId: null },
        writes: [write(create, { customerId: `phone:+${ana}` })],
      }),
    );
    expect(view.writes).toHaveLength(1);
  });

  it('shows the creation that is under way for the open chat whose number is hidden, and its form', () => {
    const chat = 'chat:5511999999999:100@lid';
    const create: Change = { kind: 'create', phone: null, chat, name: 'Ana', fields: [] };
    const content = { kind: 'create', name: 'Ana C', values: {}, region: [] } as const;
    const draft = {
      id: 'd',
      whose: { accountId: acme, customerId: chat },
      mine: false,
      content: { ...content, region: [] },
    };
    const hidden: TabView = {
      ...tab,
      detection: detectionOf(null, 1),
      state: 'hidden-number',
      customerId: null,
    };
    const view = selectView(
      state({
        tab: hidden,
        writes: [write(create, { customerId: chat })],
        drafts: { [`acme ${chat}`]: { create: draft } },
      }),
    );
    expect(view.chat?.key).toBe(chat);
    expect(view.writes).toHaveLength(1);
    expect(view.createDraft).toMatchObject({ name: 'Ana C' });
  });

  it('joins older pages of the timeline without repeating an event', () => {
    const event = (id: string) => ({
      id,
      at: '2026-01-01T00:00:00Z',
      kind: 'other' as const,
      actor: null,
      summary: null,
      changes: [],
    });
    const card = state().cards['customer:c1:ana'];
    if (!card) throw new Error('sample without a card');
    const view = selectView(
      state({
        cards: { 'customer:c1:ana': { ...card, timeline: { events: [event('c'), event('b')], next: 'x' } } },
        olderEvents: { 'acme ana': { events: [event('b'), event('a')], next: null } },
      }),
    );
    expect(view.card?.timeline?.events.map((one) => one.id)).toEqual(['c', 'b', 'a']);
    expect(view.card?.timeline?.next).toBeNull();
  });

  it('takes a first page that had no room in the session from what the panel read itself, until it is read anew', () => {
    const card = state().cards['customer:c1:ana'];
    if (!card) throw new Error('sample without a card');
    const first = { events: [], next: 'x', leftOut: 7 };
    const shown = (leftOut: number) =>
      selectView(
        state({
          cards: { 'customer:c1:ana': { ...card, timeline: { events: [], next: null, leftOut } } },
          olderEvents: { 'acme ana': first },
        }),
      ).card?.timeline;
    expect(shown(7)).toEqual({ events: [], next: 'x' });
    expect(shown(8)).toEqual({ events: [], next: null, leftOut: 8 });
  });
});

it('gives the form of somebody who is not there yet as it was left, by the number', () => {
  const content = { kind: 'create', name: 'Ana C', values: {}, region: [] } as const;
  const customerId = `phone:+${ana}`;
  const draft = {
    id: 'd',
    whose: { accountId: acme, customerId },
    mine: false,
    content: { ...content, region: [] },
  };
  const drafts = { [`acme ${customerId}`]: { create: draft } };
  const notFound: TabView = { ...tab, state: 'not-found', customerId: null };
  expect(selectView(state({ tab: notFound, drafts })).createDraft).toMatchObject({ name: 'Ana C' });
  expect(selectView(state({ drafts })).createDraft).toBeNull();
});

it('says that the worker does not answer, where nothing worse is to be said', () => {
  expect(selectView(state({ unanswered: true })).error?.code).toBe('CONTEXT_LOST');
});

describe('writes of an account that no connection stands for', () => {
  const gone = accountId('gone');
  const absent = { accountId: gone, name: 'Gone Ltd', provider: 'sobot' as const };
  const lost = write(addHot, { id: 'lost', accountId: gone, state: 'failed' });
  const withAbsent = { ...setup, absent: [absent] };

  it('stand apart, whoever is shown, with what their company was called', () => {
    const view = selectView(state({ setup: withAbsent, writes: [lost, write(addHot)], tab: null }));
    expect(view.stranded).toEqual([{ ...absent, writes: [lost] }]);
    expect(view.writes).not.toContain(lost);
  });

  it('stand apart without a name, where their account was forgotten before they were kept', () => {
    const view = selectView(state({ writes: [lost, write(addHot)] }));
    expect(view.stranded).toEqual([{ accountId: gone, name: null, provider: null, writes: [lost] }]);
  });

  it('are no more of it once they are done, or while no set-up is known', () => {
    const done = { ...lost, state: 'done' as const };
    expect(selectView(state({ setup: withAbsent, writes: [done] })).stranded).toEqual([]);
    expect(selectView(state({ writes: [lost], setup: null })).stranded).toEqual([]);
  });

  it('are counted beside the question, while the agent is asked whose a connection is', () => {
    const question = { connectionId: 'c1', accountId: gone, about: 'changed' as const };
    const view = selectView(state({ setup: { ...setup, questions: [question] }, writes: [lost] }));
    expect(view.questions).toEqual([{ ...question, connection: setup.connections[0], held: 1 }]);
    expect(view.stranded).toEqual([]);
  });

  it('are never another company’s, though its customer has the same id and the connection the same', () => {
    const other = write(addHot, { id: 'other', accountId: gone });
    expect(selectView(state({ writes: [other] })).writes).toEqual([]);
  });
});

describe('the mark of being offline', () => {
  const offline = (more: Partial<PanelState>) => selectView(state(more)).offline;

  it('stands when the browser says so and nothing was answered since', () => {
    expect(offline({ offlineSince: 1_500 })).toBe(true);
    expect(offline({ offlineSince: null })).toBe(false);
  });

  it.each([
    ['a card was read', { offlineSince: 900 }],
    [
      'a change was saved',
      { offlineSince: 1_500, writes: [write(addHot, { state: 'done', doneAt: 1_600 })] },
    ],
    ['this panel opened onto a card that was read', { offlineSince: 0 }],
  ])('goes when, in spite of the browser, %s', (_, more) => {
    expect(offline(more)).toBe(false);
  });

  it('is not there where the customers lie on this device, which needs no network', () => {
    const active = setup.active && {
      ...setup.active,
      capabilities: { ...setup.active.capabilities, onDevice: true as const },
    };
    expect(offline({ offlineSince: 1_500, setup: { ...setup, active } })).toBe(false);
  });

  it('stands when reading failed for want of a network, whatever the browser says', () => {
    const error = { code: 'OFFLINE', retryable: true } as const;
    expect(offline({ offlineSince: null, tab: { ...tab, error } })).toBe(true);
  });
});

describe('whom a command speaks of', () => {
  it('is the customer on the screen', () => {
    expect(currentChat(state())).toEqual({ connectionId: 'c1', accountId: acme, chat: `phone:+${ana}` });
    expect(currentCustomer(state())?.customerId).toBe('ana');
  });

  it.each([
    ['after the chat was left', { epoch: 11 }],
    ['after the page was reloaded', { documentId: 'reloaded', epoch: 3 }],
    ['beside another page', { hearing: 'elsewhere' as const }],
    ['before the tab has answered', { hearing: 'connecting' as const }],
  ])('is nobody %s', (_, more) => {
    expect(currentChat(state(more))).toBeNull();
    expect(currentCustomer(state(more))).toBeNull();
  });
});
