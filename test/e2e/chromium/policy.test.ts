/**
 * The administrator's policy, from a real file of this machine: given at the start, partly wrong, changed and removed
 * while the browser runs, and arriving when somebody is typing. Chromium takes some seconds over each.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keptOnDevice } from '../../../lib/settings/schema.ts';
import { shopKey } from '../../doubles/shop/woocommerce.ts';
import { demoConnection, demoShop } from '../harness/connections.ts';
import { allowHost } from '../harness/host-access.ts';
import { shopHost } from '../harness/open-doubles.ts';
import { maySetPolicy, setPolicy } from '../harness/policy-file.ts';
import {
  openChat,
  openPanel,
  openWhatsApp,
  openWorld,
  pageUrl,
  panelShows,
  type World,
} from '../harness/world.ts';

const ana = { chat: '100000000000001@lid', name: 'Ana Cliente' };
const bob = { chat: '100000000000002@lid', name: 'Bob Turner' };
const { apiKey } = demoConnection.credentials;

/** A connection as an administrator writes it: a value that only we can judge is wrong, deep inside. */
const wrongDeepInside = {
  ...demoConnection,
  id: 'wrong',
  catalogue: { tags: [{ name: 'VIP' }, { name: 'Hot', colour: 'red' }], stages: [] },
};
const policy = {
  version: 1,
  connections: [demoConnection, wrongDeepInside],
  activeConnection: 'demo',
  // Headers are named freely: Chromium lets through what the schema has as `additionalProperties`.
  orders: [demoShop, { ...demoShop, id: 'own', name: 'My shop', headers: { Authorization: keptOnDevice } }],
  preferences: { theme: 'dark', language: 'klingon' },
};

let world: World;
let page: Page;
let panel: Page;
let options: Page;

const optionsText = () => options.$eval('main', (main) => main.textContent ?? '');

/** Waits until the options page says this. */
const optionsSay = (text: string) =>
  options.waitForFunction(
    (wanted) => document.querySelector('main')?.textContent?.includes(wanted),
    {
      polling: 50,
      timeout: 20_000,
    },
    text,
  );

// Only an administrator may write a policy; without that right there is nothing to be proved here.
describe.skipIf(!maySetPolicy('chromium'))('a policy (needs leave to write /etc/chromium)', () => {
  beforeAll(async () => {
    setPolicy('chromium', policy);
    world = await openWorld();
    page = await openWhatsApp(world);
    panel = await openPanel(world, page);
  });
  afterAll(async () => {
    setPolicy('chromium', null);
    await world.close();
  });

  it('sets Chatside up: the panel works at once', async () => {
    await openChat(page, ana.chat);
    await panelShows(panel, 'ready', ana.name);
    expect(await panel.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  });

  it('gives a shop with its headers: orders stand beside the customer', async () => {
    await allowHost(world, `https://${shopHost}/*`);
    await page.bringToFront();
    await panel.waitForSelector('aria/Open order 1047 in the shop[role="link"]');
    expect(new Set(world.shop.requests.map((one) => one.authorization))).toEqual(
      new Set([demoShop.headers.Authorization, null]),
    );
    expect(world.shop.violations).toEqual([]);
  });

  it('shows as locked on the options page, without its key', async () => {
    options = await world.browser.newPage();
    await options.goto(pageUrl(world, 'options.html'));
    await optionsSay('Set up by your organisation');
    expect(await options.$('aria/Remove Demo shop[role="button"]')).toBeNull();
    await (await options.waitForSelector('aria/Edit Demo shop[role="button"]'))?.click();
    await options.waitForSelector('aria/Company ID[role="textbox"]');
    const fields = await options.$$eval('.connection-form input[type=text]', (inputs) =>
      inputs.map((input) => ({
        readOnly: (input as HTMLInputElement).readOnly,
        value: (input as HTMLInputElement).value,
      })),
    );
    expect(fields.filter((one) => !one.readOnly)).toEqual([]);
    expect(fields.some((one) => one.value.includes(apiKey))).toBe(false);
    expect(await options.content()).not.toContain(apiKey);
    await (await options.waitForSelector('aria/Cancel[role="button"]'))?.click();
  });

  it('leaves the key of a shop to the user: it is typed, and kept for that shop', async () => {
    const before = world.shop.requests.length;
    await (await options.waitForSelector('aria/Enter the key[role="button"]'))?.click();
    await (await options.waitForSelector('aria/Consumer key[role="textbox"]'))?.type(shopKey.key);
    await (await options.waitForSelector('aria/Consumer secret[role="textbox"]'))?.type(shopKey.secret);
    await (await options.waitForSelector('aria/Save[role="button"]'))?.click();
    await options.waitForSelector('aria/Edit My shop[role="button"]');
    expect(await options.$('aria/Enter the key[role="button"]')).toBeNull();
    expect(await options.content()).not.toContain(shopKey.secret);
    await page.bringToFront();
    await panel.waitForFunction(() => document.querySelectorAll('.order-source .order').length === 2 * 3, {
      polling: 50,
    });
    expect(world.shop.requests.slice(before).map((one) => one.authorization)).not.toContain(null);
    await options.bringToFront();
  });

  it('with wrong values deep inside: each is named by path, and the rest is in force', async () => {
    const problems = await options.$$eval('.problems li', (items) =>
      items.map((item) => item.textContent ?? ''),
    );
    expect(problems).toEqual([
      expect.stringMatching(/^preferences\.language .*"auto" \| "en"/),
      expect.stringMatching(/^connections\[1\]\.catalogue\.tags\[1\]\.colour .*#rrggbb/),
    ]);
    expect(await optionsText()).toContain('Your administrator can fix it');
  });

  it('changed while it is in force: wins at once, and keeps what is being typed', async () => {
    await (await options.waitForSelector('aria/Add a connection[role="button"]'))?.click();
    await (await options.waitForSelector('aria/SocialEpoch[role="radio"]'))?.click();
    await (await options.waitForSelector('aria/Company ID[role="textbox"]'))?.type('4711');
    setPolicy('chromium', {
      ...policy,
      preferences: {},
      connections: [
        {
          ...demoConnection,
          name: 'Acme by policy',
          credentials: { ...demoConnection.credentials, apiKey: 'gone' },
        },
      ],
    });
    await optionsSay('Acme by policy');
    expect(
      await options.$eval('aria/Company ID[role="textbox"]', (box) => (box as HTMLInputElement).value),
    ).toBe('4711');
    expect(await options.$('.problems')).toBeNull();
    await page.bringToFront();
    await openChat(page, bob.chat);
    // Another key may be another company's, but nothing is kept here that could come to the wrong one.
    await panelShows(panel, 'error');
    expect(await panel.$eval('main', (main) => main.textContent)).toContain('522');
  });

  it('has left nothing to set up: no options page opened by itself', () => {
    // By now the first run has waited for a policy as long as it does, and longer.
    expect(world.browser.targets().filter((one) => one.url().endsWith('/options.html'))).toHaveLength(1);
  });

  it('removed while it is in force: the connection goes, and nobody of it stays on the screen', async () => {
    setPolicy('chromium', null);
    await panelShows(panel, 'not-configured', undefined, 20_000);
    expect(await panel.$eval('main', (main) => main.textContent)).not.toContain(bob.name);
    await options.bringToFront();
    await options.waitForFunction(() => !document.body.textContent?.includes('Acme by policy'), {
      polling: 50,
    });
  });

  it('that arrives late, over the first run: wins, and keeps what is being typed', async () => {
    await options.reload();
    await options.waitForSelector('aria/Welcome to Chatside[role="heading"]');
    await (await options.waitForSelector('aria/SocialEpoch[role="radio"]'))?.click();
    await (await options.waitForSelector('aria/Company ID[role="textbox"]'))?.type('4711');
    setPolicy('chromium', { version: 1, connections: [demoConnection] });
    await optionsSay('Set up by your organisation');
    expect(
      await options.$eval('aria/Company ID[role="textbox"]', (box) => (box as HTMLInputElement).value),
    ).toBe('4711');
    await page.bringToFront();
    await panelShows(panel, 'ready', bob.name);
  });
});
