/** The options page as it is met after install: by clicks and by keyboard, against a CRM that is as strict as the real one. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { environments } from '../../doubles/crm-server/socialepoch/accounts.ts';
import { shopKey } from '../../doubles/shop/woocommerce.ts';
import { grantHost } from '../harness/host-access.ts';
import { shopHost } from '../harness/open-doubles.ts';
import { until } from '../harness/until.ts';
import {
  openChat,
  openPanel,
  openWhatsApp,
  openWorld,
  panelShows,
  root,
  type World,
} from '../harness/world.ts';

const { standard, indonesia } = environments;
const ana = { chat: '100000000000001@lid', number: '5511900000001', name: 'Ana Cliente' };
const hour = 3_600_000;

let world: World;
let options: Page;
let files: string;

beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'chatside-files-'));
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
  await rm(files, { recursive: true, force: true });
});
afterEach(() => {
  world.crm.faults.clear();
  world.crm.clock.set({ skewMs: 0, ageSeconds: 0 });
});

const element = async (name: string, role: string) => {
  const found = await options.waitForSelector(`aria/${name}[role="${role}"]`);
  if (!found) throw new Error(`no ${role} ${name}`);
  return found;
};
const press = async (name: string, role = 'button') => (await element(name, role)).click();

/** Replaces what is in a box. */
async function fill(label: string, text: string): Promise<void> {
  const box = await element(label, 'textbox');
  await box.evaluate((input) => (input as HTMLInputElement).select());
  await box.type(text);
}

/** Moves on with Tab until what is called so has the focus. */
async function tabTo(name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await options.keyboard.press('Tab');
    const focused = await options.evaluate(() => {
      const { activeElement: at } = document;
      const labels = at instanceof HTMLInputElement ? [...(at.labels ?? [])] : [];
      return [at?.getAttribute('aria-label'), ...labels.map((label) => label.textContent), at?.textContent];
    });
    if (focused.some((text) => text?.includes(name))) return;
  }
  throw new Error(`Tab never came to ${name}`);
}

interface Step {
  outcome: string | undefined;
  text: string;
  small: string | null;
}

/** Presses "Test connection" and gives the steps, by their names. */
async function tested(): Promise<Record<string, Step>> {
  await press('Test connection');
  await options.waitForSelector('.test-steps');
  const steps = await options.$$eval('.test-step', (items) =>
    items.map((item) => ({
      name: item.querySelector('.test-step-name')?.firstChild?.textContent ?? '',
      outcome: (item as HTMLElement).dataset.outcome,
      text: item.querySelector('.test-step-text')?.textContent ?? '',
      small: item.querySelector('.small-print')?.textContent ?? null,
    })),
  );
  return Object.fromEntries(steps.map(({ name, ...step }) => [name, step]));
}

/** For people to look at. */
async function picture(name: string): Promise<void> {
  const directory = join(root, '.output/screenshots');
  await mkdir(directory, { recursive: true });
  await options.screenshot({ path: `${join(directory, name)}.png` });
}

const outcomes = (steps: Record<string, Step>) => Object.values(steps).map((one) => one.outcome);

async function chooseFile(text: string): Promise<void> {
  const path = join(files, 'settings.json');
  await writeFile(path, text);
  const [chooser] = await Promise.all([options.waitForFileChooser(), press('Import settings…')]);
  await chooser.accept([path]);
}

const problems = () =>
  options.$$eval('.problems li', (items) => items.map((item) => item.textContent?.trim() ?? ''));

async function exported(): Promise<string> {
  const session = await world.browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: files });
  await press('Export settings');
  const name = await until(
    async () => (await readdir(files)).find((one) => /^chatside-settings.*\.json$/.test(one)),
    'the exported file',
  );
  const path = join(files, name ?? '');
  const text = await readFile(path, 'utf8');
  await rm(path);
  return text;
}

describe('the first run', () => {
  it('opens by itself, with "On this device" chosen', async () => {
    const target = await world.browser.waitForTarget((one) => one.url().endsWith('/options.html'), {
      timeout: 15_000,
    });
    options = await target.asPage();
    await options.waitForSelector('aria/Welcome to Chatside[role="heading"]');
    expect(
      await (await element('On this device', 'radio')).evaluate(
        (radio) => (radio as HTMLInputElement).checked,
      ),
    ).toBe(true);
    await element('Start using Chatside', 'button');
    await picture('options-first-run');
    expect(world.crm.requests).toEqual([]);
  });

  it('takes an account by keyboard', async () => {
    await options.bringToFront();
    await tabTo('On this device');
    await options.keyboard.press('ArrowDown');
    await tabTo('Company ID');
    await options.keyboard.type(standard.account.tenantId);
    await tabTo('Administrator’s user name');
    await options.keyboard.type(standard.account.userName);
    await tabTo('API key');
    await options.keyboard.type('not the key');
    expect(await options.$$eval('input[type=password]', (boxes) => boxes.length)).toBe(1);
  });
});

describe('"Test connection"', () => {
  it('names the step at which a wrong key fails, with the vendor’s code and what to do', async () => {
    const steps = await tested();
    expect(outcomes(steps)).toEqual(['passed', 'passed', 'passed', 'failed', 'skipped']);
    expect(steps['Company ID and key']?.text).toContain('the API key or the user name is wrong');
    expect(steps['Company ID and key']?.small).toBe('522 accessToken is error');
    await picture('options-wrong-key');
  });

  it('knows a key of the other environment for what it is', async () => {
    await fill('API key', indonesia.account.apiKey);
    const steps = await tested();
    expect(steps['Company ID and key']?.small).toContain('522');
    expect(steps['Company ID and key']?.text).toContain('standard and the Indonesian environment');
  });

  it('names a company that is not there', async () => {
    await fill('Company ID', indonesia.account.tenantId);
    expect((await tested())['Company ID and key']?.small).toBe('501 appSecret error');
    await fill('Company ID', standard.account.tenantId);
  });

  it('passes with the right key, and keeps nothing', async () => {
    await fill('API key', standard.account.apiKey);
    const steps = await tested();
    expect(outcomes(steps)).toEqual(Array(5).fill('passed'));
    expect(await options.$eval('.test-whole', (line) => line.textContent)).toBe('It works.');
    expect(steps.Clock?.text).toMatch(/^(In step|1 second)/);
    await picture('options-test-passed');
  });

  it.each([hour, -hour])(
    'says by how much the clock is off (%i ms), and passes all the same',
    async (skewMs) => {
      world.crm.clock.set({ skewMs });
      const steps = await tested();
      expect(outcomes(steps)).toEqual(Array(5).fill('passed'));
      expect(steps.Clock?.text).toMatch(/^1 hour off .* Chatside corrects it/);
    },
  );

  it('fails at the clock where the server’s time cannot be learnt', async () => {
    world.crm.clock.set({ skewMs: hour, ageSeconds: 60 });
    const steps = await tested();
    expect(outcomes(steps)).toEqual(['passed', 'passed', 'failed', 'skipped', 'skipped']);
    expect(steps.Clock?.text).toContain('Set this computer’s clock to automatic');
    expect(steps.Clock?.small).toContain('502');
  });

  it('fails at the first step where nobody answers', async () => {
    world.crm.faults.add({ kind: 'html', status: 404, interface: 'query', times: 9 });
    const steps = await tested();
    expect(outcomes(steps)).toEqual(['failed', 'skipped', 'skipped', 'skipped', 'skipped']);
    expect(steps['Server reached']?.text).toContain('Check the environment');
  });
});

describe('a connection that is saved', () => {
  it('is ready to use, by Enter in the form', async () => {
    await (await element('API key', 'textbox')).focus();
    await options.keyboard.press('Enter');
    await options.waitForFunction(() =>
      document.querySelector('.callout-success')?.textContent?.includes('Chatside is ready'),
    );
  });

  it('works with a server whose clock is an hour ahead', async () => {
    world.crm.clock.set({ skewMs: hour });
    const page = await openWhatsApp(world);
    const panel = await openPanel(world, page);
    await openChat(page, ana.chat);
    await panelShows(panel, 'ready', ana.name);
    await panel.close();
    await options.bringToFront();
  });

  it('shows no key again, on the page or in a file', async () => {
    await press('Edit SocialEpoch');
    await element('Replace API key', 'button');
    const html = await options.evaluate(() =>
      [
        document.documentElement.outerHTML,
        ...[...document.querySelectorAll('input')].map((one) => one.value),
      ].join(),
    );
    expect(html).not.toContain(standard.account.apiKey);
    await press('Cancel');
    const text = await exported();
    expect(JSON.parse(text)).toMatchObject({ version: 1, connections: [{ provider: 'socialepoch' }] });
    expect(text).not.toContain(standard.account.apiKey);
    expect(text).toContain('(kept on this device)');
  });
});

describe('a settings file', () => {
  const tenErrors = {
    version: 1,
    enabled: 'yes',
    connections: [
      { id: 'not an id', provider: 'socialepoch', baseUrl: 'ftp://crm.example', numbers: 'national:cn' },
      {
        id: 'b',
        provider: 'socialepoch',
        baseUrl: 'https://api.socialepoch.com',
        credentials: { tenantId: 7, apiKey: '' },
        options: { timeZone: 'Mars/Base' },
        catalogue: { tags: [{ name: 'VIP', colour: 'red' }] },
      },
    ],
    preferences: { theme: 'blue' },
    telemetry: true,
  };

  it('with ten errors is refused whole, and each is named by path', async () => {
    const before = await exported();
    await chooseFile(JSON.stringify(tenErrors));
    await options.waitForSelector('.problems');
    const named = await problems();
    for (const path of [
      'enabled',
      'connections[0].id',
      'connections[0].baseUrl',
      'connections[0].numbers',
      'connections[1].credentials.tenantId',
      'connections[1].credentials.apiKey',
      'connections[1].options.timeZone',
      'connections[1].catalogue.tags[0].colour',
      'preferences.theme',
      'telemetry',
    ]) {
      expect(named.filter((line) => line.startsWith(`${path} `))).toHaveLength(1);
    }
    expect(named).toHaveLength(10);
    await picture('options-ten-errors');
    expect(await exported()).toBe(before);
  });

  it('that is no JSON is refused', async () => {
    await chooseFile('{"version": 1,');
    await options.waitForFunction(() =>
      document.querySelector('.problems')?.textContent?.includes('not JSON'),
    );
  });

  it('comes back in with the key that is on the device, once its hosts were seen', async () => {
    const asked = world.crm.requests.length;
    await chooseFile((await exported()).replace('api.socialepoch.com', 'api.socialscrm.com'));
    await options.waitForSelector('.import-plan');
    expect(await options.$eval('.import-plan', (plan) => plan.textContent)).toContain('api.socialscrm.com');
    // The key was typed for another host: the file does not send it elsewhere.
    expect(await options.$eval('.import-plan', (plan) => plan.textContent)).toContain('account details');
    await press('Cancel');
    expect(world.crm.requests).toHaveLength(asked);
  });
});

describe('any shop that answers with JSON', () => {
  it('is set up by its address, a key and presses in its reply', async () => {
    await grantHost(world, `https://${shopHost}/*`);
    await options.bringToFront();
    await press('Add a shop');
    await press('Another shop', 'radio');
    await fill('Address to ask', `https://${shopHost}/wp-json/wc/v3/orders?search={phoneLocal}`);
    await fill('Value', `Basic ${btoa(`${shopKey.key}:${shopKey.secret}`)}`);
    await fill('Number of a customer who has ordered', `+${ana.number}`);
    await press('Find orders');
    const status = await options.waitForSelector('[role=treeitem][aria-haspopup]::-p-text(processing)');
    await picture('options-shop-tried');
    await status?.click();
    await press('Tracking link', 'menuitemcheckbox');
    expect(
      await (await element('Tracking link', 'textbox')).evaluate((box) => (box as HTMLInputElement).value),
    ).toBe('/status');
    await options.waitForSelector('::-p-text(/status is no address that begins with https://.)');
    await fill('Tracking link', ' ');
    await options
      .$$eval('.preview-panel .order', (orders) => orders.length)
      .then((count) => expect(count).toBe(3));
    await press('Save');
    await options.waitForSelector('[data-edit="shop-1"]');
    expect(world.shop.violations).toEqual([]);
  });
});

describe('an address that is not encrypted', () => {
  const plain = 'http://id.wascrm.socialepoch.com';

  it('is not used without consent', async () => {
    await press('Add a connection');
    await press('SocialEpoch', 'radio').catch(() => undefined);
    await press('Indonesia', 'radio');
    await fill('Company ID', indonesia.account.tenantId);
    await fill('Administrator’s user name', indonesia.account.userName);
    await fill('API key', indonesia.account.apiKey);
    await press('Save');
    const consent = await element('I accept that this connection is not encrypted', 'checkbox');
    await options.waitForFunction((box) => box.getAttribute('aria-invalid') === 'true', {}, consent);
    expect(world.crm.requests.filter((one) => one.host.startsWith('id.'))).toEqual([]);
  });

  it('is used with consent, has customers of its own, and is one switch in the panel away from the other', async () => {
    await grantHost(world, `${plain}/*`);
    await options.bringToFront();
    await press('I accept that this connection is not encrypted', 'checkbox');
    expect(outcomes(await tested())).toEqual(Array(5).fill('passed'));
    await press('Save');
    await options.waitForFunction(
      () =>
        document.querySelectorAll('[aria-labelledby="connections-title"] .connections > .connection')
          .length === 2 && !document.querySelector('form'),
    );
    world.crm.socialepoch.customers.indonesia.put({ whatsApp: ana.number, friendName: 'Ana Jakarta' });
    // What is in use stays in use.
    expect(await options.$eval('[data-in-use=false]', (card) => card.textContent)).toContain('id.wascrm');
    const page = await openWhatsApp(world);
    const panel = await openPanel(world, page);
    await openChat(page, ana.chat);
    await panelShows(panel, 'ready', ana.name);
    // Of the shop that was set up above.
    await panel.waitForSelector('aria/Orders[role="list"]');
    const numbers = await panel.$$eval('.order-number', (all) => all.map((one) => one.textContent));
    expect(numbers).toEqual(['1047', '1031', '1012']);
    await (await panel.waitForSelector('aria/Connection[role="combobox"]'))?.select('socialepoch-2');
    await panelShows(panel, 'ready', 'Ana Jakarta');
    expect(world.crm.violations).toEqual([]);
  });
});
