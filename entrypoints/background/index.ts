/**
 * The worker: the one place where services meet the browser. Listeners are registered in the first turn, since the
 * worker may be started by any of them; whatever takes time is awaited inside them. It may die at any line.
 */
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { type AuditEntry, createAuditLog } from '../../lib/audit/audit-log.ts';
import { entriesOfChange } from '../../lib/audit/entries-of-change.ts';
import type { CrmAdapter } from '../../lib/crm/port.ts';
import { AppError } from '../../lib/errors/app-error.ts';
import { createTagAdministration } from '../../lib/flow/administer-tags.ts';
import { createChatFollower } from '../../lib/flow/follow-chats.ts';
import { createForgetting } from '../../lib/flow/forget.ts';
import { createLinks, type LinkRow } from '../../lib/matching/links.ts';
import { createRouter } from '../../lib/messages/router.ts';
import { createDrafts, type FieldDrafts } from '../../lib/outbox/drafts.ts';
import { createOutbox } from '../../lib/outbox/outbox.ts';
import type { DoneRow, OutboxRow } from '../../lib/outbox/row.ts';
import { openSealedStore } from '../../lib/sealed/index.ts';
import { createHabits } from '../../lib/session/habits.ts';
import type { Habits, Setup } from '../../lib/session/shapes.ts';
import { createSessionWriter } from '../../lib/session/writer.ts';
import { patternsOf } from '../../lib/settings/addresses.ts';
import { isManaged } from '../../lib/settings/resolve.ts';
import type { Credentials } from '../../lib/settings/schema.ts';
import { createSettingsService, type SettingsChange } from '../../lib/settings/settings-service.ts';
import { trustOnlyExtensionPages } from '../../lib/settings/trusted-storage.ts';
import type { TokenState } from '../../lib/tokens/token-cache.ts';
import { whatsAppPattern } from '../../lib/whatsapp/web-address.ts';
import { createAdapters } from './adapters.ts';
import { buildAdapter, tryConnection } from './build-adapter.ts';
import { createConnectionMemory, type LearntRow, type SentNotes } from './connection-memory.ts';
import { createHandlers } from './handlers.ts';
import { injectIntoOpenTabs } from './inject-content-script.ts';
import { openPanelOnClick } from './open-panel.ts';
import { createWhatsAppAccess } from './whatsapp-access.ts';

const outboxAlarm = 'outbox';
/** ms: browsers fire no alarm sooner. */
const alarmFloor = 30_000;
/** ms. */
const startDelay = 50;

export default defineBackground(() => {
  const { local, session: sessionArea } = browser.storage;
  const managed = browser.storage.managed as typeof browser.storage.managed | undefined;
  void trustOnlyExtensionPages({ local, session: sessionArea, managed });

  const sealed = openSealedStore({ indexedDB: globalThis.indexedDB, crypto });
  const session = createSessionWriter(sessionArea);
  const settings = createSettingsService({
    local,
    managed: managed && { get: () => managed.get(null) },
    credentials: sealed.collection<Credentials>('credentials'),
    after: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  const whatsApp = createWhatsAppAccess();
  const memory = createConnectionMemory(
    {
      learnt: sealed.collection<LearntRow>('learnt'),
      tokens: sealed.collection<TokenState>('tokens'),
      notes: sealed.collection<SentNotes>('sent-notes'),
    },
    sessionArea,
  );
  const adapters = createAdapters({
    settings: async () => (await settings.current()).settings,
    async build(connection) {
      const known = await session.readCatalogue(connection.id);
      return buildAdapter(connection, memory, known?.catalogue ?? null);
    },
  });

  async function readSetup(): Promise<Setup> {
    const { settings: current, managed: decided } = await settings.current();
    const activeId = current.activeConnection;
    const adapter = activeId ? await adapters.get(activeId) : null;
    const trouble = await adapter?.trouble?.();
    return {
      enabled: current.enabled,
      connections: current.connections.map(({ id, name, provider }) => ({
        id,
        name: name ?? null,
        provider,
        managed: isManaged(decided, 'connections', id),
      })),
      active:
        activeId && adapter
          ? { id: activeId, capabilities: adapter.capabilities, ...(trouble && { trouble }) }
          : null,
      preferences: current.preferences,
    };
  }

  /**
   * What the session says at first: an earlier life of the worker wrote it, and a click should not wait for the sealed
   * store. {@link start} holds it against the settings.
   */
  let setup: Promise<Setup> | null = null;
  function currentSetup(): Promise<Setup> {
    setup ??= session.readSetup().then((known) => known ?? readSetup());
    setup.catch(() => {
      setup = null;
    });
    return setup;
  }

  const links = createLinks({
    collection: sealed.collection<LinkRow>('links'),
    clock: { now: () => Date.now() },
  });
  const follower = createChatFollower({
    session,
    links,
    adapterFor: adapters.get,
    setup: currentSetup,
    async accessPattern(connectionId) {
      const { connections } = (await settings.current()).settings;
      const connection = connections.find((one) => one.id === connectionId);
      const patterns = connection ? patternsOf(connection) : [];
      const granted = await Promise.all(
        patterns.map((pattern) => browser.permissions.contains({ origins: [pattern] })),
      );
      return patterns.find((_, index) => !granted[index]) ?? null;
    },
    /** Some back ends learn their own fields from their catalogue. */
    async asked() {
      const before = await currentSetup();
      const now = await readSetup();
      if (JSON.stringify(before) === JSON.stringify(now)) return;
      setup = Promise.resolve(now);
      await session.writeSetup(now);
    },
    now: () => Date.now(),
  });

  let soon: ReturnType<typeof setTimeout> | undefined;
  /** An alarm outlives the worker but comes half a minute away at the earliest; a timer covers what is due before. */
  function wakeAt(at: number | null): void {
    clearTimeout(soon);
    if (at === null) {
      void browser.alarms.clear(outboxAlarm);
      return;
    }
    void browser.alarms.create(outboxAlarm, { when: at });
    if (at - Date.now() < alarmFloor)
      soon = setTimeout(() => void outbox.pump(), Math.max(0, at - Date.now()));
  }

  const habits = createHabits({ rows: sealed.collection<Habits>('habits'), show: session.writeHabits });
  const audit = createAuditLog({
    pages: sealed.collection<AuditEntry[]>('audit'),
    index: sealed.collection<number[]>('audit-index'),
    now: () => Date.now(),
  });

  async function record({ key, doneAt, connectionId, change }: DoneRow, customerId: string): Promise<void> {
    const catalogue = (await session.readCatalogue(connectionId))?.catalogue ?? null;
    const about = { id: key, at: doneAt, connectionId, customerId, catalogue };
    await audit.append(entriesOfChange(change, about));
  }

  /** While Chatside is paused nobody is contacted: what is to be written waits, as it does for the network. */
  async function adapterFor(connectionId: string): Promise<CrmAdapter> {
    if (!(await settings.current()).settings.enabled) throw new AppError('OFFLINE', { detail: 'paused' });
    return adapters.get(connectionId);
  }

  const outbox = createOutbox({
    rows: sealed.collection<OutboxRow>('outbox'),
    adapterFor,
    clock: () => Date.now(),
    setAlarm: wakeAt,
    onChange: (digest) => void session.writeOutbox(digest),
    async onApplied({ row, applied }) {
      const { connectionId, change } = row;
      const customerId = applied?.customerId ?? (change.kind === 'create' ? row.newId : row.customerId);
      await Promise.all([
        follower.written(connectionId, change, { customerId, customer: applied?.customer ?? null }),
        record(row, customerId ?? row.customerId),
      ]);
    },
  });

  const drafts = createDrafts({
    notes: sealed.collection<string>('drafts'),
    fields: sealed.collection<FieldDrafts>('field-drafts'),
  });
  const route = createRouter({
    own: { id: browser.runtime.id, origin: new URL(browser.runtime.getURL('/')).origin },
    handlers: createHandlers({
      follower,
      outbox,
      drafts,
      habits,
      audit,
      settings,
      memory,
      forgetting: createForgetting({ links, drafts, audit, habits, session, lookAgain: follower.reconsider }),
      tags: createTagAdministration({
        session,
        adapterFor,
        readCatalogue: follower.readCatalogue,
        cardsChanged: follower.reconsider,
      }),
      adapterFor: adapters.get,
      mayReadWhatsApp: whatsApp.allowed,
      testConnection: tryConnection,
      async readAnew(provider) {
        const { connections } = (await settings.current()).settings;
        for (const one of connections) if (one.provider === provider) await session.forgetConnection(one.id);
        await follower.reconsider();
      },
    }),
  });

  /** Settings or access changed: what was read under the old ones is not to be shown under the new. */
  async function setUpAnew(what: SettingsChange): Promise<void> {
    follower.startOver();
    const now = await readSetup();
    setup = Promise.resolve(now);
    if (what === 'connections') await session.forgetAll();
    await session.writeSetup(now);
    await follower.reconsider();
    await outbox.pump();
  }

  async function start(): Promise<void> {
    const [known, now] = await Promise.all([session.readSetup(), readSetup()]);
    setup = Promise.resolve(now);
    if (JSON.stringify(known) !== JSON.stringify(now)) {
      await session.writeSetup(now);
      await follower.reconsider();
    }
    const tabs = await browser.tabs.query({ url: 'https://web.whatsapp.com/*' });
    await session.keepTabs(new Set(tabs.map((tab) => tab.id).filter((id) => id !== undefined)));
    await habits.resume();
    await outbox.resume();
    await follower.bringUpToDate();
    await audit.prune();
  }

  async function accessChanged(): Promise<void> {
    whatsApp.changed();
    if (!(await whatsApp.allowed())) await session.keepTabs(new Set());
    await setUpAnew('connections');
  }

  async function openOptionsWhenNeeded(): Promise<void> {
    if (await settings.needsSetup()) await browser.runtime.openOptionsPage();
  }

  browser.runtime.onMessage.addListener((message, sender, respond) => {
    route(message, sender).then(respond);
    return true;
  });
  browser.runtime.onInstalled.addListener(({ reason }) => {
    void injectIntoOpenTabs();
    if (reason !== 'install') return;
    void openOptionsWhenNeeded();
  });
  // A listener is what has the worker started with the browser, so that an outbox from yesterday goes on.
  browser.runtime.onStartup.addListener(() => {});
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === outboxAlarm) void outbox.pump();
  });
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') settings.policyChanged();
  });
  browser.permissions.onAdded.addListener((added) => {
    void accessChanged();
    if (added.origins?.includes(whatsAppPattern)) void injectIntoOpenTabs();
  });
  browser.permissions.onRemoved.addListener(() => void accessChanged());
  browser.tabs.onRemoved.addListener((tabId) => void follower.tabClosed(tabId));
  browser.tabs.onReplaced.addListener((_, gone) => void follower.tabClosed(gone));
  settings.subscribe((what) => void setUpAnew(what));
  openPanelOnClick(browser);
  // After the event that woke the worker: a click on a chat comes first.
  setTimeout(() => void start(), startDelay);
});
