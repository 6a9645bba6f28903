/**
 * What the content script costs WhatsApp's page, in a large account and a real Chromium. Run `npm run build` first.
 *
 * Measured with V8's sampling profiler on the page's own thread: the time of all samples whose stack goes through the
 * content script, with everything that the browser does on its behalf in between. The page's own work is left out, which
 * long-task entries could not do. Profiling slows things down, so that the figures are rather too high than too low.
 */
import { loadavg } from 'node:os';
import type { CDPSession, Page, Protocol } from 'puppeteer-core';
import { createDetectionReader, type DetectionReader } from '../test/e2e/harness/detection-reader.ts';
import { openWorld, pageUrl, type World } from '../test/e2e/harness/world.ts';

const rounds = Number(process.env.ROUNDS ?? 60);
const coldStarts = Number(process.env.COLD_STARTS ?? 10);
const account = '?contacts=7400&chats=1500&messages=45000';
/** µs between samples. */
const interval = 100;
/** µs: a sample that comes later than this waited for a processor, as on a busy machine; the wait is not counted. */
const atMost = 4 * interval;
/** µs: samples of one stretch of work are not further apart than this. */
const gap = 1000;

interface Cost {
  /** ms in the content script, without `styles`. */
  total: number;
  /** ms in which the browser brought its styles up to date to answer us, as it would have done for the frame anyway. */
  styles: number;
  /** ms of the longest stretch without a pause: no task of ours is longer. */
  longest: number;
  /** ms by function of the content script: where it was, itself or in what it called of the browser. */
  byFunction: Map<string, number>;
}

function costOf({ nodes, samples = [], timeDeltas = [] }: Protocol.Profiler.Profile): Cost {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const ownerOf = new Map<number, string | null>();
  function owner(id: number): string | null {
    const known = ownerOf.get(id);
    if (known !== undefined) return known;
    const frame = byId.get(id)?.callFrame;
    const parent = parents.get(id);
    const isOurs = frame?.url.endsWith('/content-scripts/whatsapp.js') === true;
    const found = isOurs
      ? `${frame.functionName || '(anonymous)'}:${frame.columnNumber}`
      : parent === undefined
        ? null
        : owner(parent);
    ownerOf.set(id, found);
    return found;
  }

  const byFunction = new Map<string, number>();
  let [total, styles, longest, stretch, idle] = [0, 0, 0, 0, 0];
  for (const [index, id] of samples.entries()) {
    const delta = Math.min(timeDeltas[index + 1] ?? 0, atMost);
    const name = owner(id);
    if (name === null) {
      idle += delta;
      if (idle > gap) stretch = 0;
      continue;
    }
    idle = 0;
    if (byId.get(id)?.callFrame.functionName === 'checkVisibility') styles += delta;
    else total += delta;
    stretch += delta;
    longest = Math.max(longest, stretch);
    byFunction.set(name, (byFunction.get(name) ?? 0) + delta / 1000);
  }
  return { total: total / 1000, styles: styles / 1000, longest: longest / 1000, byFunction };
}

async function measure(session: CDPSession, work: () => Promise<unknown>): Promise<Cost> {
  await session.send('Profiler.start');
  await work();
  const { profile } = await session.send('Profiler.stop');
  return costOf(profile);
}

function figures(values: readonly number[]): string {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const shown = [at(0.5), at(0.95), at(1)].map((ms) => ms.toFixed(1).padStart(6));
  return `p50 ${shown[0]}  p95 ${shown[1]}  max ${shown[2]} ms`;
}

let longest = 0;

function report(name: string, bar: string, costs: readonly Cost[]): void {
  longest = Math.max(longest, ...costs.map((cost) => cost.longest));
  const line = (label: string, of: (cost: Cost) => number, after: string) =>
    process.stdout.write(`${label.padEnd(44)} ${figures(costs.map(of))}   ${after}\n`);
  line(name, ({ total }) => total, `bar: ${bar}`);
  line('', ({ styles }) => styles, 'and styles');
  line('', (cost) => cost.longest, 'at a stretch, both');
  if (!process.env.FUNCTIONS) return;
  const sums = new Map<string, number>();
  for (const { byFunction } of costs)
    for (const [key, ms] of byFunction) sums.set(key, (sums.get(key) ?? 0) + ms / costs.length);
  for (const [key, ms] of [...sums].sort(([, one], [, other]) => other - one).slice(0, 12))
    process.stdout.write(`    ${ms.toFixed(2).padStart(8)} ms  ${key}\n`);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function openAndSettle(
  page: Page,
  reader: DetectionReader,
  tab: number,
  chatId: string,
): Promise<void> {
  const at = await page.evaluate((id) => {
    const now = Date.now();
    window.standIn.open(id);
    return now;
  }, chatId);
  await reader.settled(tab, at);
  // What is put off to the next frames is part of the price.
  await pause(60);
}

/** Each in a task of its own, as the page's own timers and sockets make them. */
function mutate(page: Page, where: 'elsewhere' | 'list' | 'rows', count: number): Promise<void> {
  return page.evaluate(
    async (place, times) => {
      const selectors = { elsewhere: '#app', list: '#pane-side [role=row]', rows: '#main .rows' };
      const host = document.querySelector(selectors[place]);
      if (!host) throw new Error(`nothing to change in ${place}`);
      const channel = new MessageChannel();
      let done = 0;
      await new Promise<void>((resolve) => {
        channel.port1.onmessage = () => {
          const node = document.createElement('span');
          node.textContent = `${done}`;
          node.className = 'foreign';
          host.append(node);
          if (done % 2 === 0) node.style.opacity = '0.5';
          else node.remove();
          done += 1;
          if (done < times) channel.port2.postMessage(null);
          else resolve();
        };
        channel.port2.postMessage(null);
      });
      await new Promise((resolve) => setTimeout(resolve, 400));
    },
    where,
    count,
  );
}

/** A page that only grows would be another one in the end. */
async function tidy(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const node of document.querySelectorAll('.foreign')) node.remove();
  });
  await pause(600);
}

async function openProfiled(
  world: World,
  more = '',
): Promise<{ page: Page; session: CDPSession; start: Cost }> {
  const page = await world.browser.newPage();
  const session = await page.createCDPSession();
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval });
  const start = await measure(session, async () => {
    await page.goto(`https://web.whatsapp.com/${account}${more}`);
    await page.waitForFunction(() => 'standIn' in window);
    await page.evaluate(() => window.standIn.ready);
    await pause(8000);
  });
  return { page, session, start };
}

/** Of `chrome`, what is used in the extension's page. */
interface Scripting {
  executeScript(injection: { target: { tabId: number }; files: string[] }): Promise<unknown>;
}

/** ms from the start of a script that knows nothing yet to what it says of the chat that is open. */
async function coldStart(extensionPage: Page, reader: DetectionReader, tab: number): Promise<number> {
  const before = Date.now();
  await extensionPage.evaluate(async (tabId) => {
    const { scripting } = Reflect.get(globalThis, 'chrome') as unknown as { scripting: Scripting };
    await scripting.executeScript({ target: { tabId }, files: ['content-scripts/whatsapp.js'] });
  }, tab);
  // An epoch begins with the clock of its script.
  const { epoch, confidence } = await reader.settled(tab, before);
  if (confidence === 'name-only') throw new Error('the chat was not known');
  return Date.now() - epoch;
}

process.stdout.write(`load average ${loadavg()[0]?.toFixed(1)}\n`);
const world = await openWorld();
const reader = await createDetectionReader(world);
const { page, session, start } = await openProfiled(world);
report('start of the page, index of names', '—', [start]);
const tab = await reader.tabOf(page);
const chats = await page.evaluate(() => window.standIn.chats().map(({ chatId }) => chatId));
const step = Math.max(1, Math.floor(chats.length / rounds));
const chosen = chats.filter((_, index) => index % step === 0).slice(0, rounds);

for (const [name, bar] of [
  ['switch to a chat for the first time', 'p95 ≤ 30'],
  ['switch to a chat seen before', 'p95 ≤ 5'],
] as const) {
  const costs: Cost[] = [];
  for (const chatId of chosen)
    costs.push(await measure(session, () => openAndSettle(page, reader, tab, chatId)));
  report(name, bar, costs);
}
await openAndSettle(page, reader, tab, '100000000000001@lid');
for (const where of ['elsewhere', 'list', 'rows'] as const) {
  const costs: Cost[] = [];
  for (let turn = 0; turn < 8; turn++) {
    costs.push(await measure(session, () => mutate(page, where, 1000)));
    await tidy(page);
  }
  report(`1,000 foreign mutations: ${where}`, '≤ 5', costs);
}
const extensionPage = await world.browser.newPage();
await extensionPage.goto(pageUrl(world, 'options.html'));
await page.bringToFront();
/** Of the crowd, whose chats are in the order of their ids; the last digits say what is known of one. */
const oldest = (end: RegExp) =>
  chats
    .filter((id) => end.test(id))
    .sort()
    .at(-1);
for (const [which, chatId] of [
  ['newest', chats[3]],
  ['oldest named', oldest(/^20.*[0-3]@lid$/)],
  ['oldest unnamed', oldest(/^20.*[^49]4@lid$/)],
  ['oldest hidden', oldest(/^20.*[49]9@lid$/)],
] as const) {
  if (chatId === undefined) throw new Error('there are no chats');
  await openAndSettle(page, reader, tab, chatId);
  const times: number[] = [];
  for (let turn = 0; turn < coldStarts; turn++) {
    times.push(await coldStart(extensionPage, reader, tab));
    await pause(1500);
  }
  process.stdout.write(`${`cold start: ${which} chat`.padEnd(44)} ${figures(times)}   bar: p50 < 300\n`);
}
report('ten seconds beside an open chat', '—', [await measure(session, () => pause(10_000))]);
await page.close();

const byName = await openProfiled(world, '&layout=row-classes-only');
const byNameTab = await reader.tabOf(byName.page);
const anew: Cost[] = [];
for (const chatId of chosen.slice(0, 10))
  anew.push(await measure(byName.session, () => openAndSettle(byName.page, reader, byNameTab, chatId)));
report('switch where rows say nothing: all names anew', '—', anew);
process.stdout.write(`longest stretch of all ${longest.toFixed(1)} ms   bar: ≤ 50\n`);
await world.close();
