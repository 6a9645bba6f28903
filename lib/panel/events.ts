/** What the agent does, as commands to the worker. A command carries ids and values as they stood on the screen. */
import { browser } from 'wxt/browser';
import type { StoreApi } from 'zustand/vanilla';
import type { AccountId } from '../accounts/account.ts';
import type { Change } from '../crm/port.ts';
import { placeOfChange } from '../drafts/draft.ts';
import { AppError } from '../errors/app-error.ts';
import type { MessageInput, MessageType } from '../messages/contract.ts';
import { remainder } from '../outbox/remainder.ts';
import { customerOf, sameCustomer } from '../outbox/target.ts';
import type { Person, WriteView } from '../session/shapes.ts';
import { ask, createAskInOrder, isUnanswered } from './ask.ts';
import { createHandOver } from './hand-over.ts';
import { createDraftKeeper } from './keep-drafts.ts';
import { asideOf, continuing, currentChat, currentCustomer, personIn } from './select-view.ts';
import { keptKey, type PanelState } from './state.ts';
import type { PanelEvents } from './view.ts';

const onDemand = () => import('./on-demand.ts');

export function createPanelEvents(store: StoreApi<PanelState>): PanelEvents {
  const drafts = createDraftKeeper(store);
  const { handOver, drop } = createHandOver(store);
  // With its chat it goes for good.
  store.subscribe((state) => {
    if (state.aside && !asideOf(state)) store.setState({ aside: null });
  });
  const askInOrder = createAskInOrder();

  /** Commands whose outcome arrives through the session; the screen says when the worker does not answer. */
  function command<T extends MessageType>(type: T, input: MessageInput<T>): void {
    askInOrder(type, input).then(
      () => store.setState({ unanswered: false }),
      (thrown) => {
        if (isUnanswered(thrown)) store.setState({ unanswered: true });
      },
    );
  }

  function submit(change: Change): void {
    const current = currentChat(store.getState());
    if (!current) return;
    const place = placeOfChange(change);
    give(
      // Of its draft: whichever window or life of the panel hands it over, it is one write.
      writeOf(
        change,
        current.accountId,
        personIn(store.getState(), change),
        drafts.take(place, change) ?? undefined,
      ),
    );
  }

  function give(write: WriteView): void {
    for (const one of store.getState().submitted) if (isCorrected(one, write)) giveUp(one);
    handOver(write);
  }

  /** Refused before it was kept, and said anew. */
  const isCorrected = (one: WriteView, by: WriteView) =>
    one.state === 'failed' && sameCustomer(one, by) && remainder(one.change, by.change) === null;

  function giveUp({ id, accountId, customerId, change }: WriteView): void {
    drop(id);
    const place = placeOfChange(change);
    if (place) drafts.discard({ accountId, customerId }, keptKey(accountId, customerId), place, id);
  }

  function ofCurrent() {
    const { connectionId, accountId, customerId } = currentCustomer(store.getState()) ?? {};
    return connectionId && accountId && customerId ? { connectionId, accountId, customerId } : null;
  }

  const ownOf = (id: string) => store.getState().submitted.find((write) => write.id === id);

  function retry(id: string): void {
    // One that the worker did not take is handed over once more, under the same id.
    const mine = ownOf(id);
    if (mine) handOver({ ...mine, state: 'waiting', error: null });
    else command('change.retry', { id });
  }

  async function closeWrite(id: string, as: 'there' | 'dropped'): Promise<void> {
    const mine = ownOf(id);
    if (mine) return giveUp(mine);
    // A text that went back into its box is on the disk before its write is given up.
    await drafts.save();
    command('change.close', { id, as });
  }

  return {
    submit,
    settleReminder({ accountId, customerId, todoId, name, phone }) {
      const change = { kind: 'todo' as const, customerId, todoId, done: true };
      give(writeOf(change, accountId, { name, phone }));
    },
    retry,
    closeWrite: (id, as) => void closeWrite(id, as),
    draftNote: (note) =>
      drafts.type('note', note.text || note.stageId || note.remindAt ? { kind: 'note', ...note } : null),
    draftField: (key, draft) =>
      drafts.type(`field:${key}`, draft && { kind: 'field', key, value: draft.value }),
    draftCreate: (form) => drafts.type('create', { kind: 'create', ...form }),
    draftReason: (reason) => drafts.type('reason', reason && { kind: 'reason', ...reason }),
    useDraft: (id) => void drafts.use(id),
    discardDraft: (id) => drafts.discardOther(id),
    arrange({ order, folded, open }) {
      const layout = { order, folded, ...(open && { open }) };
      store.setState({ layout });
      command('layout.save', layout);
    },
    revealPhone() {
      const state = store.getState();
      const current = currentChat(state);
      if (!current) return;
      const customerId = currentCustomer(state)?.customerId ?? current.chat;
      const { connectionId, accountId } = current;
      command('audit.reveal', { connectionId, accountId, customerId });
    },
    discardLost: () => command('device.discardLost', null),
    undo: (id) => command('change.undo', { id }),
    refresh() {
      const current = currentChat(store.getState());
      if (current) {
        command('customer.refresh', { connectionId: current.connectionId, chat: current.chat });
      } else command('panel.opened', null);
    },
    downloadWrites(writes, company) {
      const mask = store.getState().setup?.preferences.maskPhones ?? false;
      void onDemand().then(({ download, writesFile }) =>
        download('chatside-changes.txt', writesFile(writes, { company, mask }), 'text/plain'),
      );
    },
    async search(text, from) {
      const current = currentChat(store.getState());
      const connectionId = current?.connectionId ?? store.getState().setup?.active?.id;
      return connectionId ? ask('customer.search', { connectionId, text, from }) : { people: [] };
    },
    async read(customerId) {
      const current = currentChat(store.getState());
      if (!current) throw new AppError('NOT_FOUND');
      const { card } = await ask('customer.read', { accountId: current.accountId, customerId });
      return card.customer;
    },
    async agents() {
      const current = currentChat(store.getState());
      return current ? ask('agents.list', { connectionId: current.connectionId }) : [];
    },
    async lookups(kind, parent) {
      const current = currentChat(store.getState());
      return current ? ask('lookups.read', { connectionId: current.connectionId, kind, parent }) : [];
    },
    confirmName() {
      const current = currentChat(store.getState());
      if (current) command('name.confirm', { chat: current.chat });
    },
    link(customerId) {
      const current = currentChat(store.getState());
      if (current) command('link.set', { ...current, customerId });
    },
    reject(customerIds) {
      const current = currentChat(store.getState());
      if (current) command('link.reject', { ...current, customerIds });
    },
    forget() {
      const current = currentCustomer(store.getState());
      if (!current) return;
      const { key, connectionId, accountId, customerId } = current;
      drafts.forget(key);
      store.setState(({ olderEvents }) => ({
        olderEvents: Object.fromEntries(
          Object.entries(olderEvents).filter(([each]) => each !== key && !each.startsWith(`${key} `)),
        ),
      }));
      command('customer.forget', { connectionId, accountId, customerId });
    },
    answerCompany: (connectionId, same) => command('account.answer', { connectionId, same }),
    selectConnection: (connectionId) => command('connection.select', { connectionId }),
    async moreTimeline(part) {
      const state = store.getState();
      const current = currentCustomer(state);
      if (!current) return;
      const { connectionId, customerId } = current;
      const key = part ? `${current.key} ${part}` : current.key;
      const first = state.cards[current.cardKey]?.timeline ?? null;
      const known = continuing(state.olderEvents[key], first);
      const isWhole = part !== undefined || first?.leftOut !== undefined;
      const cursor = known ? known.next : isWhole ? null : (first?.next ?? null);
      if (cursor === null && (known || !isWhole)) return;
      const page = await ask('timeline.page', { connectionId, customerId, cursor, part: part ?? null });
      store.setState((now) => {
        // Asked for twice, a page comes twice.
        const before = continuing(now.olderEvents[key], first);
        if (before && before.next !== cursor) return now;
        const leftOut = first?.leftOut;
        const joined = {
          ...page,
          events: [...(before?.events ?? []), ...page.events],
          ...(leftOut !== undefined && { leftOut }),
        };
        return { olderEvents: { ...now.olderEvents, [key]: joined } };
      });
    },
    lookAt(whose, opening) {
      const from = store.getState();
      void onDemand().then(({ lookAt }) => lookAt(store, whose, from, opening));
    },
    leaveAside: () => store.setState({ aside: null }),
    async readOrders(sourceId) {
      const whose = ofCurrent();
      if (whose) await ask('orders.read', { ...whose, anew: sourceId !== null, sourceId });
    },
    async embedAddress(embedId) {
      const whose = ofCurrent();
      if (!whose) throw new AppError('NOT_FOUND', { detail: 'embed: nobody is shown' });
      return ask('embed.address', { ...whose, embedId });
    },
    async moreOrders(sourceId) {
      const whose = ofCurrent();
      if (whose) await ask('orders.more', { ...whose, sourceId });
    },
    replies: () => onDemand().then(({ createReplyEvents }) => createReplyEvents(store, localStorage)),
    openOptions: () => void browser.runtime.openOptionsPage(),
    async backToWhatsApp() {
      const [tab] = await browser.tabs.query({ url: 'https://web.whatsapp.com/*' });
      if (tab?.id === undefined) {
        await browser.tabs.create({ url: 'https://web.whatsapp.com/' });
        return;
      }
      await browser.tabs.update(tab.id, { active: true });
      await browser.windows.update(tab.windowId, { focused: true });
    },
    reloadTab() {
      const { tabId } = store.getState();
      if (tabId !== null) void browser.tabs.reload(tabId);
    },
    allowAccess(pattern) {
      void browser.permissions.request({ origins: [pattern] });
    },
  };
}

const writeOf = (
  change: Change,
  accountId: AccountId,
  person: Person,
  id: string = crypto.randomUUID(),
): WriteView => ({
  id,
  accountId,
  customerId: customerOf(change),
  change,
  person,
  state: 'waiting',
  createdAt: Date.now(),
  doneAt: null,
  undoUntil: null,
  error: null,
});
