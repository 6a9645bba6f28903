/** How to bring the real panel into each of its states. */
import type { Page } from 'puppeteer-core';
import { demoConnection, sobotConnection } from './connections.ts';
import { proxyHost } from './open-doubles.ts';
import { panelShows, setUp, type World } from './world.ts';

export interface Stage {
  world: World;
  page: Page;
  panel: Page;
}

const ana = { chat: '100000000000001@lid', name: 'Ana Cliente' };
const bob = { chat: '100000000000002@lid', name: '+44 7700 900002' };
const padaria = '100000000000005@lid';
const layla = { chat: '100000000000010@lid', number: '971500000010' };
const ming = '100000000000011@lid';

/** Loads the stand-in anew. */
export async function visit(page: Page, query: string): Promise<void> {
  await page.goto(`https://web.whatsapp.com/${query}`);
  await page.waitForFunction(() => 'standIn' in window);
}

/** States that a page's address leads to. */
const screens: Readonly<Record<string, string>> = {
  'no-chat': '',
  waiting: '?screen=loading',
  'signed-out': '?screen=signed-out',
  inactive: '?screen=use-here',
  group: '?open=120363000000000001@g.us',
  channel: '?open=120363000000000002@newsletter',
  self: '?open=5511999999999@c.us',
  system: '?open=0@c.us',
  'name-only': `?database=off&layout=no-ids&open=${padaria}`,
  unreadable: `?open=${ana.chat}&second-root=${bob.chat}`,
  'layout-changed': '?layout=unknown',
  'hidden-number': '?open=100000000000003@lid',
  'not-found': '?open=100000000000009@lid',
  ready: `?open=${ana.chat}`,
};

const visits = Object.entries(screens).map(([state, query]) => [
  state,
  async ({ page, panel }: Stage) => {
    await visit(page, query);
    await panelShows(panel, state);
    if (state === 'ready') await panel.waitForSelector('[role=combobox][aria-controls]');
  },
]);

/**
 * By name, in an order in which each can follow the one before; the last leaves the page behind broken. Begins with
 * `setUp(world)`, with WhatsApp open and the panel beside it.
 */
export const panelStates: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  ...Object.fromEntries(visits),

  async loading({ world, page, panel }) {
    world.crm.faults.add({ kind: 'slow', ms: 6_000, interface: 'query' });
    await visit(page, `?open=${bob.chat}`);
    await panelShows(panel, 'loading', bob.name);
    await panel.waitForSelector('.card[aria-busy=true]');
  },

  async error({ world, page, panel }) {
    world.crm.faults.add({ kind: 'code', code: '40300', message: 'no', interface: 'query', times: 20 });
    await visit(page, `?open=${ming}`);
    await panelShows(panel, 'error');
  },

  async confirm({ world, page, panel }) {
    await setUp(world, [{ ...sobotConnection, numbers: 'national:BR' }], { activeConnection: 'sobot' });
    await visit(page, `?open=${ming}`);
    await panelShows(panel, 'confirm');
  },

  async choose({ world, page, panel }) {
    const { company } = world.crm.sobot;
    const user = company.users.find(({ fields }) => fields.tel.endsWith(layla.number));
    if (!user) throw new Error(`nobody has ${layla.number}`);
    company.users.push({ ...user, id: company.newId(), fields: { ...user.fields, nick: 'Layla H.' } });
    await setUp(world, [sobotConnection], { activeConnection: 'sobot' });
    await visit(page, `?open=${layla.chat}`);
    await panelShows(panel, 'choose');
  },

  async 'needs-access'({ world, page, panel }) {
    await setUp(world, [{ ...demoConnection, baseUrl: `https://${proxyHost}` }]);
    await visit(page, `?open=${ana.chat}`);
    await panelShows(panel, 'needs-access');
  },

  async 'switched-off'({ world, panel }) {
    await setUp(world, [demoConnection], { enabled: false });
    await panelShows(panel, 'not-configured');
  },

  async 'not-configured'({ world, panel }) {
    await setUp(world, [], { activeConnection: undefined });
    await panelShows(panel, 'not-configured');
  },

  async 'not-whatsapp'({ world, page, panel }) {
    await setUp(world);
    await visit(page, `?open=${ana.chat}`);
    await panelShows(panel, 'ready', ana.name);
    await world.browser.newPage();
    await panelShows(panel, 'not-whatsapp', ana.name);
  },

  async 'not-whatsapp-empty'({ world, page, panel }) {
    await visit(page, '');
    await panelShows(panel, 'no-chat');
    await world.browser.newPage();
    await panelShows(panel, 'not-whatsapp');
  },

  async disconnected({ page, panel }) {
    const session = await page.createCDPSession();
    session.send('Page.crash').catch(() => {});
    await panelShows(panel, 'disconnected');
  },
};

/** Goes there, with nothing left of the state before, looks, and comes back to the page. */
export async function inState(name: string, stage: Stage, look: () => Promise<void>): Promise<void> {
  const arrive = panelStates[name];
  if (!arrive) throw new Error(`no state ${name}`);
  const { world, page } = stage;
  world.crm.faults.clear();
  const before = new Set(await world.browser.pages());
  await arrive(stage);
  await look();
  for (const one of await world.browser.pages()) if (!before.has(one)) await one.close();
  await page.bringToFront();
}
