import { afterEach, describe, expect, it } from 'vitest';
import { inPanel, page, panel, world } from '../harness/in-panel.ts';
import { demoConnection, openChat, panelShows, setUp } from '../harness/world.ts';

const ana = '100000000000001@lid';
const layla = '100000000000010@lid';

inPanel();
afterEach(async () => {
  await page.evaluate(() => window.standIn.close());
  await panelShows(panel, 'no-chat');
  world.crm.reset();
  await setUpAnew();
  await page.bringToFront();
});

let round = 0;
/** A connection that changed is read anew: nothing that an earlier test read is at hand. */
function setUpAnew(): Promise<void> {
  round += 1;
  return setUp(world, [{ ...demoConnection, name: `Demo shop ${round}` }]);
}

const text = () => panel.$eval('main', (main) => main.textContent ?? '');
const customers = () => world.crm.socialepoch.customers.standard;

/** Nothing of anybody is on the screen. */
async function showsNobody(): Promise<void> {
  expect(await panel.$eval('main', (main) => main.dataset.customer)).toBeUndefined();
  expect(await text()).not.toContain('Florist');
}

describe('what goes wrong is said, and nobody is shown in its place', () => {
  it('a wrong key', async () => {
    const { credentials } = demoConnection;
    await setUp(world, [{ ...demoConnection, credentials: { ...credentials, apiKey: 'wrong' } }]);
    await page.bringToFront();
    await openChat(page, ana);
    await panelShows(panel, 'error');
    await showsNobody();
    expect(await text()).toContain('522');
  });

  it('a host that does not answer, and then does', async () => {
    world.crm.faults.add({ kind: 'drop-before-write', interface: 'query', times: 20 });
    await openChat(page, ana);
    await panelShows(panel, 'error');
    await showsNobody();
    world.crm.faults.clear();
    const again = await panel.waitForSelector('aria/Retry[role="button"]');
    await again?.click();
    await panelShows(panel, 'ready', 'Ana Cliente');
  });

  it('a gateway’s page in place of an answer', async () => {
    world.crm.faults.add({ kind: 'html', status: 502, interface: 'query', times: 20 });
    await openChat(page, ana);
    await panelShows(panel, 'error');
    await showsNobody();
  });

  it('an answer that is cut off', async () => {
    world.crm.faults.add({ kind: 'truncated', interface: 'query', times: 20 });
    await openChat(page, ana);
    await panelShows(panel, 'error');
    await showsNobody();
  });

  it.each(['null-data', 'null-fields', 'wrong-types', 'not-an-object'] as const)(
    'an answer of another shape: %s',
    async (how) => {
      world.crm.faults.add({ kind: 'mangled', how, interface: 'query', times: 20 });
      await openChat(page, ana);
      await panel.waitForFunction(() => {
        const state = document.querySelector('main')?.dataset.state;
        return state !== undefined && !['loading', 'no-chat'].includes(state);
      });
      expect(await panel.$eval('main', (main) => main.dataset.state)).toMatch(/^(error|not-found)$/);
      await showsNobody();
    },
  );

  it('keeps the card it has when the CRM goes away, with the reason beside it', async () => {
    await openChat(page, ana);
    await panelShows(panel, 'ready', 'Ana Cliente');
    world.crm.faults.add({ kind: 'html', status: 502, interface: 'query', times: 50 });
    const refresh = await panel.waitForSelector('button.refresh');
    await refresh?.click();
    await panel.waitForSelector('.banner-warning');
    await panelShows(panel, 'ready', 'Ana Cliente');
  });
});

describe('names as people have them', () => {
  it('a name of 10 kB with markup is text, and breaks nothing', async () => {
    const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    const friendName = `${markup} ${'Long '.repeat(2_000)}`;
    customers().put({ whatsApp: '5511900000001', friendName });
    await openChat(page, ana);
    await panelShows(panel, 'ready');
    expect(await panel.$eval('h1', (h1) => h1.textContent?.includes('<script>'))).toBe(true);
    expect(await panel.evaluate(() => document.querySelectorAll('main img, main script').length)).toBe(0);
    expect(await panel.title()).toBe('Chatside');
    const overflow = await panel.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });

  it('right-to-left and emoji names stand in their own direction', async () => {
    await openChat(page, layla);
    await panelShows(panel, 'ready', 'ليلى حداد');
    customers().put({ whatsApp: '5511900000001', friendName: '👩‍👩‍👧‍👦 أنا' });
    await openChat(page, ana);
    await panelShows(panel, 'ready', '👩‍👩‍👧‍👦 أنا');
  });
});
