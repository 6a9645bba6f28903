import { browser } from 'wxt/browser';

/**
 * Tabs that were open before the extension was installed or updated have no content script, or an orphaned one: they
 * get a living one. A tab that cannot be reached (discarded, on an error page) gets its own when it is loaded again.
 */
export async function injectIntoOpenTabs(): Promise<void> {
  const tabs = await browser.tabs.query({ url: 'https://web.whatsapp.com/*' });
  await Promise.allSettled(
    tabs.map(async (tab) => {
      if (tab.id === undefined) return;
      await browser.scripting.executeScript({
        target: { tabId: tab.id },
        files: ['/content-scripts/whatsapp.js'],
      });
    }),
  );
}
