import type { Sender } from './contract.ts';

/** What a browser tells of who sent a message; the parts that are trusted. */
export interface RawSender {
  id?: string | undefined;
  origin?: string | undefined;
  url?: string | undefined;
  frameId?: number | undefined;
  tab?: { id?: number | undefined } | undefined;
}

export interface JudgedSender {
  sender: Sender;
  /** Of content scripts only: pages speak for no tab. */
  tabId: number | null;
}

const pages: Record<string, Sender> = { '/sidepanel.html': 'sidepanel', '/options.html': 'options' };

/**
 * Who sent it, or null for anybody we do not know. Content scripts are known by WhatsApp's origin, a tab and the top
 * frame; our pages by our own origin and their exact path, since a real side panel has no tab, frame or document id.
 */
export function judgeSender(raw: RawSender, own: { id: string; origin: string }): JudgedSender | null {
  if (raw.id !== own.id || !raw.url) return null;
  const url = URL.canParse(raw.url) ? new URL(raw.url) : null;
  if (!url) return null;
  const origin = raw.origin ?? originOf(url);
  if (origin !== originOf(url)) return null;
  if (origin === own.origin) {
    const sender = Object.hasOwn(pages, url.pathname) ? pages[url.pathname] : undefined;
    return sender ? { sender, tabId: null } : null;
  }
  if (origin === 'https://web.whatsapp.com' && raw.tab?.id !== undefined && raw.frameId === 0) {
    return { sender: 'whatsapp', tabId: raw.tab.id };
  }
  return null;
}

/** `URL.origin` is the text "null" for extension schemes in some engines. */
function originOf(url: URL): string {
  return `${url.protocol}//${url.host}`;
}
