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
