/**
 * Which tab the panel stands beside, and the Port to its content script. The Port says one thing: from which epoch on
 * the session may be believed. So the last customer goes at once, without waiting for the worker.
 */
import { browser } from 'wxt/browser';
import type { StoreApi } from 'zustand/vanilla';
import { type ChatPortMessage, chatPortName } from '../whatsapp/ports.ts';
import { whatsAppPattern } from '../whatsapp/web-address.ts';
import type { SessionMirror } from './mirror-session.ts';
import type { PanelState } from './state.ts';

/** @param beside the id of the window to follow; null: the one that the panel is in. */
export async function followTab(
  store: StoreApi<PanelState>,
  mirror: SessionMirror,
  beside: number | null = null,
): Promise<void> {
  let port: ReturnType<typeof browser.tabs.connect> | null = null;

  function listen(tabId: number): void {
    port?.disconnect();
    let heard = false;
    const opened = browser.tabs.connect(tabId, { name: chatPortName, frameId: 0 });
    port = opened;
    opened.onMessage.addListener((message: ChatPortMessage) => {
      if (port !== opened) return;
      heard = true;
      store.setState({ hearing: 'connected', documentId: message.documentId, epoch: message.epoch });
    });
    opened.onDisconnect.addListener(() => {
      if (port !== opened) return;
      port = null;
      // One that was heard may be there still: only where nobody answers anew is it gone.
      store.setState({ hearing: heard ? 'connecting' : 'lost' });
      if (heard) listen(tabId);
    });
  }

  function standBeside(tab: {
    id?: number | undefined;
    url?: string | undefined;
    status?: string | undefined;
  }) {
    if (tab.id === undefined || !tab.url?.startsWith('https://web.whatsapp.com/')) {
      port?.disconnect();
      port = null;
      // The tab's view stays, and so does the chat it was of: the last customer is shown dimmed, with the way back.
      store.setState({ tabId: null, hearing: 'elsewhere' });
      return;
    }
    store.setState({ tabId: tab.id, tab: null, hearing: 'connecting', documentId: null, epoch: 0 });
    void mirror.readTab(tab.id);
    if (tab.status !== 'loading') listen(tab.id);
  }

  const [current, [first]] = await Promise.all([
    beside === null ? browser.windows.getCurrent() : { id: beside },
    beside === null
      ? browser.tabs.query({ active: true, currentWindow: true })
      : // It may be closed by now.
        browser.tabs.query({ active: true, windowId: beside }).catch(() => []),
  ]);
  browser.tabs.onActivated.addListener(async ({ tabId, windowId }) => {
    if (windowId !== current.id) return;
    standBeside(await browser.tabs.get(tabId));
  });
  browser.tabs.onUpdated.addListener((tabId, changed, tab) => {
    if (!tab.active || tab.windowId !== current.id) return;
    if (changed.url === undefined && changed.status === undefined) return;
    // A change of address inside the page leaves its script where it is.
    if (tabId === store.getState().tabId && port && changed.status !== 'loading') return;
    standBeside(tab);
  });
  // A script that starts late, or anew after an update, first speaks to the worker: then it can be heard too.
  store.subscribe(({ tab, tabId, hearing, documentId }, before) => {
    if (!tab || tabId === null || tab.documentId === before.tab?.documentId) return;
    const isDeaf = hearing === 'connected' && tab.documentId !== documentId;
    if (!port || isDeaf) listen(tabId);
  });

  async function standHere(): Promise<void> {
    const [tab] = await browser.tabs.query({ active: true, windowId: current.id });
    standBeside(tab ?? {});
  }

  /** Without access a tab does not even tell its address. */
  async function judgeAccess(): Promise<void> {
    const barred = !(await browser.permissions.contains({ origins: [whatsAppPattern] }));
    if (barred === store.getState().barred) return;
    store.setState({ barred });
    await standHere();
  }
  browser.permissions.onAdded.addListener(() => void judgeAccess());
  browser.permissions.onRemoved.addListener(() => void judgeAccess());
  standBeside(first ?? {});
  void judgeAccess();
}
