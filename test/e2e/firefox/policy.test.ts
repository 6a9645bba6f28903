/**
 * The administrator's policy in Firefox, which reads it once, when it starts, checks it against no schema, and says
 * that there is none by refusing to answer.
 */
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { keptOnDevice } from '../../../lib/settings/schema.ts';
import { shopKey } from '../../doubles/shop/woocommerce.ts';
import { demoConnection, demoShop } from '../harness/connections.ts';
import {
  type FirefoxWorld,
  openFirefoxWorld,
  openSidebar,
  openTab,
  openWhatsAppTab,
  pageUrl,
  sidebarShows,
} from '../harness/firefox-world.ts';
import { openChat } from '../harness/open-chat.ts';
import { shopHost } from '../harness/open-doubles.ts';
import { maySetPolicy, setPolicy } from '../harness/policy-file.ts';

const ana = { chat: '100000000000001@lid', name: 'Ana Cliente' };

const policy = {
  version: 1,
  connections: [
    demoConnection,
    { ...demoConnection, id: 'wrong', catalogue: { tags: [{ name: 'Hot', colour: 5 }] }, colour: 'blue' },
  ],
  preferences: { theme: 'dark', maskPhones: 'yes' },
  orders: [
    { ...demoShop, headers: { ...demoShop.headers, 'X-Company': 'acme' } },
    { ...demoShop, id: 'own', name: 'My shop', headers: { Authorization: keptOnDevice } },
  ],
};

let world: FirefoxWorld | undefined;

// Only an administrator may write a policy; without that right there is nothing to be proved here.
describe.skipIf(!maySetPolicy('firefox'))(
  'in Firefox, a policy (needs leave to write /etc/firefox, with none there)',
  () => {
    afterEach(async () => {
      setPolicy('firefox', null);
      await world?.close();
      world = undefined;
    });
    afterAll(() => setPolicy('firefox', null));

    it('sets Chatside up, is locked, names what is wrong deep inside, and leaves the rest in force', async () => {
      setPolicy('firefox', policy);
      world = await openFirefoxWorld({ idleAfter: 30_000 });
      const page = await openWhatsAppTab(world);
      const sidebar = await openSidebar(world);
      await openChat(page, ana.chat);
      await sidebarShows(sidebar, 'ready', ana.name);

      const { shop } = world;
      await sidebar.click('button', `Allow access to ${shopHost}`);
      await expect
        .poll(() => shop.requests.map((one) => one.authorization))
        .toContain(demoShop.headers.Authorization);
      expect(shop.violations).toEqual([]);

      const options = await openTab(world, await pageUrl(world, 'options.html'));
      await options.waitFor(() => document.querySelector('.problems') !== null);
      const problems = await options.evaluate(() =>
        [...document.querySelectorAll('.problems li code')].map((path) => path.textContent),
      );
      expect(problems).toEqual([
        'connections[1].colour',
        'preferences.maskPhones',
        'connections[1].catalogue.tags[0].colour',
      ]);
      const text = await options.evaluate(() => document.body.textContent ?? '');
      expect(text).toContain('Set up by your organisation');
      expect(await options.evaluate(() => document.documentElement.outerHTML)).not.toContain(
        demoConnection.credentials.apiKey,
      );

      // The key that is left to the user.
      const before = shop.requests.length;
      await options.click('button', 'Enter the key');
      await options.waitFor(() => document.activeElement?.matches('input[type=password]'));
      const [tab, enter] = ['\uE004', '\uE007'];
      // The button that shows what is typed stands between.
      await options.type(`${shopKey.key}${tab}${tab}${shopKey.secret}${enter}`);
      await options.waitFor(() => document.querySelector('[aria-label="Edit My shop"]') !== null);
      await page.bringToFront();
      await sidebar.waitFor(() => document.querySelectorAll('.order-source .order').length === 2 * 3);
      expect(shop.requests.slice(before).map((one) => one.authorization)).not.toContain(null);
    });

    it('that is gone at the next start leaves the first run as it is without one', async () => {
      world = await openFirefoxWorld({ idleAfter: 30_000 });
      const { firefox } = world;
      await expect
        .poll(
          () => firefox.inWindow(() => gBrowser.tabs.map((tab) => tab.linkedBrowser.currentURI.spec).join()),
          {
            timeout: 15_000,
          },
        )
        .toContain('options.html');
      const page = await openWhatsAppTab(world);
      const sidebar = await openSidebar(world);
      await openChat(page, ana.chat);
      await sidebarShows(sidebar, 'not-configured');
      expect(world.crm.requests).toEqual([]);
    });
  },
);
