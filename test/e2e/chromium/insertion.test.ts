/** What becomes of a reply in WhatsApp's box, and what never does: with the built script, in a real editor. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ComposerHabit } from '../../doubles/whatsapp-web/types.ts';
import { type Agent, createAgent } from '../harness/agent.ts';
import { compareTechniques, measured } from '../harness/compare-techniques.ts';
import { type RandomRuns, randomRuns } from '../harness/insert-at-random.ts';
import { insertByHabit } from '../harness/insert-by-habit.ts';
import { insertionCases } from '../harness/insertion-cases.ts';
import { openChat } from '../harness/open-chat.ts';
import { until } from '../harness/until.ts';
import {
  extensionDir,
  openPanel,
  openWhatsApp,
  openWorld,
  pageUrl,
  panelShows,
  setUp,
  type World,
} from '../harness/world.ts';

const script = readFileSync(join(extensionDir, 'insert-reply.js'), 'utf8');

const replies = [
  { id: 'hi', title: 'Greeting', shortcut: 'hi', text: 'Hi {firstName},\nyour order has left.' },
  { id: 'yes', title: 'Yes', shortcut: 'yes', text: 'Yes, {firstName}' },
];

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await setUp(world, undefined, { preferences: { insertReplies: true }, replies });
});
afterAll(() => world.close());

describe('a text that is put into a box', () => {
  const kinds = [
    ['plain text, a box a chat', 'composer=plain', 1],
    ['rich text, one box for all chats', 'composer=rich&box=shared&root=reused', 2],
  ] as const;
  const pages = new Map<string, Page>();

  // Both at once take half the time: the one that is not in front has the focus and its frames as if it were.
  beforeAll(async () => {
    for (const [, switches] of kinds) {
      const page = await openWhatsApp(world, `?cast=people&${switches}`);
      await page.emulateFocusedPage(true);
      pages.set(switches, page);
    }
  });
  afterAll(() => Promise.all([...pages.values()].map((page) => page.close())));

  it.concurrent.each(kinds)(
    'is never sent, never in another chat, never twice, and leaves what the agent wrote: in %s',
    async (_, switches, seed) => {
      const runs = await pages.get(switches)?.evaluate(`(${randomRuns(script, seed, 150)})()`);
      expect((runs as RandomRuns).wrong).toEqual([]);
    },
  );
});

describe.each(['plain', 'rich'] as const)('a reply, in a box of %s text', (kind) => {
  let page: Page;
  let panel: Page;
  beforeAll(async () => {
    panel = await world.browser.newPage();
    await panel.goto(pageUrl(world, 'sidepanel.html'));
    page = await openWhatsApp(world, `?cast=people&composer=${kind}`);
  });
  afterAll(() => Promise.all([page.close(), panel.close()]));

  it('is put in by the way that is exact there', async () => {
    expect(await page.evaluate(compareTechniques)).toEqual(measured.chromium[kind]);
  });

  it.each(insertionCases(kind))(
    'with an app of this habit: $habit',
    async ({ habit, answer, box, ...reply }) => {
      expect(await insertByHabit(page, panel, habit, reply)).toEqual({ answer, box, sent: 0, search: '' });
    },
  );
});

describe('a reply that the agent puts in from the side panel', () => {
  const ana = { chat: '100000000000001@lid', name: 'Ana Cliente', text: 'Hi Ana,\nyour order has left.' };
  const bob = { chat: '100000000000002@lid', name: 'Bob Turner', text: 'Hi Bob,\nyour order has left.' };
  let page: Page;
  let panel: Page;
  let agent: Agent;

  beforeAll(async () => {
    page = await openWhatsApp(world, '?cast=people&composer=rich');
    panel = await openPanel(world, page);
    agent = await createAgent(panel);
  });

  /** What the editors hold of both, and what was sent. */
  const left = () =>
    page.evaluate(
      (first, second) => {
        const { writing } = window.standIn;
        return { ana: writing?.text(first), bob: writing?.text(second), sent: writing?.sent.length };
      },
      ana.chat,
      bob.chat,
    );
  const nothing = { ana: '', bob: '', sent: 0 };
  const preview = (text: string) =>
    until(
      () => panel.$eval('.reply-preview', ({ textContent }, wanted) => textContent === wanted, text),
      `the preview of ${text}`,
    );
  /** What is said at last of a press. */
  const told = (what: RegExp) =>
    until(async () => {
      const said = await panel.$eval('.reply-told', ({ textContent }) => textContent);
      return said && what.test(said) ? said : null;
    }, `${what}`);
  /** Whether the page has the focus, and the panel. */
  const hasFocus = async () => ({
    page: await page.evaluate(() => document.hasFocus()),
    panel: await panel.evaluate(() => document.hasFocus()),
  });

  /** Looks at a reply for Ana, by keys, as far as the button that inserts it. */
  async function look(shortcut: string, text: string, habit: ComposerHabit = 'none'): Promise<void> {
    await panel.evaluate(() => document.querySelector('dialog')?.close());
    await page.evaluate(
      (chats, wanted) => {
        const { writing } = window.standIn;
        if (!writing) throw new Error('The boxes are only drawn.');
        writing.habit = wanted;
        for (const chat of chats) writing.write(chat, '');
      },
      [ana.chat, bob.chat],
      habit,
    );
    await openChat(page, ana.chat);
    await panelShows(panel, 'ready', ana.name);
    await panel.focus('main');
    await agent.press('/');
    await agent.isOn('combobox Quick reply');
    await agent.type(shortcut);
    await preview(text);
    await agent.tabTo('button Insert reply');
    expect(await left()).toEqual(nothing);
  }

  it('stands in the box with the name of the customer and is not sent; the panel keeps the focus', async () => {
    await look('hi', ana.text);
    expect(await hasFocus()).toEqual({ page: false, panel: true });
    await agent.press('Enter');
    await told(/^It stands in the message box/);
    expect(await left()).toEqual({ ...nothing, ana: ana.text });
    expect(await hasFocus()).toEqual({ page: false, panel: true });
    expect(await agent.focus()).toBe('button Insert reply');
  });

  it('stands there too where the app ignores what no person did, though the page has not the focus', async () => {
    await look('yes', 'Yes, Ana', 'ignores-untrusted');
    await agent.press('Enter');
    await told(/^It stands in the message box/);
    expect(await left()).toEqual({ ...nothing, ana: 'Yes, Ana' });
  });

  it('stands at the cursor that the agent left in her own text, at a second press', async () => {
    await look('yes', 'Yes, Ana');
    await page.evaluate((chat) => window.standIn.writing?.write(chat, 'My own', 3), ana.chat);
    await agent.press('Enter');
    await told(/^Something stands in the message box already/);
    expect(await left()).toEqual({ ...nothing, ana: 'My own' });
    await agent.tabTo('button Add at the cursor');
    await agent.press('Enter');
    await told(/^It stands in the message box/);
    expect(await left()).toEqual({ ...nothing, ana: 'My Yes, Anaown' });
    expect(await agent.focus()).toBe('button Add at the cursor');
  });

  it('stands nowhere where another chat was opened before the press, which says so; the next press counts', async () => {
    await look('hi', ana.text);
    await openChat(page, bob.chat);
    await preview(bob.text);
    await told(/^Another chat is open now. Look at the reply again/);
    await agent.press('Enter');
    await told(/^Another chat is open now. Nothing was copied or written/);
    expect(await left()).toEqual(nothing);
    await agent.press('Enter');
    await told(/^It stands in the message box/);
    expect(await left()).toEqual({ ...nothing, bob: bob.text });
  });

  it.each([0, 10, 40])(
    'stands in no other box where another chat is opened %d ms after the press, and it is said whether it stands in the first',
    async (ms) => {
      await look('hi', ana.text);
      await page.evaluate(
        (chat, after) => void setTimeout(() => window.standIn.open(chat), after),
        bob.chat,
        ms,
      );
      await agent.press('Enter');
      // The text is read back for longer than that, by the page's own clock.
      const said = await told(/Nothing was|was left meanwhile/);
      const isWritten = said?.includes('was left meanwhile');
      expect(await left()).toEqual({ ...nothing, ana: isWritten ? ana.text : '' });
    },
  );

  it('stands nowhere where the worker comes to the press once another chat is open, and this is said', async () => {
    await look('hi', ana.text);
    await panel.evaluate(() => {
      const { runtime } = Reflect.get(globalThis, 'chrome') as unknown as {
        runtime: { sendMessage(...given: unknown[]): unknown };
      };
      const send = runtime.sendMessage.bind(runtime);
      runtime.sendMessage = (...given) => {
        runtime.sendMessage = send;
        const goOn = new Promise<void>((resolve) => Reflect.set(globalThis, 'goOn', resolve));
        return goOn.then(() => send(...given));
      };
    });
    await agent.press('Enter');
    await panel.waitForFunction(() => 'goOn' in globalThis);
    await openChat(page, bob.chat);
    await preview(bob.text);
    await panel.evaluate(() => Reflect.get(globalThis, 'goOn')());
    await told(/^Another chat, or another customer, is open by now. Nothing was written/);
    expect(await left()).toEqual(nothing);
  });

  it('is said to stand in the box of the chat that was left right after', async () => {
    await look('hi', ana.text, 'other-chat-after');
    await agent.press('Enter');
    await told(/^The chat was left meanwhile/);
    expect(await left()).toEqual({ ...nothing, ana: ana.text });
  });
});
