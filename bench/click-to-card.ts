/**
 * How long the agent waits, in a real Chromium with the stand-in and the CRM double: from a chat being opened to its
 * customer being painted in the real side panel. Run `npm run build` first, then `npm run bench`.
 */
import type { Page } from 'puppeteer-core';
import { deviceConnection } from '../test/e2e/harness/connections.ts';
import {
  openPanel,
  openWhatsApp,
  openWorld,
  panelShows,
  setUp,
  type World,
} from '../test/e2e/harness/world.ts';
import { pressToVisible } from './press-to-visible.ts';

const rounds = Number(process.env.ROUNDS ?? 60);

interface Figures {
  p50: number;
  p95: number;
  max: number;
}

function figures(times: number[]): Figures {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

function report(name: string, bar: string, times: number[]): void {
  const { p50, p95, max } = figures(times);
  const round = (ms: number) => `${ms.toFixed(1)}`.padStart(7);
  process.stdout.write(
    `${name.padEnd(52)} p50 ${round(p50)}  p95 ${round(p95)}  max ${round(max)} ms   bar: ${bar}\n`,
  );
}

/** Watches the panel: when each customer was painted, by the wall clock. */
async function watchPaint(panel: Page): Promise<void> {
  await panel.evaluate(() => {
    const painted: Record<string, number> = {};
    let last: string | undefined;
    new MutationObserver(() => {
      const main = document.querySelector('main');
      const phone = main?.dataset.state === 'ready' ? main.dataset.phone : undefined;
      if (phone === last) return;
      last = phone;
      if (phone === undefined) return;
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          painted[phone] = performance.timeOrigin + performance.now();
        };
        channel.port2.postMessage(null);
      });
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
    Object.assign(globalThis, { painted });
  });
}

/** Opens a chat and resolves with the ms until its customer was painted. */
async function timeSwitch(page: Page, panel: Page, chatId: string, phone: string): Promise<number> {
  await panel.evaluate((number) => {
    delete Reflect.get(globalThis, 'painted')[number];
  }, phone);
  const opened = await page.evaluate((id) => {
    const at = performance.timeOrigin + performance.now();
    window.standIn.open(id);
    return at;
  }, chatId);
  const painted = await panel.waitForFunction(
    (number) => Reflect.get(globalThis, 'painted')[number],
    { polling: 5 },
    phone,
  );
  return (await painted.jsonValue()) - opened;
}

async function killWorker(world: World): Promise<void> {
  const target = world.browser.targets().find((one) => one.type() === 'service_worker');
  await (await target?.worker())?.close();
}

const world = await openWorld();
const customers = world.crm.socialepoch.customers.standard;
await setUp(world);
const page = await openWhatsApp(world, '?contacts=400&chats=400&messages=4000');
const chats = (await page.evaluate(() => window.standIn.chats())).filter(
  (chat) => chat.chatId.startsWith('2') && chat.phone !== null,
);
for (const chat of chats) if (chat.phone) customers.put({ whatsApp: chat.phone, friendName: chat.title });
const panel = await openPanel(world, page);
await panelShows(panel, 'no-chat');
await watchPaint(panel);

const fresh: number[] = [];
world.crm.faults.add({ kind: 'slow', ms: 100, interface: 'query', times: 10_000 });
const first = chats.slice(0, rounds);
for (const chat of first) {
  fresh.push(await timeSwitch(page, panel, chat.chatId, chat.phone ?? ''));
  // The client's own limit is five requests a second: an agent who opens chats more slowly than that never waits for it.
  await new Promise((done) => setTimeout(done, 220));
}
report('not cached, CRM answers in 100 ms, worker awake', '≤ 170', fresh);
world.crm.faults.clear();

const awake: number[] = [];
for (const chat of first) awake.push(await timeSwitch(page, panel, chat.chatId, chat.phone ?? ''));
report('cached, worker awake', 'p50 ≤ 30, p95 ≤ 60', awake);

const asleep: number[] = [];
for (const chat of first) {
  await killWorker(world);
  asleep.push(await timeSwitch(page, panel, chat.chatId, chat.phone ?? ''));
}
report('cached, worker asleep', 'p50 ≤ 60, p95 ≤ 120', asleep);

/** Deferred scripts run when the document is parsed: the first of them begins right after that. */
await panel.evaluateOnNewDocument(() => {
  const seen = new MutationObserver(() => {
    if (document.querySelector('main')?.dataset.state !== 'ready') return;
    seen.disconnect();
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        const [document] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
        Object.assign(globalThis, { opened: performance.now() - (document?.domInteractive ?? 0) });
      };
      channel.port2.postMessage(null);
    });
  });
  seen.observe(document, { subtree: true, childList: true, attributes: true });
});
const opening: number[] = [];
for (let turn = 0; turn < Math.min(rounds, 30); turn++) {
  await panel.reload();
  const opened = await panel.waitForFunction(() => Reflect.get(globalThis, 'opened'), { polling: 20 });
  opening.push(await opened.jsonValue());
}
report('panel’s first script → customer painted', 'p95 ≤ 60', opening);

// On this device everything can be changed.
await setUp(world, [deviceConnection], { activeConnection: 'device' });
await (await panel.waitForSelector('aria/Create customer[role="button"]'))?.click();
await panelShows(panel, 'ready');
const presses = await pressToVisible(panel, Math.min(rounds, 20));
for (const [name, times] of Object.entries(presses)) report(`${name} → visible`, 'p95 ≤ 50', times);
await world.close();
