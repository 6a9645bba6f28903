/** The options page beside an open panel: what is edited, restored, paused or removed there shows here at once. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { HTTPRequest, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviceConnection } from '../harness/connections.ts';
import { grantHost } from '../harness/host-access.ts';
import { until } from '../harness/until.ts';
import {
  demoConnection,
  openChat,
  openPanel,
  openWhatsApp,
  openWorld,
  pageUrl,
  panelShows,
  root,
  setUp,
  type World,
} from '../harness/world.ts';

const ana = '100000000000001@lid';
const hidden = '100000000000003@lid';
const proxy = 'https://proxy.acme.example/*';

let world: World;
let whatsapp: Page;
let panel: Page;
let options: Page;
let files: string;

beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'chatside-files-'));
  world = await openWorld();
  await setUp(world, [deviceConnection], { activeConnection: 'device' });
  whatsapp = await openWhatsApp(world);
  panel = await openPanel(world, whatsapp);
  await openChat(whatsapp, ana);
  const session = await world.browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: files });
  // In a window of its own: the panel goes with the tab that is in front of its own window.
  const url = pageUrl(world, 'options.html');
  const opened = world.browser.waitForTarget((one) => one.url() === url);
  await session.send('Target.createTarget', { url, newWindow: true });
  options = await (await opened).asPage();
});
afterAll(async () => {
  await world.close();
  await rm(files, { recursive: true, force: true });
});

async function press(page: Page, name: string, role = 'button'): Promise<void> {
  const control = await page.waitForSelector(`aria/${name}[role="${role}"]`);
  await control?.click();
}

async function fill(name: string, text: string): Promise<void> {
  const box = await options.waitForSelector(`aria/${name}[role="textbox"]`);
  await box?.type(text);
}

/** Presses a button of the question that is asked, and gives the question. */
async function answer(name: string): Promise<string> {
  const question = await options.waitForSelector('[role="alertdialog"]');
  const words = await question?.evaluate((box) => box.getAttribute('aria-label'));
  await press(options, name);
  return words ?? '';
}

async function openOptions(): Promise<void> {
  await options.reload();
  await options.waitForSelector('h2');
  await options.$$eval('details.fold', (folds) => {
    for (const fold of folds) fold.open = true;
  });
}

const said = (words: string) =>
  options.waitForFunction(
    (text) => [...document.querySelectorAll('[role=status]')].some((one) => one.textContent?.includes(text)),
    {},
    words,
  );

const tags = () =>
  panel.$$eval('ul[aria-label="Tags"] li', (items) => items.map((item) => item.textContent?.trim() ?? ''));
const panelHas = (words: string) =>
  panel.waitForFunction((text) => document.querySelector('main')?.textContent?.includes(text), {}, words);
const panelLacks = (words: string) =>
  panel.waitForFunction((text) => !document.querySelector('main')?.textContent?.includes(text), {}, words);

describe('the catalogue of this device', () => {
  it('gives the panel a new tag at once', async () => {
    await panelShows(panel, 'not-found');
    await press(panel, 'Create customer');
    await panelShows(panel, 'ready');
    await openOptions();
    await press(options, 'Add a tag to Level');
    await fill('Name', 'Gold');
    await options.keyboard.press('Enter');
    await said('Gold is saved');
    // A picker that is open keeps the catalogue it opened with.
    await panel.waitForFunction(async () =>
      JSON.stringify(await chrome.storage.session.get('catalogue:device')).includes('Gold'),
    );
    await panelShows(panel, 'ready');
    await panel.keyboard.press('t');
    await panel.waitForSelector('[role=combobox]');
    await panel.keyboard.type('Gold');
    await panel.waitForSelector('[role=option]');
    await panel.keyboard.press('Enter');
    await until(async () => (await tags()).includes('Gold'), 'the tag on the customer');
    await panelHas('Saved');
  });

  it('says on how many customers a tag stands before it is deleted, and takes it off', async () => {
    await openOptions();
    await press(options, 'Edit Gold');
    await press(options, 'Delete');
    expect(await answer('Delete')).toBe('Delete the tag Gold? It is taken off one customer.');
    await said('Gold is deleted');
    await until(async () => (await tags()).length === 0, 'the tag gone');
  });

  it('shows the stages in their new order, moved by keyboard', async () => {
    await options.focus('[aria-label="Edit Paid"]');
    await options.keyboard.down('Alt');
    await options.keyboard.press('ArrowUp');
    await options.keyboard.press('ArrowUp');
    await options.keyboard.up('Alt');
    await said('Paid is now 2 of 5');
    expect(await options.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Edit Paid',
    );
    await panel.waitForFunction(() =>
      [...document.querySelectorAll('[role=radio]')]
        .map((one) => one.textContent)
        .join()
        .includes('Paid'),
    );
    await until(async () => {
      const stages = await panel.$$eval('[role=radiogroup] [role=radio]', (all) =>
        all.map((one) => one.textContent?.match(/New|Talking|Intent|Paid|Done/)?.[0]),
      );
      return stages.join() === 'New,Paid,Talking,Intent,Done';
    }, 'the new order in the panel');
  });

  it('keeps a stage in which a customer stands', async () => {
    await panel.$$eval('[role=radio]', (all) => {
      const intent = all.find((one) => one.textContent?.includes('Intent'));
      if (intent instanceof HTMLElement) intent.click();
    });
    await panelHas('Saved');
    await press(options, 'Delete Intent');
    expect(await answer('Close')).toContain('one customer stands in it');
  });

  it('gives the panel a new field', async () => {
    await press(options, 'Add a field');
    await fill('Name', 'Shoe size');
    await press(options, 'Save');
    await said('Shoe size is saved');
    await panelOffers('Shoe size');
  });

  /** A detail that is not filled. */
  async function panelOffers(name: string): Promise<void> {
    await press(panel, 'Add a detail…');
    await panel.waitForSelector(`aria/${name}[role="option"]`);
    await panel.keyboard.press('Escape');
  }

  it('keeps it, whatever is saved after the worker has ended', async () => {
    const target = await world.browser.waitForTarget((one) => one.type() === 'service_worker');
    await (await target.worker())?.close();
    await setUp(world, [deviceConnection], {
      activeConnection: 'device',
      preferences: { theme: 'dark' },
    });
    await panel.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    await panelOffers('Shoe size');
  });
});

describe('a backup', () => {
  let backup: string;

  it('is one file with everything', async () => {
    await press(options, 'Back up');
    const name = await until(
      async () => (await readdir(files)).find((one) => /^chatside-customers-.*\.json$/.test(one)),
      'the backup',
    );
    backup = await readFile(join(files, name ?? ''), 'utf8');
    expect(JSON.parse(backup)).toMatchObject({
      format: 'chatside-crm',
      customers: [{ phones: ['+5511900000001'] }],
    });
  });

  async function restore(text: string): Promise<void> {
    const path = join(files, 'restore.json');
    await writeFile(path, text);
    const [chooser] = await Promise.all([options.waitForFileChooser(), press(options, 'Restore…')]);
    await chooser.accept([path]);
  }

  it('that is damaged is refused by path, and changes nothing', async () => {
    const damaged = JSON.parse(backup);
    damaged.customers[0].phones = ['123'];
    await restore(JSON.stringify(damaged));
    await options.waitForSelector('.problems');
    expect(await options.$eval('.problems', (list) => list.textContent)).toContain('customers[0].phones[0]');
    await panelShows(panel, 'ready');
  });

  it('says how many customers it replaces, and is in the panel at once', async () => {
    const other = JSON.parse(backup);
    other.customers[0].name = 'Ana from the backup';
    await restore(JSON.stringify(other));
    expect(await answer('Replace one customer')).toContain('The one customer on this device is replaced.');
    await said('Restored. One customer is on this device');
    await panelShows(panel, 'ready', 'Ana from the backup');
  });
});

describe('a pause', () => {
  it('shows in the panel at once, and ends at a press', async () => {
    await press(options, 'Pause on this device');
    await panelShows(panel, 'not-configured');
    await press(options, 'Resume');
    await panelShows(panel, 'ready', 'Ana from the backup');
  });
});

describe('a removed connection', () => {
  const proxied = {
    ...demoConnection,
    id: 'proxied',
    name: 'Proxied',
    baseUrl: 'https://proxy.acme.example',
  };
  const hasAccess = () =>
    options.evaluate((pattern) => {
      const { permissions } = Reflect.get(globalThis, 'chrome') as unknown as {
        permissions: { contains(what: { origins: string[] }): Promise<boolean> };
      };
      return permissions.contains({ origins: [pattern] });
    }, proxy);

  it('gives back the access that nothing else needs', async () => {
    await setUp(world, [deviceConnection, demoConnection, proxied], { activeConnection: 'device' });
    await grantHost(world, proxy);
    await openOptions();
    await press(options, 'Allow access to proxy.acme.example');
    await until(hasAccess, 'access to the proxy');
    await press(options, 'Remove Proxied');
    await answer('Remove');
    await until(async () => !(await hasAccess()), 'the access given back');
  });

  it('takes its links along', async () => {
    await setUp(world);
    await openChat(whatsapp, hidden);
    await panelShows(panel, 'hidden-number');
    await panel.type('[aria-label="Search customers"]', '+5511900000001');
    await (await panel.waitForSelector('.person'))?.click();
    await panelShows(panel, 'ready', 'Ana Cliente');
    await openOptions();
    await press(options, 'Remove Demo shop');
    await answer('Remove');
    await until(
      async () => !(await options.$('aria/Remove Demo shop[role="button"]')),
      'the connection gone',
    );
    await setUp(world);
    await panelShows(panel, 'hidden-number');
  });
});

describe('the page', () => {
  it.each([
    [400, 'light'],
    [400, 'dark'],
    [1200, 'light'],
    [1200, 'dark'],
  ] as const)('at %i px, %s, is accessible and fits, with everything open', async (width, theme) => {
    await openOptions();
    await options.setViewport({ width, height: 900 });
    await options.select('#theme', theme);
    await press(options, 'Edit VIP');
    await press(options, 'Add a stage');
    await press(options, 'Add a field');
    await options.select('#new-field-type', 'single');
    await press(options, 'Add an option');
    await press(options, 'Forget everything…');
    await settled();
    expect(await violations()).toEqual([]);
    expect(await options.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  /** Colours fade; a picture taken in between has others. */
  const settled = () =>
    options.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished)).then(() => null));

  async function violations(): Promise<string[]> {
    await options.evaluate(axe.source);
    return options.evaluate(async () => {
      const found = await Reflect.get(globalThis, 'axe').run(document);
      return found.violations.map(
        ({ id, nodes }: { id: string; nodes: { html: string }[] }) =>
          `${id}: ${nodes.map((node) => node.html).join(' ')}`,
      );
    });
  }
});

describe('a change of preferences', () => {
  it('is in the panel at once, and reads nothing again', async () => {
    await openChat(whatsapp, ana);
    await panelShows(panel, 'ready', 'Ana Cliente');
    const before = world.crm.requests.length;
    await openOptions();
    await options.select('#theme', 'dark');
    await panel.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    await panelLacks('Reading the customer');
    expect(world.crm.requests).toHaveLength(before);
  });

  it('of the language is heard at once, and from the first paint on where the panel opens anew', async () => {
    const words: Record<string, string> = JSON.parse(
      await readFile(join(root, 'lib/i18n/locales/zh-CN.json'), 'utf8'),
    );
    const landmark = () => panel.$eval('main', (main) => main.getAttribute('aria-label'));
    await options.select('#language', 'zh-CN');
    await panel.waitForFunction(() => document.documentElement.lang === 'zh-CN');
    await until(async () => (await landmark()) === words['panel.customer'], 'the words');
    await options.waitForFunction(
      (title) => document.title === title && document.querySelector('h1')?.textContent === title,
      {},
      words['options.title'],
    );

    // Whatever is drawn, however shortly.
    const { identifier } = await panel.evaluateOnNewDocument(() => {
      const drawn = new Set<string>();
      Reflect.set(globalThis, 'drawn', drawn);
      new MutationObserver(() => {
        for (const main of document.querySelectorAll('main'))
          drawn.add(main.getAttribute('aria-label') ?? '');
      }).observe(document, { childList: true, subtree: true, attributes: true });
    });
    const fetched: string[] = [];
    const hear = (request: HTTPRequest) => fetched.push(request.url().replace(/^.*\//, ''));
    panel.on('request', hear);
    await panel.reload();
    await panelShows(panel, 'ready', 'Ana Cliente');
    await panel.waitForSelector('[role=combobox][aria-controls]');
    panel.off('request', hear);
    expect(await panel.evaluate(() => [...Reflect.get(globalThis, 'drawn')])).toEqual([
      words['panel.customer'],
    ]);
    expect(fetched.filter((name) => name.startsWith('zh-CN-')).length).toBeGreaterThan(1);
    expect(fetched.filter((name) => /^(en|id|es|ar|pt-BR)-/.test(name))).toEqual([]);
    await panel.removeScriptToEvaluateOnNewDocument(identifier);

    await options.select('#language', 'auto');
    await until(async () => (await landmark()) === 'Customer', 'English');
  });
});
