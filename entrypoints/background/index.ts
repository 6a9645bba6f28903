/**
 * The worker: the one place where services meet the browser. Listeners are registered in the first turn, since the
 * worker may be started by any of them; whatever takes time is awaited inside them. It may die at any line.
 */
// The large tables first: in between they would keep code from what is like it, and the whole is packed worse.
import 'libphonenumber-js/metadata.min';
import '../../lib/search/pinyin-table.ts';
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import type { AccountId, Registry } from '../../lib/accounts/account.ts';
import { createAccounts } from '../../lib/accounts/accounts.ts';
import { digestSecret } from '../../lib/accounts/digest-secret.ts';
import { hasOtherAccounts } from '../../lib/accounts/has-other-accounts.ts';
import { type AuditEntry, createAuditLog } from '../../lib/audit/audit-log.ts';
import { entriesOfChange } from '../../lib/audit/entries-of-change.ts';
import type { FieldValue } from '../../lib/crm/model.ts';
import type { CrmAdapter } from '../../lib/crm/port.ts';
import type { Draft } from '../../lib/drafts/draft.ts';
import { createDrafts } from '../../lib/drafts/drafts.ts';
import { createSubmissionMemory } from '../../lib/drafts/submissions.ts';
import { AppError, type AppErrorData, toErrorData } from '../../lib/errors/app-error.ts';
import { createTagAdministration } from '../../lib/flow/administer-tags.ts';
import { createChatFollower } from '../../lib/flow/follow-chats.ts';
import { createForgetting } from '../../lib/flow/forget.ts';
import { createHabits } from '../../lib/habits/habits.ts';
import { createLinks, type LinkRow } from '../../lib/matching/links.ts';
import { createRouter } from '../../lib/messages/router.ts';
import { createOutbox } from '../../lib/outbox/outbox.ts';
import type { DoneRow, OutboxRow } from '../../lib/outbox/row.ts';
import { openSealedStore } from '../../lib/sealed/index.ts';
import type { Habits, Setup } from '../../lib/session/shapes.ts';
import { createSessionWriter } from '../../lib/session/writer.ts';
import { patternsOf } from '../../lib/settings/addresses.ts';
import { isManaged } from '../../lib/settings/resolve.ts';
import type { Credentials } from '../../lib/settings/schema.ts';
import { createSettingsService, type SettingsChange } from '../../lib/settings/settings-service.ts';
import { trustOnlyExtensionPages } from '../../lib/settings/trusted-storage.ts';
import type { TokenState } from '../../lib/tokens/token-cache.ts';
import { whatsAppPattern } from '../../lib/whatsapp/web-address.ts';
import { createAccountMemory, type LearntRow, type SentNotes } from './account-memory.ts';
import { createAdapters } from './adapters.ts';
import { buildAdapter, tryConnection } from './build-adapter.ts';

import { createHandlers } from './handlers.ts';
import { injectIntoOpenTabs } from './inject-content-script.ts';
import { openPanelOnClick } from './open-panel.ts';
import { eachStep, isLasting } from './start-steps.ts';
import { createWhatsAppAccess } from './whatsapp-access.ts';

const outboxAlarm = 'outbox';
const outboxRows = 'outbox';
/** ms: browsers fire no alarm sooner. */
const alarmFloor = 30_000;
/** ms. */
const startDelay = 50;

export default defineBackground(() => {
  const { local, session: sessionArea } = browser.storage;
  const managed = browser.storage.managed as typeof browser.storage.managed | undefined;
  void trustOnlyExtensionPages({ local, session: sessionArea, managed });

  const session = createSessionWriter(sessionArea);
  const sealed = openSealedStore({
    indexedDB: globalThis.indexedDB,
    crypto,
    onTrouble: (error) => noted(session.updateDevice({ error })),
  });
  const settings = createSettingsService({
    local,
    managed: managed && { get: () => managed.get(null) },
    credentials: sealed.collection<Credentials>('credentials'),
    after: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  const whatsApp = createWhatsAppAccess();
  const memory = createAccountMemory(
    {
      learnt: sealed.collection<LearntRow>('learnt'),
      tokens: sealed.collection<TokenState>('tokens'),
      notes: sealed.collection<SentNotes>('sent-notes'),
    },
    session,
  );
  const accounts = createAccounts({
    rows: sealed.collection<Registry>('accounts'),
    settings: async () => (await settings.current()).settings,
    digest: (secret, salt) => digestSecret(crypto.subtle, secret, salt),
    newId: () => crypto.randomUUID(),
    before: {
      outbox: sealed.collection('outbox'),
      links: sealed.collection('links'),
      drafts: [sealed.collection('drafts'), sealed.collection('field-drafts')],
      learnt: [sealed.collection('learnt'), sealed.collection('tokens'), sealed.collection('sent-notes')],
      habits: sealed.collection('habits'),
      audit: sealed.collection('audit'),
    },
  });
  const adapters = createAdapters({
    lineOf: accounts.lineOf,
    lineTo: accounts.lineTo,
    async build(line) {
      const { id } = line.connection;
      // Until the session was emptied for a new account it holds the catalogue of the one before.
      const told = (await session.readSetup())?.connections.find((one) => one.id === id);
      const known = told?.accountId === line.accountId ? await session.readCatalogue(id) : null;
      return buildAdapter(line, memory, known?.catalogue ?? null);
    },
  });

  async function readSetup(): Promise<Setup> {
    const { settings: current, managed: decided } = await settings.current();
    const { accountOf, questions, absent } = await accounts.view();
    const activeId = current.activeConnection;
    const activeAccount = activeId && accountOf.get(activeId);
    const adapter = activeId && activeAccount ? await adapters.get(activeId) : null;
    const trouble = await adapter?.trouble?.();
    return {
      enabled: current.enabled,
      connections: current.connections.map(({ id, name, provider }) => ({
        id,
        name: name ?? null,
        provider,
        managed: isManaged(decided, 'connections', id),
        accountId: accountOf.get(id) ?? null,
      })),
      questions,
      absent,
      active:
        activeId && activeAccount && adapter
          ? {
              id: activeId,
              accountId: activeAccount,
              capabilities: adapter.capabilities,
              ...(trouble && { trouble }),
            }
          : null,
      preferences: current.preferences,
    };
  }

  /**
   * What the session says at first: an earlier life of the worker wrote it, and a click should not wait for the sealed
   * store. {@link start} holds it against the settings.
   */
  let setup: Promise<Setup> | null = null;
  /** How often settings or access changed: what was read before the last time says nothing any more. */
  let setUps = 0;
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
    accountOf: async (connectionId) => (await accounts.lineOf(connectionId)).accountId,
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
    async onAnswer() {
      const asOf = setUps;
      const before = await currentSetup();
      const now = await readSetup();
      if (asOf !== setUps || JSON.stringify(before) === JSON.stringify(now)) return;
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
      soon = setTimeout(() => noted(outbox.pump()), Math.max(0, at - Date.now()));
  }

  const habits = createHabits({ rows: sealed.collection<Habits>('habits'), show: session.writeHabits });
  const audit = createAuditLog({
    pages: sealed.collection<AuditEntry[]>('audit'),
    index: sealed.collection<number[]>('audit-index'),
    now: () => Date.now(),
  });

  async function record(
    { key, doneAt, accountId, change }: DoneRow,
    connectionId: string | null,
    customerId: string,
  ): Promise<void> {
    const catalogue = (connectionId && (await session.readCatalogue(connectionId))?.catalogue) || null;
    const about = { id: key, at: doneAt, accountId, connectionId: connectionId ?? '', customerId, catalogue };
    await audit.append(entriesOfChange(change, about));
  }

  /** While Chatside is paused nobody is contacted: what is to be written waits, as it does for the network. */
  async function unlessPaused(adapter: () => Promise<CrmAdapter>): Promise<CrmAdapter> {
    if (!(await settings.current()).settings.enabled) throw new AppError('OFFLINE', { detail: 'paused' });
    return adapter();
  }

  const submissions = createSubmissionMemory({
    rows: sealed.collection<number>('submissions'),
    now: () => Date.now(),
  });
  const outbox = createOutbox({
    rows: sealed.collection<OutboxRow>(outboxRows),
    commit: sealed.commit,
    submissions,
    adapterFor: async (accountId) =>
      follower.asWriter(await unlessPaused(() => adapters.forAccount(accountId))),
    standing: async () => new Set<AccountId>((await accounts.view()).accountOf.values()),
    clock: () => Date.now(),
    setAlarm: wakeAt,
    onChange: (digest) => noted(session.writeOutbox(digest)),
    async onApplied({ row, applied }) {
      const { accountId, change } = row;
      const connectionId = (await accounts.lineTo(accountId))?.connection.id ?? null;
      const customerId = applied?.customerId ?? (change.kind === 'create' ? row.newId : row.customerId);
      await Promise.all([
        follower.written(connectionId, row, { customerId, applied }),
        record(row, connectionId, customerId ?? row.customerId),
      ]);
    },
    onTrouble: showLasting,
  });

  const drafts = createDrafts({
    rows: sealed.collection<Draft[] | string>('drafts'),
    older: sealed.collection<Record<string, FieldValue>>('field-drafts'),
    submissions,
    newId: () => crypto.randomUUID(),
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
      accounts,
      forgetting: createForgetting({ links, drafts, audit, habits, session, startOver: follower.startOver }),
      tags: createTagAdministration({
        session,
        adapterFor: (connectionId) => unlessPaused(() => adapters.get(connectionId)),
        readCatalogue: follower.readCatalogue,
        startOver: follower.startOver,
      }),
      adapterFor: adapters.get,
      mayReadWhatsApp: whatsApp.allowed,
      testConnection: tryConnection,
      accountsChanged: () => setUpAnew('connections'),
      startAgain,
      async discardLost() {
        await sealed.discardUnreadable();
        await session.updateDevice({ lost: null });
        await start();
      },
      async readAnew(provider) {
        const { connections } = (await settings.current()).settings;
        await follower.startOver(async () => {
          for (const one of connections)
            if (one.provider === provider) await session.forgetConnection(one.id);
        });
      },
    }),
  });

  /** Settings or access changed: what was read under the old ones is not to be shown under the new. */
  async function setUpAnew(what: SettingsChange): Promise<void> {
    setUps += 1;
    const asOf = setUps;
    await follower.startOver(async () => {
      const mine = (what === 'connections' ? session.forgetAll() : Promise.resolve()).then(readSetup);
      // Whoever asks meanwhile waits: another account may stand behind the same connection.
      setup = mine;
      const now = await mine;
      if (asOf === setUps) await session.writeSetup(now);
    });
    await outbox.pump();
  }

  async function compareSetup(): Promise<void> {
    const asOf = setUps;
    const [known, now] = await Promise.all([session.readSetup(), readSetup()]);
    if (asOf !== setUps) return;
    setup = Promise.resolve(now);
    if (JSON.stringify(known) !== JSON.stringify(now)) {
      await follower.startOver(async () => {
        // The worker may have died between a change of the settings and its views.
        if (known && hasOtherAccounts(known, now)) await session.forgetAll();
        if (asOf === setUps) await session.writeSetup(now);
      });
    }
  }

  async function keepOpenTabs(): Promise<void> {
    const tabs = await browser.tabs.query({ url: 'https://web.whatsapp.com/*' });
    await session.keepTabs(new Set(tabs.map((tab) => tab.id).filter((id) => id !== undefined)));
  }

  /** Once while the browser runs, since all that is kept has to be looked at; and after trouble with the device. */
  async function countLost(): Promise<void> {
    const known = await session.readDevice();
    if (known && known.error === null) return;
    const counts = await sealed.unreadable();
    const entries = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const writes = counts[outboxRows] ?? 0;
    await session.updateDevice({ lost: entries > 0 ? { entries, writes } : null });
  }

  async function start(): Promise<void> {
    const error = await eachStep([
      compareSetup,
      keepOpenTabs,
      habits.resume,
      outbox.resume,
      follower.bringUpToDate,
      audit.prune,
      submissions.prune,
      countLost,
    ]);
    await session.updateDevice({ error });
    startFailed = error !== null;
  }

  /** For what nobody waits for: what will not pass by itself is shown, whatever it came from. */
  function noted(work: Promise<unknown>): void {
    work.catch((thrown) => showLasting(toErrorData(thrown)));
  }

  function showLasting(error: AppErrorData): void {
    if (isLasting(error)) session.updateDevice({ error }).catch(() => {});
  }

  let startFailed = false;
  async function startAgain(): Promise<void> {
    if (!startFailed) return;
    startFailed = false;
    await start();
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
    noted(injectIntoOpenTabs());
    if (reason !== 'install') return;
    noted(openOptionsWhenNeeded());
  });
  // A listener is what has the worker started with the browser, so that an outbox from yesterday goes on.
  browser.runtime.onStartup.addListener(() => {});
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === outboxAlarm) noted(outbox.pump());
  });
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') settings.policyChanged();
  });
  browser.permissions.onAdded.addListener((added) => {
    noted(accessChanged());
    if (added.origins?.includes(whatsAppPattern)) noted(injectIntoOpenTabs());
  });
  browser.permissions.onRemoved.addListener(() => noted(accessChanged()));
  browser.tabs.onRemoved.addListener((tabId) => noted(follower.tabClosed(tabId)));
  browser.tabs.onReplaced.addListener((_, gone) => noted(follower.tabClosed(gone)));
  settings.subscribe((what) => noted(setUpAnew(what)));
  openPanelOnClick(browser);
  // After the event that woke the worker: a click on a chat comes first.
  setTimeout(() => noted(start()), startDelay);
});
