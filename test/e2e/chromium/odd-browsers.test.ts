/** Browsers that lack something, or that something is wrong with: the rest must go on, and say what is the matter. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chromiumId } from '../harness/policy-file.ts';
import {
  extensionDir,
  openChat,
  openPanel,
  openWhatsApp,
  openWorld,
  panelShows,
  setUp,
  type World,
} from '../harness/world.ts';

let folder: string;
let world: World;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chatside-odd-'));
});
afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

it('without a side panel the panel opens in a window of its own, and follows the chat', async () => {
  await cp(extensionDir, folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const { side_panel: _, ...manifest } = JSON.parse(await readFile(path, 'utf8'));
  const permissions = manifest.permissions.filter((one: string) => one !== 'sidePanel');
  await writeFile(path, JSON.stringify({ ...manifest, permissions }));

  world = await openWorld({ extensionDir: folder });
  await setUp(world);
  const page = await openWhatsApp(world);
  const opened = world.browser.waitForTarget((one) => one.url().includes('/sidepanel.html?beside='));
  await page.bringToFront();
  await page.triggerExtensionAction(world.extension);
  const panel = await (await opened).page();
  if (!panel) throw new Error('the window has no page');
  await openChat(page, '100000000000001@lid');
  await panelShows(panel, 'ready', 'Ana Cliente');
});

it('with a store that does not open the panel says that the browser must be restarted', async () => {
  // As after a crash that left its files unusable.
  const store = join(folder, 'Default/IndexedDB', `chrome-extension_${chromiumId()}_0.indexeddb.leveldb`);
  await mkdir(join(folder, 'Default/IndexedDB'), { recursive: true });
  await writeFile(store, 'not a folder');

  world = await openWorld({ userDataDir: folder });
  const page = await openWhatsApp(world);
  const panel = await openPanel(world, page);
  await panelShows(panel, 'error');
  expect(await panel.$eval('main', (main) => main.textContent)).toContain('Close the browser completely');
});
