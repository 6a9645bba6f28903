/** What the agent does, as commands to the worker. A command carries ids and values as they stood on the screen. */
import { browser } from 'wxt/browser';
import type { StoreApi } from 'zustand/vanilla';
import { download } from '../browser/download.ts';
import type { Change } from '../crm/port.ts';
import { toErrorData } from '../errors/app-error.ts';
import { send } from '../messages/send.ts';
import type { WriteView } from '../session/shapes.ts';
import { currentChat, currentCustomer } from './select-view.ts';
import type { PanelState } from './state.ts';
import type { PanelEvents } from './view.ts';

/** ms of quiet after which a draft is put away. */
const draftQuiet = 300;

export function createPanelEvents(store: StoreApi<PanelState>): PanelEvents {
  /** By customer, and by field of a customer. */
  const unsavedDrafts = new Map<string, () => Promise<unknown>>();
  let draftTimer: ReturnType<typeof setTimeout> | undefined;

  /** Commands whose outcome arrives through the session; the screen says when the worker cannot be reached. */
  function command(work: Promise<unknown>): void {
    work.catch((thrown) => {
      if (toErrorData(thrown).code === 'CONTEXT_LOST') store.setState({ hearing: 'lost' });
    });
  }

  function flushDrafts(): void {
    clearTimeout(draftTimer);
    for (const save of unsavedDrafts.values()) command(save());
    unsavedDrafts.clear();
  }

  function saveSoon(what: string, save: () => Promise<unknown>): void {
    unsavedDrafts.set(what, save);
    clearTimeout(draftTimer);
    draftTimer = setTimeout(flushDrafts, draftQuiet);
  }
  addEventListener('pagehide', flushDrafts);

  function draftNote(text: string): void {
    const current = currentCustomer(store.getState());
    if (!current) return;
    const { key, accountId, customerId } = current;
    store.setState((state) => ({ drafts: { ...state.drafts, [key]: text } }));
    saveSoon(key, () => send('draft.write', { accountId, customerId, text }));
    if (text === '') flushDrafts();
  }

  const draftField: PanelEvents['draftField'] = (field, draft) => {
    const current = currentCustomer(store.getState());
    if (!current) return;
    const { key, accountId, customerId } = current;
    store.setState(({ fieldDrafts }) => ({
      fieldDrafts: { ...fieldDrafts, [key]: { ...fieldDrafts[key], [field]: draft } },
    }));
    saveSoon(fieldName(key, field), () => send('draft.writeField', { accountId, customerId, field, draft }));
    // What was just saved must not come back as a draft, whatever happens now.
    if (draft === null) flushDrafts();
  };

  function hand(write: WriteView): void {
    const { id, accountId, change } = write;
    send('change.submit', { id, accountId, change }).catch((thrown) => {
      const failed: WriteView = { ...write, state: 'failed', error: toErrorData(thrown) };
      replaceSubmitted(failed);
    });
  }

  function replaceSubmitted(write: WriteView): void {
    store.setState((state) => ({
      submitted: [...state.submitted.filter((one) => one.id !== write.id), write],
    }));
  }

  function submit(change: Change): void {
    const current = currentChat(store.getState());
    if (!current) return;
    const write: WriteView = {
      id: crypto.randomUUID(),
      accountId: current.accountId,
      customerId: change.kind === 'create' ? `phone:${change.phone}` : change.customerId,
      change,
      state: 'waiting',
      createdAt: Date.now(),
      doneAt: null,
      undoUntil: null,
      error: null,
    };
    replaceSubmitted(write);
    hand(write);
    if (change.kind === 'note') draftNote('');
  }

  function retry(id: string): void {
    // One that never reached the worker is handed over once more, under the same id.
    const mine = store.getState().submitted.find((write) => write.id === id);
    if (!mine) {
      command(send('change.retry', { id }));
      return;
    }
    const again: WriteView = { ...mine, state: 'waiting', error: null };
    replaceSubmitted(again);
    hand(again);
  }

  function closeWrite(id: string, as: 'there' | 'dropped'): void {
    const { submitted } = store.getState();
    if (submitted.some((write) => write.id === id)) {
      store.setState({ submitted: submitted.filter((write) => write.id !== id) });
      return;
    }
    command(send('change.close', { id, as }));
  }

  return {
    submit,
    retry,
    closeWrite,
    draftNote,
    draftField,
    arrange({ order, folded }) {
      store.setState({ layout: { order, folded } });
      command(send('layout.save', { order, folded }));
    },
    revealPhone() {
      const state = store.getState();
      const current = currentChat(state);
      if (!current) return;
      const customerId = currentCustomer(state)?.customerId ?? current.chat;
      const { connectionId, accountId } = current;
      command(send('audit.reveal', { connectionId, accountId, customerId }));
    },
    discardLost: () => command(send('device.discardLost', null)),
    undo: (id) => command(send('change.undo', { id })),
    refresh() {
      const current = currentChat(store.getState());
      if (current)
        command(send('customer.refresh', { connectionId: current.connectionId, chat: current.chat }));
      else command(send('panel.opened', null));
    },
    downloadWrites(writes, company) {
      const mask = store.getState().setup?.preferences.maskPhones ?? false;
      void import('./writes-file.ts').then(({ writesFile }) =>
        download('chatside-changes.txt', writesFile(writes, { company, mask }), 'text/plain'),
      );
    },
    async search(text) {
      const current = currentChat(store.getState());
      const connectionId = current?.connectionId ?? store.getState().setup?.active?.id;
      return connectionId ? send('customer.search', { connectionId, text }) : [];
    },
    async agents() {
      const current = currentChat(store.getState());
      return current ? send('agents.list', { connectionId: current.connectionId }) : [];
    },
    async lookups(kind, parent) {
      const current = currentChat(store.getState());
      return current ? send('lookups.read', { connectionId: current.connectionId, kind, parent }) : [];
    },
    link(customerId) {
      const current = currentChat(store.getState());
      if (current) command(send('link.set', { ...current, customerId }));
    },
    reject(customerIds) {
      const current = currentChat(store.getState());
      if (current) command(send('link.reject', { ...current, customerIds }));
    },
    forget() {
      const current = currentCustomer(store.getState());
      if (!current) return;
      const { key, connectionId, accountId, customerId } = current;
      for (const what of unsavedDrafts.keys()) {
        if (what === key || what.startsWith(fieldName(key, ''))) unsavedDrafts.delete(what);
      }
      store.setState(({ drafts, fieldDrafts, olderEvents }) => ({
        drafts: { ...drafts, [key]: '' },
        fieldDrafts: { ...fieldDrafts, [key]: {} },
        olderEvents: Object.fromEntries(
          Object.entries(olderEvents).filter(([each]) => !each.startsWith(key)),
        ),
      }));
      command(send('customer.forget', { connectionId, accountId, customerId }));
    },
    answerCompany: (connectionId, same) => command(send('account.answer', { connectionId, same })),
    selectConnection: (connectionId) => command(send('connection.select', { connectionId })),
    async moreTimeline(part) {
      const state = store.getState();
      const current = currentCustomer(state);
      if (!current) return;
      const { connectionId, customerId } = current;
      const key = part ? `${current.key} ${part}` : current.key;
      const known = state.olderEvents[key];
      const first = part ? null : (state.cards[current.cardKey]?.timeline?.next ?? null);
      const cursor = known ? known.next : first;
      if (cursor === null && (known || !part)) return;
      const page = await send('timeline.page', { connectionId, customerId, cursor, part: part ?? null });
      store.setState((now) => {
        // Asked for twice, a page comes twice.
        const before = now.olderEvents[key];
        if (before && before.next !== cursor) return now;
        const joined = { events: [...(before?.events ?? []), ...page.events], next: page.next };
        return { olderEvents: { ...now.olderEvents, [key]: joined } };
      });
    },
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

const fieldName = (key: string, field: string) => `${key}\n${field}`;
