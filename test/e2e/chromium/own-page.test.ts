/** A company's own page beside the chat, as hostile as it may become, and no frame at all where none is set up. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inPanel, page, panel, world } from '../harness/in-panel.ts';
import { ownPageHost } from '../harness/open-doubles.ts';
import { framesRecorded, orderDesk, pairsOf, recordFrames, refused } from '../harness/own-page.ts';
import { openChat, panelShows, setUp } from '../harness/world.ts';

const ana = { chat: '100000000000001@lid', name: 'Ana Cliente', number: '5511900000001' };
const bob = { chat: '100000000000002@lid', name: 'Bob Turner', number: '447700900002' };

inPanel();

const asked = () => world.ownPage.requests.map(({ url }) => url);
const addressOf = (number: string) => {
  const query = `tel=${number}`;
  return `/desk?${query}&sig=${createHmac('sha256', orderDesk.sigKey).update(query).digest('hex')}`;
};
const isPanel = () => panel.evaluate(() => location.href.startsWith('chrome-extension:'));

describe('the panel', () => {
  it('loads no frame, whoever puts one in, while no page is set up', async () => {
    await openChat(page, ana.chat);
    await panelShows(panel, 'ready', ana.name);
    await panel.waitForSelector('meta[http-equiv="Content-Security-Policy"]');
    const refusedBy = await panel.evaluate(
      (src) =>
        new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
          document.body.append(Object.assign(document.createElement('iframe'), { src, id: 'foreign' }));
        }),
      `https://${ownPageHost}/desk`,
    );
    expect(refusedBy).toBe('frame-src');
    expect(asked()).toEqual([]);
  });

  it('is loaded anew once a page is set up, and loads nothing of it before it is opened', async () => {
    await setUp(world, undefined, { orders: [orderDesk] });
    await page.bringToFront();
    await panel.waitForFunction(() => !document.querySelector('#foreign') && document.querySelector('main'));
    await panelShows(panel, 'ready', ana.name);
    await panel.waitForSelector('[data-section=embeds]:not([open])');
    expect(asked()).toEqual([]);
  });
});

describe('an own page', () => {
  it('is opened at its address, signed, without a referrer, and no access is asked for', async () => {
    await panel.click('[data-section=embeds] > summary');
    await panel.waitForSelector('iframe');
    await expect.poll(() => world.ownPage.reports.size, { timeout: 15_000 }).toBe(1);
    expect(world.ownPage.requests).toEqual([{ url: addressOf(ana.number), referrer: null }]);
  });

  it('gets nothing that it may not: not the panel, its storage, the extension, the top, the camera', async () => {
    const query = addressOf(ana.number).replace('/desk', '');
    expect(world.ownPage.reports.get(query)).toEqual(refused);
    expect(await isPanel()).toBe(true);
  });

  it('may open a window at a press: a tab outside, that has no way into the panel either', async () => {
    const opened = world.browser.waitForTarget((target) => target.url().includes('/opened'));
    const frame = panel.frames().find((one) => one.url().includes(ownPageHost));
    await frame?.evaluate(() => document.querySelector('button')?.click());
    const tab = await (await opened).page();
    await expect.poll(() => world.ownPage.reports.size, { timeout: 15_000 }).toBe(3);
    expect(world.ownPage.reports.get('click')).toEqual({ opened: 'opened', navigatesTop: 'SecurityError' });
    expect(world.ownPage.reports.get('/opened')).toEqual({
      opener: 'object',
      runtime: 'undefined undefined',
      readsPanel: 'SecurityError',
      navigatesPanel: 'SecurityError',
    });
    await tab?.close();
    await page.bringToFront();
    expect(await isPanel()).toBe(true);
    expect(asked().some((url) => /taken/.test(url))).toBe(false);
  });

  it('is gone with its chat, and never drawn under another', async () => {
    await panelShows(panel, 'ready', ana.name);
    await panel.waitForSelector('iframe');
    await panel.evaluate(recordFrames);
    await openChat(page, bob.chat);
    await panelShows(panel, 'ready', bob.name);
    await panel.waitForFunction(
      (number) => document.querySelector('iframe')?.src.includes(number),
      {},
      bob.number,
    );
    await openChat(page, ana.chat);
    await panelShows(panel, 'ready', ana.name);
    await panel.waitForFunction(
      (number) => document.querySelector('iframe')?.src.includes(number),
      {},
      ana.number,
    );
    const seen = pairsOf(await panel.evaluate(framesRecorded));
    expect(seen.sort()).toEqual([`${bob.number} ${bob.number}`, `${ana.number} ${ana.number}`].sort());
  });
});
