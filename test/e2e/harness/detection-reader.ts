/**
 * Reads what the extension says of WhatsApp tabs where it stands: in the session's storage, from a page of the
 * extension. Everything that was ever said is kept, so that a wrong word is found even if a right one followed.
 */
import type { Page } from 'puppeteer-core';
import type { TabView } from '../../../lib/session/shapes.ts';
import type { Detection } from '../../../lib/whatsapp/detection.ts';
import { type ChatPortMessage, chatPortName } from '../../../lib/whatsapp/ports.ts';
import { until } from './until.ts';
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
  tabs: {
    query(wanted: { active: boolean; url: string }): Promise<{ id?: number }[]>;
    connect(
      tabId: number,
      port: { name: string; frameId: number },
    ): { onMessage: { addListener(listener: (message: ChatPortMessage) => void): void } };
  };
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
  /** Brings a WhatsApp tab to the front and gives its id. */
  tabOf(page: Page): Promise<number>;
  /** Listens as a panel beside the tab does; gives every epoch from then on. */
  hearEpochs(tabId: number): Promise<() => Promise<number[]>>;
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
  const page = await until(() => openExtensionPage(world), 'the extension');
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
    tabOf: (whatsApp) =>
      until(async () => {
        await whatsApp.bringToFront();
        return page.evaluate(async () => {
          const { tabs } = Reflect.get(globalThis, 'chrome') as unknown as ExtensionApi;
          return (await tabs.query({ active: true, url: 'https://web.whatsapp.com/*' }))[0]?.id ?? 0;
        });
      }, 'the WhatsApp tab in front'),
    async hearEpochs(tabId) {
      const heard = await page.evaluateHandle(
        (tab, name) => {
          const { tabs } = Reflect.get(globalThis, 'chrome') as unknown as ExtensionApi;
          const epochs: number[] = [];
          const port = tabs.connect(tab, { name, frameId: 0 });
          port.onMessage.addListener(({ epoch }) => epochs.push(epoch));
          return epochs;
        },
        tabId,
        chatPortName,
      );
      return () => heard.jsonValue();
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

/** An extension that is being reloaded has no pages for a moment. */
async function openExtensionPage(world: World): Promise<Page> {
  const page = await world.browser.newPage();
  try {
    await page.goto(pageUrl(world, 'options.html'));
    return page;
  } catch (error) {
    await page.close();
    throw error;
  }
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
