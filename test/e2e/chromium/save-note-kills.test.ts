/**
 * The worker is killed in the moment of "Save note", a little later each time, and every other time the panel is closed
 * with it. The panel goes on, and the CRM has each note once.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Draft } from '../../../lib/drafts/draft.ts';
import { accountOf } from '../harness/account-of.ts';
import { deviceConnection } from '../harness/connections.ts';
import { deviceAna, restoreDevice } from '../harness/device-backup.ts';
import { deviceTimeline } from '../harness/device-timeline.ts';
import { killWorker } from '../harness/kill-worker.ts';
import { until } from '../harness/until.ts';
import {
  openChat,
  openPanel,
  openWhatsApp,
  openWorld,
  panelShows,
  setUp,
  type World,
} from '../harness/world.ts';

/** `npm run soak` asks for more. */
const kills = Number(process.env.NOTE_KILLS ?? 4);
/** ms after the click until the last of them: by then the note is kept and on its way. */
const latest = 60;
const ana = '100000000000001@lid';
const button = '.note-save';

let world: World;
let page: Page;
let panel: Page;

beforeAll(async () => {
  world = await openWorld();
  await setUp(world, [deviceConnection], { activeConnection: 'device' });
  await restoreDevice(world, { customers: [deviceAna] });
  page = await openWhatsApp(world);
  panel = await openPanel(world, page);
  await openChat(page, ana);
  await panelShows(panel, 'ready', 'Ana Cliente');
});
afterAll(() => world.close());

const noteText = () => panel.$eval('textarea', (box) => box.value);

/** The notes that the CRM on this device has, as they lie there. */
async function notes(): Promise<(string | null)[]> {
  const lived = await deviceTimeline(panel);
  return lived.filter(({ kind }) => kind === 'note').map(({ summary }) => summary);
}

/** The note that lies on the disk and is not saved; empty where none does. */
async function keptNote(): Promise<string> {
  const input = { accountId: await accountOf(panel, 'device'), customerId: deviceAna.id };
  const reply = await panel.evaluate((message) => globalThis.chrome.runtime.sendMessage(message), {
    type: 'draft.read',
    input,
  });
  const drafts = (reply?.output ?? []) as unknown as Draft[];
  return drafts.flatMap(({ content }) => (content.kind === 'note' ? content.text : [])).join();
}

async function saveAndKill(text: string, after: number, closing: boolean): Promise<void> {
  const box = await panel.waitForSelector('aria/Follow-up note[role="textbox"]');
  await box?.type(text);
  // So that there is one at the click.
  await panel.evaluate(() => globalThis.chrome.runtime.sendMessage({ type: 'panel.opened', input: null }));
  const clicked = panel.$eval(button, (one) => (one as HTMLButtonElement).click());
  await new Promise((resolve) => setTimeout(resolve, after));
  await Promise.all([until(() => killWorker(world.browser), 'a worker to be killed'), clicked]);
  if (!closing) return;
  await panel.close();
  panel = await openPanel(world, page);
  await panelShows(panel, 'ready', 'Ana Cliente');
  // It comes into the box a little later than the card.
  await until(async () => (await noteText()) === (await keptNote()), 'the draft of the note');
}

it('saves each note once, and the panel goes on', { timeout: 90_000 + kills * 15_000 }, async () => {
  const wanted: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const text = `note ${kill}`;
    wanted.push(text);
    await saveAndKill(text, (latest * kill) / Math.max(1, kills - 1), kill % 2 === 1);
    await panelShows(panel, 'ready', 'Ana Cliente');
    // What did not reach the worker in its last moment is still there to be saved, and only then.
    if ((await noteText()) === text) await panel.$eval(button, (one) => (one as HTMLButtonElement).click());
    await panel.waitForFunction(() => document.querySelector('textarea')?.value === '');
  }
  // A worker that died with a request on its way settles for half a minute.
  await until(async () => (await notes()).length >= kills, 'every note to be saved', 60_000);
  await panel.waitForFunction(() => document.querySelector('main')?.dataset.state === 'ready');
  expect((await notes()).toSorted()).toEqual(wanted.toSorted());
  expect(await panel.$eval('main', (main) => main.textContent)).not.toMatch(/was not saved|Reload WhatsApp/);
});
