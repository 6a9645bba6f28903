/** What becomes of a reply in WhatsApp's box, and what never does: with the built script, in a real editor. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareTechniques, measured } from '../harness/compare-techniques.ts';
import {
  type FirefoxTab,
  type FirefoxWorld,
  firefoxExtensionDir,
  openFirefoxWorld,
  openSidebar,
  openTab,
  openWhatsAppTab,
  pageUrl,
  setUpFirefox,
  sidebarShows,
} from '../harness/firefox-world.ts';
import { type insertAtRandom, randomRuns } from '../harness/insert-at-random.ts';
import { insertByHabit } from '../harness/insert-by-habit.ts';
import { insertionCases } from '../harness/insertion-cases.ts';
import { openChat } from '../harness/open-chat.ts';

const script = readFileSync(join(firefoxExtensionDir, 'insert-reply.js'), 'utf8');

const greeting = {
  id: 'hi',
  title: 'Greeting',
  shortcut: 'hi',
  text: 'Hi {firstName},\nyour order has left.',
};

let world: FirefoxWorld;
beforeAll(async () => {
  world = await openFirefoxWorld({ idleAfter: 30_000 });
  await setUpFirefox(world, undefined, { preferences: { insertReplies: true }, replies: [greeting] });
});
afterAll(() => world.close());

describe('a text that is put into a box', () => {
  it.each([
    ['plain text, a box a chat', 'composer=plain', 3],
    ['rich text, one box for all chats', 'composer=rich&box=shared&root=reused', 4],
  ])(
    'is never sent, never in another chat, never twice, and leaves what the agent wrote: in %s',
    async (_, switches, seed) => {
      const page = await openWhatsAppTab(world, `?cast=people&${switches}`);
      const text = randomRuns(script, seed, 150);
      const run = { toString: () => text } as unknown as () => ReturnType<typeof insertAtRandom>;
      const runs = await page.evaluate(run);
      expect(runs.wrong).toEqual([]);
      await page.close();
    },
  );
});

describe.each(['plain', 'rich'] as const)('a reply, in a box of %s text', (kind) => {
  let page: FirefoxTab;
  let panel: FirefoxTab;
  beforeAll(async () => {
    panel = await openTab(world, await pageUrl(world, 'sidepanel.html'));
    page = await openWhatsAppTab(world, `?cast=people&composer=${kind}`);
  });
  afterAll(() => Promise.all([page.close(), panel.close()]));

  it('is put in by the way that is exact there', async () => {
    expect(await page.evaluate(compareTechniques)).toEqual(measured.firefox[kind]);
  });

  it.each(insertionCases(kind))(
    'with an app of this habit: $habit',
    async ({ habit, answer, box, ...reply }) => {
      expect(await insertByHabit(page, panel, habit, reply)).toEqual({ answer, box, sent: 0, search: '' });
    },
  );
});

it('a reply that the agent puts in from the sidebar has the customer’s name in it, and is not sent', async () => {
  const chat = '100000000000001@lid';
  const page = await openWhatsAppTab(world, '?cast=people&composer=rich');
  const sidebar = await openSidebar(world);
  const hasFocus = async () => ({
    page: await page.evaluate(() => document.hasFocus()),
    sidebar: await sidebar.evaluate(() => document.hasFocus()),
  });
  await openChat(page, chat);
  await sidebarShows(sidebar, 'ready', 'Ana Cliente');
  await sidebar.type('/');
  await sidebar.waitFor(() => document.activeElement?.getAttribute('aria-label') === 'Quick reply');
  await sidebar.type('hi');
  await sidebar.waitFor(() => document.querySelector('.reply-preview')?.textContent?.startsWith('Hi Ana'));
  await sidebar.type('\uE004\uE004\uE004');
  await sidebar.waitFor(() => document.activeElement?.textContent === 'Insert reply');
  expect(await hasFocus()).toEqual({ page: false, sidebar: true });
  await sidebar.type('\uE007');
  await sidebar.waitFor(() =>
    document.querySelector('.reply-told')?.textContent?.startsWith('It stands in the message box'),
  );
  const left = await page.evaluate((id) => {
    const { writing } = window.standIn;
    return { box: writing?.text(id), sent: writing?.sent.length };
  }, chat);
  expect(left).toEqual({ box: 'Hi Ana,\nyour order has left.', sent: 0 });
  expect(await hasFocus()).toEqual({ page: false, sidebar: true });
  expect(await sidebar.evaluate(() => document.activeElement?.textContent)).toBe('Insert reply');
});
