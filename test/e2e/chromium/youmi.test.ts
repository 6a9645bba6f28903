/** Youmi, as an agent uses it: nobody is found by number, whoever is chosen once stays, and a note is a to-do. */
import { expect, it } from 'vitest';
import { client } from '../../doubles/crm-server/youmi/bearers.ts';
import { app } from '../../doubles/crm-server/youmi/tokens.ts';
import { allowHost } from '../harness/host-access.ts';
import { inPanel, page, panel, world } from '../harness/in-panel.ts';
import { openChat, pageUrl, panelShows } from '../harness/world.ts';

const ana = '100000000000001@lid';
const bob = '100000000000002@lid';

inPanel(async () => {
  await allowHost(world, 'http://youmi.acme.example/*');
  await allowHost(world, 'https://youmi-v2.acme.example/*');
});

const says = (text: string) =>
  panel.waitForFunction(
    (wanted) => document.querySelector('main')?.textContent?.includes(wanted),
    { timeout: 15_000, polling: 50 },
    text,
  );
const press = async (selector: string) => (await panel.waitForSelector(selector))?.click();
const friendsAsked = () =>
  world.crm.requests.filter(({ interface: name }) => name === 'friend' || name === 'v2/Friend/GetFansList')
    .length;

it('is connected on the options page, over plain HTTP, with consent, and tells its catalogue there', async () => {
  const options = await world.browser.newPage();
  await options.goto(pageUrl(world, 'options.html'));
  const click = async (name: string) => (await options.waitForSelector(`aria/${name}`))?.click();
  const type = async (label: string, text: string) =>
    (await options.waitForSelector(`aria/${label}[role="textbox"]`))?.type(text);
  await click('Youmi[role="radio"]');
  await click('App ID and app key[role="radio"]');
  await type('Address', 'http://youmi.acme.example:5003/v1');
  await type('App ID', app.appId);
  await type('App key', app.appKey);
  await click('I accept that this connection is not encrypted[role="checkbox"]');
  await click('Test connection[role="button"]');
  await options.waitForFunction(
    () =>
      document.querySelectorAll('.test-step').length ===
        document.querySelectorAll('.test-step[data-outcome="passed"]').length &&
      document.querySelector('.test-step') !== null,
    { timeout: 15_000 },
  );
  await type('Your staff number', 'b01');
  await (await options.waitForSelector('summary'))?.click();
  await type('Address of version 2', 'https://youmi-v2.acme.example');
  await type('Client ID', client.clientId);
  await type('Client secret', client.clientSecret);
  await options.$eval('aria/Address for tokens of version 2[role="textbox"]', (box) =>
    (box as HTMLInputElement).select(),
  );
  await type('Address for tokens of version 2', 'https://youmi-v2.acme.example/connect/token');
  await click('Save and connect[role="button"]');
  await click('Read the catalogue[role="button"]');
  await options.waitForFunction(() => document.body.textContent?.includes('秀逗吖Q.'), { timeout: 15_000 });
  await options.close();
  await page.bringToFront();
});

it('asks once whose chat it is, with the chat’s name searched for, and tells namesakes apart', async () => {
  await openChat(page, ana);
  await panelShows(panel, 'not-found');
  await says('This CRM cannot look up a number');
  await says('P05 (dong23287)');
  expect(await panel.$$eval('.person', (people) => people.length)).toBe(2);
  await press('xpath///button[contains(@class, "person")][contains(., "P05")]');
  await panelShows(panel, 'ready', 'Ana Cliente');
  await says('Operating account');
  await says('does not offer');
});

it('is theirs from then on, at once', async () => {
  await openChat(page, bob);
  await panelShows(panel, 'not-found');
  const asked = friendsAsked();
  await openChat(page, ana);
  await panelShows(panel, 'ready', 'Ana Cliente');
  expect(friendsAsked()).toBe(asked);
});

it('makes a to-do of a note, in the agent’s name', async () => {
  await (await panel.waitForSelector('aria/Follow-up note[role="textbox"]'))?.type('Call back');
  await panel.waitForSelector('input[type="datetime-local"]');
  await panel.$eval('input[type="datetime-local"]', (input) => {
    (input as HTMLInputElement).value = '2999-01-02T10:00';
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await press('aria/Save note[role="button"]');
  const { company } = world.crm.youmi;
  await world.crm.waitFor(() => company.todos.length === 1, 15_000);
  expect(company.todos[0]).toMatchObject({ createdBy: 'b01', text: 'Call back', accountId: 3516 });
});

it('says so once the chosen one is gone', async () => {
  const { company } = world.crm.youmi;
  company.friends.splice(
    company.friends.findIndex(({ accountId }) => accountId === 3516),
    1,
  );
  await press('button.refresh');
  await panelShows(panel, 'not-found');
  await says('cannot be found in the CRM any more');
  expect(world.crm.violations).toEqual([]);
});
