/** What the panel and the worker keep on this device: proved with the worker ended and the panel opened anew. */
import { beforeAll, expect, it } from 'vitest';
import type { Draft } from '../../../lib/drafts/draft.ts';
import { accountOf } from '../harness/account-of.ts';
import { deviceConnection } from '../harness/connections.ts';
import { inPanel, page, panel, world } from '../harness/in-panel.ts';
import { demoConnection, openChat, pageUrl, panelShows, setUp } from '../harness/world.ts';

const ana = '100000000000001@lid';
const bob = '100000000000002@lid';

inPanel(() =>
  setUp(world, [demoConnection, deviceConnection], {
    activeConnection: 'device',
    preferences: { maskPhones: true },
  }),
);
beforeAll(async () => {
  await openChat(page, ana);
  await panelShows(panel, 'not-found');
  await press('Create customer');
  await panelShows(panel, 'ready', 'Ana Cliente');
});

/** Once it stands still: what was typed just before may still move it. */
const press = (name: string) => panel.locator(`::-p-aria([name="${name}"][role="button"])`).click();
const shows = (text: string) =>
  panel.waitForFunction((wanted) => document.body.textContent?.includes(wanted), {}, text);
const saved = () => shows('Saved');

/** What the worker keeps of the fields of this customer. */
async function kept(): Promise<Record<string, unknown>> {
  const drafts = await panel.evaluate(
    async (accountId) => {
      const customerId = document.querySelector('main')?.dataset.customer;
      const input = { accountId, customerId };
      const reply = await globalThis.chrome.runtime.sendMessage({ type: 'draft.read', input });
      return reply?.output;
    },
    await accountOf(panel, 'device'),
  );
  // The worker's own answer.
  const contents = (drafts as unknown as Draft[]).map(({ content }) => content);
  return Object.fromEntries(
    contents.flatMap((content) => (content.kind === 'field' ? [[content.key, content.value]] : [])),
  );
}

const habits = () =>
  panel.evaluate(async () => {
    const found = await globalThis.chrome.storage.session.get('habits');
    return found.habits;
  });

/** Ends the worker and draws the panel anew, as after a restart of the browser with its memory kept on the disk. */
async function startAnew(): Promise<void> {
  const target = await world.browser.waitForTarget((one) => one.type() === 'service_worker');
  await (await target.worker())?.close();
  await panel.reload();
  await panelShows(panel, 'ready', 'Ana Cliente');
}

it('what was typed into a field and not saved is there again, and was never written', async () => {
  await press('Add a detail…');
  await panel.waitForSelector('[role=combobox][aria-label="Add a detail…"]');
  await panel.keyboard.type('comp');
  await panel.keyboard.press('Enter');
  await panel.waitForSelector('[data-field=company] input');
  await panel.keyboard.type('Half a na');
  await openChat(page, bob);
  await panelShows(panel, 'not-found');
  await openChat(page, ana);
  await panelShows(panel, 'ready', 'Ana Cliente');
  await expect.poll(kept).toEqual({ company: 'Half a na' });
  await startAnew();
  await shows('Not saved yet');
  const box = await panel.waitForSelector('[data-field=company] input');
  expect(await box?.evaluate((input) => input instanceof HTMLInputElement && input.value)).toBe('Half a na');
  await box?.focus();
  await panel.keyboard.press('Enter');
  await saved();
  await expect.poll(kept).toEqual({});
  await startAnew();
  await shows('Half a na');
  expect(await panel.$('[data-field=company] input')).toBeNull();
});

it('folds, order and recent tags come back', async () => {
  await panel.keyboard.press('t');
  await panel.keyboard.type('VIP');
  await panel.waitForSelector('[role=option]');
  await panel.keyboard.press('Enter');
  await saved();
  await press('Remove tag VIP');
  await panel.waitForFunction(() => document.querySelectorAll('[data-tag]').length === 0);
  // By key: what is saved meanwhile moves it, and no click is to miss it.
  await panel.focus('[data-section=details] > summary');
  await panel.keyboard.press('Enter');
  await press('Arrange sections');
  await press('Move Details up');
  await panel.keyboard.press('Escape');
  const order = ['stage', 'tags', 'details', 'follow-up', 'orders', 'embeds'];
  await expect.poll(habits).toMatchObject({ order, folded: ['details'] });
  await startAnew();
  const titles = await panel.$$eval('main h2', (all) => all.map((one) => one.textContent));
  expect(titles).toEqual(['Stage', 'Tags', 'Details', 'Follow-up']);
  expect(await panel.$('[data-section=details][open]')).toBeNull();
  await panel.keyboard.press('t');
  await panel.waitForSelector('[role=option]');
  expect(await panel.$eval('[role=option]', (one) => one.textContent)).toBe('VIP');
  await panel.keyboard.press('Escape');
});

it('a note moves the stage and sets a reminder in one write', async () => {
  await panel.focus('.note-text');
  await panel.keyboard.type('Wants to pay');
  await panel.select('[aria-label="Move to stage"]', 'intent');
  await press('Remind me');
  await panel.waitForSelector('[aria-label="Remind me at"]');
  await panel.$eval('[aria-label="Remind me at"]', (input) => {
    if (input instanceof HTMLInputElement) input.value = '2020-01-02T09:00';
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  // By key: with the reminder's box the timeline comes under the pointer, which holds it as it is.
  await panel.focus('.note-save');
  await panel.keyboard.press('Enter');
  await panel.waitForSelector('[data-kind=todo] [data-due=true]');
  await panel.waitForSelector('[data-kind=stage]');
  expect(await panel.$eval('[role=radio][aria-checked=true]', (one) => one.textContent)).toBe('Intent');
});

it('an uncovered number and every change of one’s own stand in the record', async () => {
  await press('Show number');
  await panel.waitForSelector('[aria-label="Copy number"]');
  const options = await world.browser.newPage();
  await options.goto(pageUrl(world, 'options.html'));
  const read = () =>
    options.evaluate(async () => {
      const reply = await globalThis.chrome.runtime.sendMessage({
        type: 'audit.export',
        input: null,
      });
      return String(reply?.output);
    });
  await expect.poll(read).toContain('number-shown');
  const kinds = (await read())
    .trim()
    .split('\r\n')
    .slice(1)
    .map((row) => row.split(',').slice(3).join(','));
  expect(kinds).toEqual([
    'created,,,Ana Cliente',
    'field,company,,Half a na',
    'tag,,,VIP',
    'tag,,VIP,',
    'note,,,',
    'stage,,,Intent',
    'number-shown,,,',
  ]);
  await options.close();
});
