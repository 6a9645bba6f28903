/** What a browser offers to show the panel with. */
export interface PanelBrowser {
  action: { onClicked: { addListener(listener: (tab: { windowId?: number | undefined }) => void): void } };
  /** Firefox. */
  sidebarAction?: { toggle(): Promise<void> };
  /** Chromium, but not every browser that is built on it. */
  sidePanel?: { setPanelBehavior(behavior: { openPanelOnActionClick: boolean }): Promise<void> };
  runtime: { getURL(path: '/sidepanel.html'): string };
  tabs: {
    query(which: { url: string }): Promise<{ id?: number | undefined; windowId?: number | undefined }[]>;
    update(tabId: number, to: { url: string }): Promise<unknown>;
  };
  windows: {
    create(window: { url: string; type: 'popup'; width: number; height: number }): Promise<unknown>;
    update(windowId: number, to: { focused: boolean }): Promise<unknown>;
  };
}

/** What of it is used after a press on a notification. */
interface PressedBrowser {
  sidePanel?: { open(where: { windowId: number }): Promise<void> };
  tabs: Pick<PanelBrowser['tabs'], 'query'> & {
    update(tabId: number, to: { active: boolean }): Promise<unknown>;
  };
  /** `WINDOW_ID_CURRENT`: for a worker the one that had the focus last. */
  windows: Pick<PanelBrowser['windows'], 'update'> & { WINDOW_ID_CURRENT: number };
}

/** CSS px. */
const size = { width: 400, height: 800 };

/**
 * The toolbar button opens the panel, in any browser: its sidebar, its side panel, or a small window of its own where
 * there is neither. Never throws: what else the worker does must not hang on it.
 */
export function openPanelOnClick(browser: PanelBrowser): void {
  const { action, sidebarAction, sidePanel } = browser;
  if (sidebarAction) {
    action.onClicked.addListener(() => void sidebarAction.toggle().catch(() => {}));
    return;
  }
  // Where the side panel opens at a click, this is never called.
  action.onClicked.addListener(({ windowId }) => void openWindow(browser, windowId).catch(() => {}));
  sidePanel?.setPanelBehavior({ openPanelOnActionClick: true }).catch(() => {});
}

/** Beside the window whose button was pressed; one that is open already comes to the front. */
async function openWindow({ runtime, tabs, windows }: PanelBrowser, beside: number | undefined) {
  const page = runtime.getURL('/sidepanel.html');
  const url = beside === undefined ? page : `${page}?beside=${beside}`;
  const [open] = await tabs.query({ url: `${page}*` });
  if (open?.id === undefined || open.windowId === undefined) {
    await windows.create({ url, type: 'popup', ...size });
    return;
  }
  await tabs.update(open.id, { url });
  await windows.update(open.windowId, { focused: true });
}

/**
 * After a press on a notification. Chromium takes that for a gesture, so the side panel opens, if it is asked in the same
 * instant. Firefox does not, and its sidebar stays as it is. In both the tab of WhatsApp comes to the front.
 */
export function openPanelOnPress({ sidePanel, tabs, windows }: PressedBrowser): void {
  void sidePanel?.open({ windowId: windows.WINDOW_ID_CURRENT }).catch(() => {});
  void showWhatsApp({ tabs, windows }).catch(() => {});
}

async function showWhatsApp({ tabs, windows }: PressedBrowser): Promise<void> {
  const [tab] = await tabs.query({ url: 'https://web.whatsapp.com/*' });
  if (tab?.id === undefined || tab.windowId === undefined) return;
  await tabs.update(tab.id, { active: true });
  await windows.update(tab.windowId, { focused: true });
}
