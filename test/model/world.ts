/**
 * The whole of it in one process: the extension as its entry points wire it, on a machine that can lose any part of it
 * at any moment, beside two vendors with three companies.
 */
import background from '../../entrypoints/background/index.ts';
import type { AccountId } from '../../lib/accounts/account.ts';
import { send } from '../../lib/messages/send.ts';
import { type Browser, createBrowser } from './browser.ts';
import { accounts, castPeople, chats, connectionDraft, connectionTo } from './cast.ts';
import { createDisk, type Disk } from './disk.ts';
import { putInForce } from './globals.ts';
import { type Context, createMachine, type Machine } from './machine.ts';
import { type CompanyName, createNetwork, type Network } from './network.ts';
import { changeSettings } from './options.ts';
import { createPage, type OpenChat, type Page } from './page.ts';
import { openPanel, type Panel } from './panel.ts';
import { createSealing } from './sealing.ts';

/** What differs from run to run before anything happens. */
export interface Circumstances {
  seed: number;
  /** Whether the browser says which document speaks. */
  documentIds: boolean;
  /** ms from a chat being drawn to its being known. */
  detectAfter: number;
  /** Whether the browser says at last that there is a network; there is one. */
  saidOnline: boolean;
  /** The chat that is open, the connection that is in use, and ms that answers take. */
  begins: { chat: number; connection: string; takes: readonly number[] };
}

const startsAt = Date.UTC(2026, 10, 27, 9);
/** Bytes of memory, as Chromium counts. */
const sessionMost = 10_485_760;

export interface World {
  machine: Machine;
  browser: Browser;
  disk: Disk;
  network: Network;
  page(): Page;
  /** Which chat an epoch of a document stands for; undefined: it is nobody's. */
  chatAt(documentId: string | null, epoch: number): OpenChat | null | undefined;
  panel(): Panel | null;
  openPanel(): Promise<void>;
  closePanel(): Promise<void>;
  show(chat: OpenChat | null): Promise<void>;
  /** One of the chats, as it is known now. */
  chat(which: number): OpenChat | null;
  /** More or something else comes to be known of it. */
  know(which: number, what: Partial<OpenChat>): Promise<void>;
  /** The document is loaded anew, and shows this chat. */
  reload(chat: OpenChat | null, account?: string): Promise<void>;
  /** Ends the worker with its `n`th event from now, or at once. */
  killIn(n: number): void;
  /** It will, should there be so many. */
  isDoomed(): boolean;
  /** The browser ends and is started again, with this chat in the tab it had. */
  restart(chat: OpenChat | null): Promise<void>;
  policy(connections: readonly CompanyName[]): void;
  /** Acme's key is another; the policy says so too, or not before it is laid the next time. */
  changeKey(isTold: boolean): void;
  /** A company is found elsewhere; its connection is set up so. */
  move(company: CompanyName): Promise<void>;
  /** The agent has looked at so many long histories that the browser's memory for the session is all but full. */
  fillSession(): void;
  /** The connection to Desk, which the options page keeps, goes or comes again, under an id that was never used. */
  removeDesk(): Promise<void>;
  addDesk(): Promise<void>;
  setOnline(truly: boolean, said: boolean): void;
  /** The drafts that are kept for a customer, as a panel is told, as JSON. */
  draftOf(accountId: AccountId, customerId: string): Promise<string>;
  /** Called after every event. */
  watch(look: (event: { context: Context; what: string }) => void): void;
  pass(ms: number): Promise<void>;
}

/** @param told of each request that a company handled, and of what becomes of messages to the worker. */
export async function createWorld(
  { seed, documentIds, detectAfter }: Circumstances,
  told: {
    arrival(company: CompanyName): void;
    done(message: { type: string; input: unknown }): void;
    asked(from: Context, message: string): void;
    unheard(from: Context, message: string): void;
  },
): Promise<World> {
  const machine = createMachine({ startsAt, seed });
  const disk = createDisk(machine);
  const network = createNetwork(machine, told.arrival);
  const factories = new WeakMap<Context, IDBFactory>();
  let saidOnline = true;
  let killAfter = Number.POSITIVE_INFINITY;
  let documents = 0;
  let panels = 0;
  let account: string = accounts[0];
  let panel: Panel | null = null;

  castPeople(network.companies);
  const known = [...chats];
  const browser = createBrowser({
    machine,
    disk,
    documentIds,
    sessionMost,
    onDone: told.done,
    onAsked: told.asked,
    onUnheard: told.unheard,
    startWorker: () => void background.main(),
  });
  putInForce({
    machine,
    browser: browser.api,
    fetch: network.fetch,
    crypto: createSealing(machine),
    online: () => saidOnline,
    nextStep: disk.next,
    refuses: disk.refuses,
    indexedDB() {
      const context = machine.current();
      const factory = factories.get(context) ?? disk.factory();
      factories.set(context, factory);
      return factory;
    },
    listen: (what, listener) => browser.hears(what).addListener(listener),
  });

  machine.onEvent(({ context }) => {
    if (!browser.isWorker(context)) return;
    killAfter -= 1;
    if (killAfter > 0) return;
    killAfter = Number.POSITIVE_INFINITY;
    browser.endWorker();
  });

  const load = (): Page => {
    documents += 1;
    return createPage(machine, browser, { documentId: `doc${documents}`, account, detectAfter });
  };

  let inForce: readonly CompanyName[] = [];
  function policy(connections: readonly CompanyName[]): void {
    inForce = connections;
    browser.managed.lay({
      version: 1,
      connections: [
        ...connections.map((company) => connectionTo(company, network)),
        { id: 'device', name: 'device', provider: 'local' },
      ],
    });
  }
  let desks = 0;
  const isDesk = ({ name }: { name?: string | undefined }) => name === 'desk';
  async function addDesk(): Promise<void> {
    await changeSettings(machine, browser, (settings) => {
      if (settings.connections.some(isDesk)) return settings;
      desks += 1;
      const desk = connectionDraft({ ...connectionTo('desk', network), id: `desk${desks}` });
      return { ...settings, connections: [...settings.connections, desk] };
    });
  }

  policy(['acme']);
  let page = load();
  const pages = [page];
  async function loadAt(chat: OpenChat | null): Promise<void> {
    page = load();
    pages.push(page);
    await page.show(chat);
  }
  browser.wakeForStart();
  await machine.pass(1_000);
  await addDesk();

  return {
    machine,
    browser,
    disk,
    network,
    policy,
    changeKey(isTold) {
      network.changeKey();
      if (isTold) policy(inForce);
    },
    async move(company) {
      network.move(company);
      if (company !== 'desk') policy(inForce);
      else {
        await changeSettings(machine, browser, (settings) => ({
          ...settings,
          connections: settings.connections.map((one) =>
            isDesk(one) ? connectionDraft({ ...connectionTo('desk', network), id: one.id }) : one,
          ),
        }));
      }
    },
    page: () => page,
    chatAt: (documentId, epoch) => pages.find((one) => one.documentId === documentId)?.chatAt(epoch),
    panel: () => panel,
    async openPanel() {
      if (panel) return;
      panels += 1;
      panel = await openPanel(machine, browser, panels);
    },
    async closePanel() {
      await panel?.close();
      panel = null;
    },
    show: (chat) => page.show(chat),
    chat: (which) => known[which] ?? null,
    async know(which, what) {
      const chat = known[which];
      if (!chat) return;
      known[which] = { ...chat, ...what };
      await page.know(known[which]);
    },
    async reload(before, other = account) {
      account = other;
      await loadAt(before);
    },
    async restart(before) {
      browser.crash();
      panel = null;
      await machine.pass(3_000);
      browser.wakeForStart();
      await loadAt(before);
    },
    killIn(n) {
      if (n === 0) browser.endWorker();
      else killAfter = n;
    },
    isDoomed: () => killAfter < Number.POSITIVE_INFINITY,
    fillSession() {
      // An earlier life read it all: one that goes on would know nothing of what was laid behind its back.
      browser.endWorker();
      const { session } = browser;
      const some = session.keys().filter((key) => /^(customer|timeline):/.test(key));
      let number = 0;
      // The smaller ones find room where the larger do not any more.
      for (const bytes of [400_000, 30_000, 2_000, 200]) {
        for (const end = number + 20; number < end; number += 1) {
          for (const key of some)
            session.weigh(key.replace(/[^:]*$/, `long${number}`), session.read(key), bytes);
        }
      }
    },
    addDesk,
    removeDesk: () =>
      changeSettings(machine, browser, (settings) => ({
        ...settings,
        connections: settings.connections.filter((one) => !isDesk(one)),
      })),
    setOnline(truly, said) {
      network.weather.online = truly;
      if (said === saidOnline) return;
      saidOnline = said;
      browser.pageEvent(said ? 'online' : 'offline');
    },
    async draftOf(accountId, customerId) {
      let text = '';
      if (!panel) return text;
      await machine.actIn(panel.context, 'look at the draft', () => {
        send('draft.read', { accountId, customerId }).then(
          (kept) => {
            text = JSON.stringify(kept);
          },
          () => {},
        );
      });
      await machine.pass(1_000);
      return text;
    },
    watch: machine.onEvent,
    pass: machine.pass,
  };
}
