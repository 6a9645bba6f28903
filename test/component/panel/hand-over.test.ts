/** The panel and the worker's own drafts and outbox, with a channel that loses messages and answers as it is told. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { AppError, type ErrorCode } from '../../../lib/errors/app-error.ts';
import type { MessageInput, MessageType } from '../../../lib/messages/contract.ts';
import { customerOf } from '../../../lib/outbox/target.ts';
import { createPanelEvents } from '../../../lib/panel/events.ts';
import { mirrorSession } from '../../../lib/panel/mirror-session.ts';
import { selectView } from '../../../lib/panel/select-view.ts';
import { initialState, type PanelState } from '../../../lib/panel/state.ts';
import { keys } from '../../../lib/session/shapes.ts';
import { bolt, change, startedWorld, tick, type World } from '../../unit/outbox/world.ts';
import { acme, detectionOf, customerOf as sample, setup } from '../../unit/support/samples.ts';

const sent = vi.hoisted(() => vi.fn());
vi.mock('../../../lib/messages/send.ts', () => ({ send: sent }));
vi.mock('wxt/browser', () => ({ browser: {} }));

const idle = { stageId: '', remindAt: '' };
const hello = change.note('hello');
const whose = { accountId: acme, customerId: 'ana' };
const start: PanelState = {
  ...initialState,
  tabId: 1,
  hearing: 'connected',
  documentId: 'doc',
  epoch: 10,
  setup,
  tab: {
    documentId: 'doc',
    epoch: 10,
    detection: detectionOf('5511900000001', 10),
    state: 'ready',
    connectionId: 'c1',
    accountId: acme,
    customerId: 'ana',
    candidates: [],
    error: null,
    needsAccess: null,
  },
  cards: { 'customer:c1:ana': { customer: sample('ana'), readAt: 1, timeline: null } },
};

type Panel = Awaited<ReturnType<typeof openPanel>>;
type Listener = (changes: Record<string, { newValue?: unknown }>) => void;

let world: World;
/** Of the panels that are open: each hears the session. */
let listeners: Listener[];
const opened: { store: StoreApi<PanelState> }[] = [];
const onPageHide: EventListenerOrEventListenerObject[] = [];
/** What the worker refuses with. */
let refuses: ErrorCode | null;
/** Whether messages find nobody at all. */
let nobody: boolean;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  world = await startedWorld();
  listeners = [];
  refuses = null;
  nobody = false;
  let turns = 0;
  world.onDrafts = (whose, wrote, forgotten) => {
    turns += 1;
    const newValue = { whose, wrote, forgotten, turn: String(turns) };
    for (const listener of listeners) listener({ [keys.drafts]: { newValue } });
  };
  sent.mockReset();
  sent.mockImplementation(deliver);
});
afterEach(() => {
  closePanels();
  vi.useRealTimers();
});

async function deliver(type: MessageType, input: unknown): Promise<unknown> {
  if (nobody) throw new AppError('CONTEXT_LOST');
  if (!world.life || world.life.dead) await world.start();
  const { life } = world;
  let answered = false;
  const answer = answerTo(type, input).finally(() => {
    answered = true;
  });
  answer.catch(() => {});
  for (;;) {
    await tick();
    if (answered) return answer;
    if (life?.dead) throw new AppError('CONTEXT_LOST');
  }
}

async function answerTo(type: MessageType, input: unknown): Promise<unknown> {
  if (type === 'draft.read') return world.drafts().read(input as MessageInput<'draft.read'>);
  if (type === 'draft.write') {
    if (refuses) throw new AppError(refuses);
    const { place, draft, over, ...of } = input as MessageInput<'draft.write'>;
    return world.drafts().write(of, place, draft, over);
  }
  if (type === 'change.close') {
    const { id, as } = input as MessageInput<'change.close'>;
    return world.outbox().close(id, as);
  }
  if (type !== 'change.submit') return null;
  if (refuses) throw new AppError(refuses);
  const submission = input as MessageInput<'change.submit'>;
  const { id, accountId, change: asked } = submission;
  return world
    .drafts()
    .taking({ accountId, customerId: customerOf(asked) }, id, (alongside) =>
      world.outbox().submit(submission, alongside),
    );
}

async function openPanel() {
  const store = createStore<PanelState>(() => start);
  mirrorSession(store, {
    get: async () => ({}),
    onChanged: { addListener: (listener) => listeners.push(listener) },
  });
  const listening = vi.spyOn(globalThis, 'addEventListener');
  const events = createPanelEvents(store);
  onPageHide.push(...listening.mock.calls.map(([, listener]) => listener));
  listening.mockRestore();
  opened.push({ store });
  store.setState({ now: 1 });
  await pass(1_000);
  return {
    store,
    events,
    text: () => selectView(store.getState()).noteDraft.text,
    writes: () => selectView(store.getState()).writes,
    others: () =>
      selectView(store.getState()).otherDrafts.map(({ content }) =>
        content.kind === 'note' ? content.text : content.kind,
      ),
    otherIds: () => selectView(store.getState()).otherDrafts.map(({ id }) => id),
    async type(text: string) {
      events.draftNote({ text, ...idle });
      await pass(400);
    },
  };
}

/** Their pages go: they say what they say then, hear nothing more, and ask for nothing again. */
function closePanels(): void {
  dispatchEvent(new Event('pagehide'));
  for (const listener of onPageHide.splice(0)) removeEventListener('pagehide', listener);
  for (const { store } of opened.splice(0)) store.setState({ submitted: [] });
  listeners = [];
}

/** Lets time pass for panel and worker alike; the session tells of what the worker wrote. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 100) {
    await vi.advanceTimersByTimeAsync(Math.min(100, left));
    for (let turns = 0; turns < 10; turns++) await tick();
    await world.advance(Math.min(100, left));
    const digest = world.shown.at(-1);
    if (digest) for (const listener of listeners) listener({ [keys.outbox]: { newValue: digest } });
  }
}

async function onDisk(): Promise<string[]> {
  if (world.life?.dead) await world.start();
  const read = world.drafts().read(whose);
  await world.settle(read);
  return (await read).map(({ content }) => (content.kind === 'note' ? content.text : content.kind));
}

/** Saved once; or, where its request may have left with a worker, asked about. */
async function expectOnce(text = 'hello'): Promise<void> {
  // Longer than it takes the alarm to wake a worker that died with the row on its disk.
  await pass(40_000);
  if (!world.rows().some(({ state }) => state === 'unknown' || state === 'sending')) {
    expect(world.customer('ana').notes).toEqual([text]);
  }
  expect(world.rows()).toHaveLength(1);
  expect(await onDisk()).toEqual([]);
}

const gates = Array.from({ length: 16 }, (_, index) => index + 1);

describe('a worker that is killed in the moment of "Save note"', () => {
  it.each(gates)('(%i) costs neither the note nor the panel', async (gate) => {
    const panel = await openPanel();
    await panel.type('hello');
    world.fuse = gate;
    panel.events.submit(hello);
    expect(panel.text()).toBe('');
    await expectOnce();
    expect(panel.store.getState()).toMatchObject({ hearing: 'connected', submitted: [] });
  });

  it.each(gates)('(%i) and a panel that is closed in it cost nothing', async (gate) => {
    const panel = await openPanel();
    await panel.type('hello');
    world.fuse = gate;
    panel.events.submit(hello);
    closePanels();
    await pass(1_000);
    const next = await openPanel();
    if (next.text() !== '') next.events.submit(hello);
    await expectOnce();
    expect(next.text()).toBe('');
  });

  it.each(gates)('(%i) costs nothing of what was typed a moment before', async (gate) => {
    const panel = await openPanel();
    panel.events.draftNote({ text: 'hello', ...idle });
    world.fuse = gate;
    panel.events.submit(hello);
    await expectOnce();
  });

  it('is no failure: it is handed over until somebody answers, and said to take longer', async () => {
    const panel = await openPanel();
    await panel.type('hello');
    nobody = true;
    panel.events.submit(hello);
    await pass(60_000);
    expect(panel.writes()).toMatchObject([{ state: 'waiting', error: { code: 'CONTEXT_LOST' } }]);
    nobody = false;
    await pass(6_000);
    await expectOnce();
  });

  it('leaves the note as a draft, where the browser dies with it', async () => {
    const panel = await openPanel();
    await panel.type('hello');
    nobody = true;
    panel.events.submit(hello);
    closePanels();
    await pass(100);
    nobody = false;
    expect((await openPanel()).text()).toBe('hello');
  });
});

describe('a connection that is another company’s from now on', () => {
  const stand = (panel: Panel, accountId: typeof acme) =>
    panel.store.setState(({ tab }) => ({ tab: tab && { ...tab, accountId } }));

  it('shows what is typed for its own customer of that id, and the first company’s stays there', async () => {
    const panel = await openPanel();
    await panel.type('hello');
    stand(panel, bolt);
    await pass(100);
    expect(panel.text()).toBe('of Bolt');
    stand(panel, acme);
    expect(panel.text()).toBe('hello');
    panel.events.submit(hello);
    await expectOnce();
  });

  it('is not shown what the first company answers late', async () => {
    await world
      .drafts()
      .write(whose, 'note', { id: 'n1', content: { kind: 'note', text: 'hello', ...idle } });
    const late = Promise.withResolvers<void>();
    sent.mockImplementationOnce(async (type: MessageType, input: unknown) => {
      await late.promise;
      return deliver(type, input);
    });
    const panel = await openPanel();
    stand(panel, bolt);
    await pass(100);
    late.resolve();
    await pass(100);
    expect(panel.text()).toBe('of Bolt');
    stand(panel, acme);
    expect(panel.text()).toBe('hello');
  });

  it('draws none of the first company’s writes, wherever they have got to', async () => {
    const panel = await openPanel();
    nobody = true;
    panel.events.submit(change.tags(['Hot']));
    stand(panel, bolt);
    const ofOthers = () => panel.writes().filter(({ accountId }) => accountId !== bolt);
    expect(ofOthers()).toEqual([]);
    nobody = false;
    await pass(5_000);
    expect(ofOthers()).toEqual([]);
    expect(world.customer('ana').tags).toEqual(new Set(['Hot']));
  });
});

describe('a disk that is full', () => {
  it('has what was typed as soon as there is room', async () => {
    const panel = await openPanel();
    refuses = 'STORAGE_FULL';
    await panel.type('hello');
    refuses = null;
    await pass(6_000);
    expect(await onDisk()).toEqual(['hello']);
  });

  it('has what was submitted as a draft as soon as there is room', async () => {
    const panel = await openPanel();
    refuses = 'STORAGE_FULL';
    panel.events.draftNote({ text: 'hello', ...idle });
    panel.events.submit(hello);
    await pass(1_000);
    expect(panel.writes()).toMatchObject([{ state: 'failed', error: { code: 'STORAGE_FULL' } }]);
    refuses = null;
    await pass(6_000);
    closePanels();
    expect((await openPanel()).text()).toBe('hello');
  });

  it('has it no more once it was saved after all', async () => {
    const panel = await openPanel();
    refuses = 'STORAGE_FULL';
    panel.events.draftNote({ text: 'hello', ...idle });
    panel.events.submit(hello);
    await pass(1_000);
    refuses = null;
    panel.events.retry(panel.writes()[0]?.id ?? '');
    await pass(6_000);
    await expectOnce();
  });
});

describe('any other change', () => {
  it.each([
    ['a tag', change.tags(['Hot'])],
    ['a stage', change.stage('s0', 's1')],
    ['a field', change.edit('email', null, 'x')],
  ])('(%s) is handed over again as well', async (_, asked) => {
    const panel = await openPanel();
    world.fuse = 2;
    panel.events.submit(asked);
    await pass(5_000);
    expect(world.landings).toEqual([asked]);
  });

  it('is not overtaken by one that was made after it', async () => {
    const panel = await openPanel();
    nobody = true;
    panel.events.submit(change.stage('s0', 's1'));
    await pass(20);
    nobody = false;
    panel.events.submit(change.stage('s1', 's2'));
    await pass(5_000);
    expect(world.customer('ana').stage).toBe('s2');
  });

  it('of a panel that closes while nobody answers is said a last time', async () => {
    const panel = await openPanel();
    world.fuse = 2;
    panel.events.submit(change.tags(['Hot']));
    await pass(20);
    expect(world.life?.dead).toBe(true);
    closePanels();
    await pass(1_000);
    expect(world.customer('ana').tags).toEqual(new Set(['Hot']));
  });
});

describe('one draft in two windows', () => {
  async function both(): Promise<[Panel, Panel]> {
    const first = await openPanel();
    await first.type('hello');
    return [first, await openPanel()];
  }

  it('is drawn in the other as soon as it was put away, and goes from it as well', async () => {
    const [first, second] = [await openPanel(), await openPanel()];
    await first.type('half a sen');
    expect(second.text()).toBe('half a sen');
    await second.type('half a sentence');
    expect(first.text()).toBe('half a sentence');
    expect(await onDisk()).toEqual(['half a sentence']);
    await first.type('');
    expect(second.text()).toBe('');
    expect(await onDisk()).toEqual([]);
  });

  it('that both begin at once is kept twice: each has its own, and is offered the other’s', async () => {
    const [first, second] = [await openPanel(), await openPanel()];
    first.events.draftNote({ text: 'mine', ...idle });
    second.events.draftNote({ text: 'hers', ...idle });
    await pass(2_000);
    expect([first.text(), second.text()]).toEqual(['mine', 'hers']);
    expect([first.others(), second.others()]).toEqual([['hers'], ['mine']]);
    expect((await onDisk()).toSorted()).toEqual(['hers', 'mine']);
  });

  it('is not taken out of the box in hand by one who gives it up', async () => {
    const [first, second] = [await openPanel(), await openPanel()];
    await first.type('mine');
    const box = document.body.appendChild(document.createElement('textarea'));
    box.focus();
    await second.type('');
    await pass(1_000);
    expect(first.text()).toBe('mine');
    expect(await onDisk()).toEqual(['mine']);
    box.remove();
  });

  it('changes places with the other’s, and nothing is lost', async () => {
    const [first, second] = [await openPanel(), await openPanel()];
    first.events.draftNote({ text: 'mine', ...idle });
    second.events.draftNote({ text: 'hers', ...idle });
    await pass(2_000);
    first.events.useDraft(first.otherIds()[0] ?? '');
    await pass(500);
    expect([first.text(), first.others()]).toEqual(['hers', ['mine']]);
    await first.type('hers, and more');
    expect((await onDisk()).toSorted()).toEqual(['hers, and more', 'mine']);
    first.events.discardDraft(first.otherIds()[0] ?? '');
    await pass(1_000);
    expect(first.others()).toEqual([]);
    expect(await onDisk()).not.toContain('mine');
  });

  it('that says the same in both is kept once', async () => {
    const [first, second] = [await openPanel(), await openPanel()];
    first.events.draftNote({ text: 'the same', ...idle });
    second.events.draftNote({ text: 'the same', ...idle });
    await pass(2_000);
    expect([first.text(), second.text()]).toEqual(['the same', 'the same']);
    expect([...first.others(), ...second.others()]).toEqual([]);
    expect(await onDisk()).toEqual(['the same']);
  });

  it('is gone from the other when the customer is forgotten', async () => {
    const [first, second] = [await openPanel(), await openPanel()];
    await first.type('half a sen');
    first.events.forget();
    await world.settle(world.drafts().forget(whose));
    await pass(1_000);
    expect([first.text(), second.text()]).toEqual(['', '']);
  });

  it.each(['the customer', 'everybody'])(
    'is gone with what is just being typed when %s is forgotten',
    async (all) => {
      const tell = world.onDrafts;
      world.onDrafts = (of, ...told) => tell(all === 'everybody' ? null : of, ...told);
      const [first, second] = [await openPanel(), await openPanel()];
      await first.type('half a sen');
      first.events.draftNote({ text: 'half a sentence', ...idle });
      await world.settle(world.drafts().forget(whose));
      await pass(1_000);
      expect([first.text(), second.text()]).toEqual(['', '']);
      expect(await onDisk()).toEqual([]);
      await first.type('anew');
      expect(await onDisk()).toEqual(['anew']);
    },
  );

  it('is gone from the other when one has saved it', async () => {
    const [first, second] = await both();
    expect(second.text()).toBe('hello');
    first.events.submit(hello);
    await pass(1_000);
    expect(second.text()).toBe('');
    await expectOnce();
  });

  it('is one note, though both save it at once', async () => {
    const [first, second] = await both();
    first.events.submit(hello);
    second.events.submit(hello);
    await expectOnce();
  });

  it('is two when the other was changed, and the change is kept', async () => {
    const [first, second] = await both();
    await second.type('hello world');
    first.events.submit(hello);
    await pass(1_000);
    expect(second.text()).toBe('hello world');
    expect(await onDisk()).toEqual(['hello world']);
    second.events.submit(change.note('hello world'));
    await pass(1_000);
    expect(world.customer('ana').notes).toEqual(['hello', 'hello world']);
  });

  it('is kept on the disk as the other left it, though that one is closed by then', async () => {
    const [first, second] = await both();
    listeners.shift();
    await second.type('hello world');
    listeners.pop();
    first.events.submit(hello);
    await pass(1_000);
    expect(await onDisk()).toEqual(['hello world']);
  });

  it('stays where it came into the box in the moment in which something else was saved from there', async () => {
    const [first, second] = await both();
    await second.type('hello world');
    first.events.submit(hello);
    await pass(1_000);
    expect(world.customer('ana').notes).toEqual(['hello']);
    expect(await onDisk()).toEqual(['hello world']);
  });

  it('goes on under an id of its own where its author typed on after the other saved it', async () => {
    const [first, second] = await both();
    listeners.reverse();
    await first.type('hello, and more');
    second.events.submit(hello);
    await pass(1_000);
    expect(first.text()).toBe('hello, and more');
    first.events.submit(change.note('hello, and more'));
    await pass(1_000);
    expect(world.customer('ana').notes).toEqual(['hello', 'hello, and more']);
  });
});

describe('what the worker refuses', () => {
  async function refused(): Promise<Panel> {
    const panel = await openPanel();
    await panel.type('hello');
    refuses = 'STORAGE_FULL';
    panel.events.submit(hello);
    await pass(500);
    expect(panel.writes()).toMatchObject([{ state: 'failed', error: { code: 'STORAGE_FULL' } }]);
    refuses = null;
    return panel;
  }

  it('has failed, stays on the disk as a draft, and is tried again under its id', async () => {
    const panel = await refused();
    expect(await onDisk()).toEqual(['hello']);
    panel.events.retry(panel.writes()[0]?.id ?? '');
    await expectOnce();
  });

  it('and is discarded, leaves no draft behind', async () => {
    const panel = await refused();
    panel.events.closeWrite(panel.writes()[0]?.id ?? '', 'dropped');
    await pass(500);
    expect([panel.writes(), await onDisk()]).toEqual([[], []]);
  });

  it('and is said anew, gives way to the correction, with its draft', async () => {
    const panel = await openPanel();
    panel.events.draftField('email', { value: 'ana@' });
    refuses = 'STORAGE_FULL';
    panel.events.submit(change.edit('email', null, 'ana@'));
    await pass(500);
    expect(panel.writes()).toMatchObject([{ state: 'failed' }]);
    refuses = null;
    panel.events.submit(change.edit('email', null, 'ana@example.com'));
    await pass(500);
    expect(panel.writes()).toMatchObject([{ state: 'done' }]);
    expect(world.customer('ana').fields.get('email')).toBe('ana@example.com');
    expect([...(world.others.get('drafts')?.values() ?? [])].join()).not.toContain('ana@');
  });

  it('and goes back into its box, is a draft again', async () => {
    const panel = await refused();
    const [write] = panel.writes();
    panel.events.draftNote({ text: 'hello', ...idle });
    panel.events.closeWrite(write?.id ?? '', 'dropped');
    await pass(500);
    expect([panel.text(), await onDisk()]).toEqual(['hello', ['hello']]);
  });

  it.each([
    { gone: 'older', which: 0, drafts: 'taken', left: ['hello again'] },
    { gone: 'newer', which: 1, drafts: 'taken', left: ['hello'] },
    { gone: 'older', which: 0, drafts: 'refused', left: ['hello again'] },
    { gone: 'newer', which: 1, drafts: 'refused', left: ['hello'] },
  ] as const)(
    'is given up with its own draft alone: the $gone of two, while drafts are $drafts',
    async (one) => {
      const { which, drafts, left } = one;
      const panel = await refused();
      if (drafts === 'refused') refuses = 'STORAGE_FULL';
      await panel.type('hello again');
      refuses = 'STORAGE_FULL';
      panel.events.submit(change.note('hello again'));
      await pass(500);
      refuses = null;
      const both = panel.writes().map(({ id }) => id);
      panel.events.closeWrite(both[which] ?? '', 'dropped');
      await pass(500);
      expect(await onDisk()).toEqual(left);
      panel.events.closeWrite(both[1 - which] ?? '', 'dropped');
      await pass(500);
      expect([panel.writes(), await onDisk()]).toEqual([[], []]);
    },
  );
});

describe('a form for somebody whose number was hidden', () => {
  const form = { name: 'Dora', values: {}, region: [] };
  const same = { chatId: '100@lid', chatKey: '100@lid', lid: '100@lid' };
  const stand = ({ store }: Panel, phone: string | null, more = {}) =>
    store.setState(({ tab }) => ({
      tab: tab && {
        ...tab,
        customerId: null,
        state: phone ? 'not-found' : 'hidden-number',
        detection: detectionOf(phone, 10, { ...same, ...more }),
      },
    }));
  const drawn = ({ store }: Panel) => selectView(store.getState()).createDraft?.name ?? null;

  it('goes on once the number appears, in the moment of typing and after a restart', async () => {
    const panel = await openPanel();
    stand(panel, null);
    await pass(100);
    panel.events.draftCreate(form);
    stand(panel, '15550100009');
    await pass(1_000);
    expect(drawn(panel)).toBe('Dora');
    closePanels();
    const next = await openPanel();
    stand(next, '15550100009', { lid: null });
    await pass(1_000);
    expect(drawn(next)).toBe('Dora');
  });

  it('is nobody else’s, whatever number they have', async () => {
    const panel = await openPanel();
    stand(panel, null);
    await pass(100);
    panel.events.draftCreate(form);
    stand(panel, '15550100009', { lid: '200@lid' });
    await pass(1_000);
    expect(drawn(panel)).toBeNull();
    stand(panel, null);
    expect(drawn(panel)).toBe('Dora');
  });
});

it('a text goes back into its box before its write is given up', async () => {
  const panel = await openPanel();
  world.faults = [{ refuses: 'FORBIDDEN' }];
  panel.events.submit(hello);
  await pass(500);
  const [write] = panel.writes();
  expect(write?.state).toBe('failed');
  sent.mockClear();
  panel.events.draftNote({ text: 'hello', ...idle });
  panel.events.closeWrite(write?.id ?? '', 'dropped');
  await pass(500);
  expect(sent.mock.calls.map(([type]) => type)).toEqual(['draft.write', 'change.close']);
});

describe('a command', () => {
  it('whose answer was lost is asked for again, and the panel goes on', async () => {
    const panel = await openPanel();
    sent.mockRejectedValueOnce(new AppError('CONTEXT_LOST'));
    panel.events.undo('a');
    await pass(500);
    expect(sent.mock.calls.filter(([type]) => type === 'change.undo')).toHaveLength(2);
    expect(panel.store.getState()).toMatchObject({ hearing: 'connected', unanswered: false });
  });

  it('that nobody answers is said, until somebody does', async () => {
    const panel = await openPanel();
    nobody = true;
    panel.events.refresh();
    await pass(10_000);
    expect(selectView(panel.store.getState()).error?.code).toBe('CONTEXT_LOST');
    expect(panel.store.getState().hearing).toBe('connected');
    nobody = false;
    panel.events.refresh();
    await pass(500);
    expect(selectView(panel.store.getState()).error).toBeNull();
  });

  it('is not asked for again once what it was about may stand anew', async () => {
    const panel = await openPanel();
    sent.mockImplementation(async () => {
      vi.setSystemTime(Date.now() + 60_000);
      throw new AppError('CONTEXT_LOST');
    });
    panel.events.retry('a');
    await pass(1_000);
    expect(sent.mock.calls.filter(([type]) => type === 'change.retry')).toHaveLength(1);
  });
});
