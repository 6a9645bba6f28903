import { describe, expect, it, vi } from 'vitest';
import {
  openPanelOnClick,
  openPanelOnPress,
  type PanelBrowser,
} from '../../../entrypoints/background/open-panel.ts';

const page = 'chrome-extension://abcdef/sidepanel.html';

/** A browser that can do this, with what it was asked for. */
function browserWith(
  ways: Pick<PanelBrowser, 'sidebarAction' | 'sidePanel'>,
  open: { id: number; windowId: number }[] = [],
) {
  const clicked: ((tab: { windowId?: number }) => void)[] = [];
  const windows = { create: vi.fn(async () => ({})), update: vi.fn(async () => ({})) };
  const tabs = { query: vi.fn(async () => open), update: vi.fn(async () => ({})) };
  const browser: PanelBrowser = {
    ...ways,
    action: { onClicked: { addListener: (listener) => void clicked.push(listener) } },
    runtime: { getURL: () => page },
    tabs,
    windows,
  };
  openPanelOnClick(browser);
  return {
    windows,
    tabs,
    click: (windowId: number) => {
      for (const listener of clicked) listener({ windowId });
    },
  };
}

describe('a click on the toolbar button', () => {
  it('toggles the sidebar where there is one', () => {
    const toggle = vi.fn(async () => {});
    browserWith({ sidebarAction: { toggle } }).click(3);
    expect(toggle).toHaveBeenCalledOnce();
  });

  it('opens the side panel where there is one, by itself', () => {
    const setPanelBehavior = vi.fn(async () => {});
    const { windows } = browserWith({ sidePanel: { setPanelBehavior } });
    expect(setPanelBehavior).toHaveBeenCalledWith({ openPanelOnActionClick: true });
    expect(windows.create).not.toHaveBeenCalled();
  });

  it('opens a small window where there is neither, beside the one that was clicked in', async () => {
    const { windows, click } = browserWith({});
    click(3);
    await vi.waitFor(() => expect(windows.create).toHaveBeenCalledOnce());
    expect(windows.create).toHaveBeenCalledWith(
      expect.objectContaining({ url: `${page}?beside=3`, type: 'popup' }),
    );
  });

  it('opens a small window where the side panel is refused', async () => {
    const setPanelBehavior = () => Promise.reject(new Error('not here'));
    const { windows, click } = browserWith({ sidePanel: { setPanelBehavior } });
    click(3);
    await vi.waitFor(() => expect(windows.create).toHaveBeenCalledOnce());
  });

  it('brings the window that is open to the front, beside this one', async () => {
    const { windows, tabs, click } = browserWith({}, [{ id: 8, windowId: 9 }]);
    click(4);
    await vi.waitFor(() => expect(windows.update).toHaveBeenCalledWith(9, { focused: true }));
    expect(tabs.update).toHaveBeenCalledWith(8, { url: `${page}?beside=4` });
    expect(windows.create).not.toHaveBeenCalled();
  });
});

describe('a press on a notification', () => {
  const pressed = (open: { id: number; windowId: number }[]) => ({
    tabs: { query: vi.fn(async () => open), update: vi.fn(async () => ({})) },
    windows: { update: vi.fn(async () => ({})), WINDOW_ID_CURRENT: -2 },
  });

  it('opens the side panel in the same instant, which is the gesture, and brings WhatsApp to the front', async () => {
    const browser = pressed([{ id: 7, windowId: 3 }]);
    const open = vi.fn(() => Promise.reject(new Error('no gesture')));
    openPanelOnPress({ ...browser, sidePanel: { open } });
    expect(open).toHaveBeenCalledWith({ windowId: -2 });
    await vi.waitFor(() => expect(browser.windows.update).toHaveBeenCalledWith(3, { focused: true }));
    expect(browser.tabs.update).toHaveBeenCalledWith(7, { active: true });
  });

  it('brings WhatsApp to the front where a sidebar may not be opened so, and opens no tab', async () => {
    const browser = pressed([]);
    openPanelOnPress(browser);
    await vi.waitFor(() => expect(browser.tabs.query).toHaveBeenCalledOnce());
    expect(browser.tabs.update).not.toHaveBeenCalled();
  });
});
