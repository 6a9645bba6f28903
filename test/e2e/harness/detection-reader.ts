/**
 * Reads what the extension says of WhatsApp tabs where it stands: in the session's storage, from a page of the
 * extension. Everything that was ever said is kept, so that a wrong word is found even if a right one followed.
 */
import type { Page } from 'puppeteer-core';
import type { TabView } from '../../../lib/session/shapes.ts';
import type { Detection } from '../../../lib/whatsapp/detection.ts';
import { pageUrl, type World } from './world.ts';

interface Said {
  tabId: number;
  documentId: string;
  detection: Detection;
}

/** What of `chrome` is used in the extension's page. */
interface ExtensionApi {
  storage: {
    session: {
      get(keys: null): Promise<Record<string, unknown>>;
      onChanged: { addListener(listener: (changes: Record<string, { newValue?: unknown }>) => void): void };
    };
  };
  tabs: { query(wanted: { active: boolean; url: string }): Promise<{ id?: number }[]> };
}

/** Kept in the extension's page. */
interface Notebook {
  said: Said[];
  woken: Set<() => void>;
}

declare global {
  var notebook: Notebook;
}

export interface DetectionReader {
  /** The id of the WhatsApp tab in front. */
  tabInFront(): Promise<number>;
  /** Everything that was said of a tab, in order. */
  all(tabId: number): Promise<Said[]>;
  /** What is said of it now. */
  now(tabId: number): Promise<Detection | null>;
  /**
   * What is said of the tab after a chat was opened at `since` (epoch ms), once it stands for good. Where no chat is
   * read there may be nothing new to say: then what is said after a while.
   */
  settled(tabId: number, since: number): Promise<Detection>;
  /** Waits until what is said of the tab holds all of these. */
  says(tabId: number, wanted: Partial<Detection>): Promise<Detection>;
  close(): Promise<void>;
}

export async function createDetectionReader(world: World): Promise<DetectionReader> {
  const page = await world.browser.newPage();
  await page.goto(pageUrl(world, 'options.html'));
  await keepNotebook(page);

  async function wait(tabId: number, since: number, wanted: Partial<Detection>, what: string) {
    const found = await page.evaluate(
      (tab, from, fields) =>
        new Promise<Detection | null>((resolve) => {
          const { said, woken } = globalThis.notebook;
          const look = () => {
            const latest = said.findLast((one) => one.tabId === tab)?.detection;
            if (!latest || latest.reasons.includes('reading')) return;
            if (latest.epoch < from && (latest.state === 'chat' || Date.now() - from < 300)) return;
            const fits = Object.entries(fields).every(
              ([name, value]) => JSON.stringify(Reflect.get(latest, name)) === JSON.stringify(value),
            );
            if (!fits) return;
            woken.delete(look);
            resolve(latest);
          };
          woken.add(look);
          look();
          setTimeout(look, 350);
          setTimeout(() => {
            if (woken.delete(look)) resolve(null);
          }, 20_000);
        }),
      tabId,
      since,
      wanted,
    );
    if (found) return found;
    const last = (await reader.all(tabId)).at(-1);
    throw new Error(`Waited in vain for ${what}; the last was ${JSON.stringify(last)}`);
  }

  const reader: DetectionReader = {
    async tabInFront() {
      const id = await page.evaluate(async () => {
        const { tabs } = Reflect.get(globalThis, 'chrome') as unknown as ExtensionApi;
        return (await tabs.query({ active: true, url: 'https://web.whatsapp.com/*' }))[0]?.id;
      });
      if (id === undefined) throw new Error('no WhatsApp tab is in front');
      return id;
    },
    all: (tabId) =>
      page.evaluate((tab) => globalThis.notebook.said.filter((one) => one.tabId === tab), tabId),
    now: async (tabId) => (await reader.all(tabId)).at(-1)?.detection ?? null,
    settled: (tabId, since) => wait(tabId, since, {}, `what is open since ${since}`),
    says: (tabId, wanted) => wait(tabId, 0, wanted, JSON.stringify(wanted)),
    close: () => page.close(),
  };
  return reader;
}

async function keepNotebook(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { storage } = Reflect.get(globalThis, 'chrome') as unknown as ExtensionApi;
    const said: Said[] = [];
    const woken = new Set<() => void>();
    const take = (values: Record<string, unknown>) => {
      for (const [key, value] of Object.entries(values)) {
        if (!key.startsWith('tab:') || !value) continue;
        const { documentId, detection } = value as TabView;
        const tabId = Number(key.slice(4));
        const before = said.findLast((one) => one.tabId === tabId);
        if (before && JSON.stringify(before.detection) === JSON.stringify(detection)) continue;
        said.push({ tabId, documentId, detection });
      }
      for (const wake of [...woken]) wake();
    };
    storage.session.onChanged.addListener((changes) =>
      take(Object.fromEntries(Object.entries(changes).map(([key, { newValue }]) => [key, newValue]))),
    );
    globalThis.notebook = { said, woken };
    take(await storage.session.get(null));
  });
}
