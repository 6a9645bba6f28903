import { browser } from 'wxt/browser';

/** The sidebar, where a browser has one in place of Chromium's side panel. */
interface SidebarAction {
  toggle(): Promise<void>;
}

function sidebarAction(): SidebarAction | null {
  return 'sidebarAction' in browser ? (browser.sidebarAction as SidebarAction) : null;
}

/** The toolbar button opens the panel, in either kind of browser. */
export function openPanelOnClick(): void {
  const sidebar = sidebarAction();
  if (sidebar) browser.action.onClicked.addListener(() => void sidebar.toggle());
  else void browser.sidePanel.setPanelBehavior({ openPanelOnActionClick: true });
}
