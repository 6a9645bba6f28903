/**
 * The worker: the one place where services meet the browser. Listeners are registered in the first turn, since the
 * worker may be started by any of them; whatever takes time is awaited inside them. It may die at any line.
 */
// The large tables first, then what is most alike: in another order the whole is packed worse.
import 'libphonenumber-js/metadata.min';
import '../../lib/search/pinyin-table.ts';
import '../../lib/messages/rules.ts';
import './build-adapter.ts';
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import type { AccountId } from '../../lib/accounts/account.ts';
import { createAccounts } from '../../lib/accounts/accounts.ts';
import { digestSecret } from '../../lib/accounts/digest-secret.ts';
import { createAuditLog } from '../../lib/audit/audit-log.ts';
import type { CrmAdapter } from '../../lib/crm/port.ts';
import { createDrafts } from '../../lib/drafts/drafts.ts';
import { createSubmissionMemory } from '../../lib/drafts/submissions.ts';
import { AppError } from '../../lib/errors/app-error.ts';
import { createTagAdministration } from '../../lib/flow/administer-tags.ts';
import { createChatFollower } from '../../lib/flow/follow-chats.ts';
import { createMergeFollower } from '../../lib/flow/follow-merge.ts';
import { createForgetting } from '../../lib/flow/forget.ts';
import { createReplyInserter } from '../../lib/flow/insert-reply.ts';
import { createKnownReminders } from '../../lib/flow/known-reminders.ts';
import { createHabits } from '../../lib/habits/habits.ts';
import { chooseLanguage } from '../../lib/i18n/choose-language.ts';
import { createLinks } from '../../lib/matching/links.ts';
import { createRouter } from '../../lib/messages/router.ts';
import { createOutbox } from '../../lib/outbox/outbox.ts';
import { openSealedStore } from '../../lib/sealed/index.ts';
import { createSessionWriter } from '../../lib/session/writer.ts';
import type { SettingsChange } from '../../lib/settings/keep-settings.ts';
import { languages } from '../../lib/settings/languages.ts';
import { isSource } from '../../lib/settings/orders-entry.ts';
import { createSettingsService } from '../../lib/settings/settings-service.ts';
import { trustOnlyExtensionPages } from '../../lib/settings/trusted-storage.ts';
import { whatsAppPattern } from '../../lib/whatsapp/web-address.ts';
import { createAccountMemory } from './account-memory.ts';
import { createAdapters } from './adapters.ts';
import { createAlarm } from './alarm.ts';
import { showBadge } from './badge.ts';
import { buildAdapter, tryConnection } from './build-adapter.ts';
import { countLost, createDeviceTrouble } from './device-trouble.ts';
import { createHandlers } from './handlers.ts';
import { injectIntoOpenTabs } from './inject-content-script.ts';
import { accountStores, collectionsOf, outboxRows } from './kept.ts';
import { createLanded } from './landed.ts';
import { missingAccess } from './missing-access.ts';
import { createEmbedOpener } from './open-embed.ts';
import { openPanelOnClick, openPanelOnPress } from './open-panel.ts';
import { createOrderShops, tryShop } from './order-shops.ts';
import { composerReach } from './reach-composer.ts';
import { createReminderNotices } from './reminder-notices.ts';
import { createSetUp } from './set-up.ts';
import { createStarting } from './starting.ts';
import { createWhatsAppAccess } from './whatsapp-access.ts';

/** ms. */
const startDelay = 50;
const now = () => Date.now();
const newId = () => crypto.randomUUID();

export default defineBackground(() => {
  const { local, session: sessionArea } = browser.storage;
  const managed = browser.storage.managed as typeof browser.storage.managed | undefined;
  void trustOnlyExtensionPages({ local, session: sessionArea, managed });

  const session = createSessionWriter(sessionArea);
  const { noted, showLasting } = createDeviceTrouble(session);
  const sealed = openSealedStore({
    indexedDB: globalThis.indexedDB,
    crypto,
    onTrouble: (error) => noted(session.updateDevice({ error })),
  });
  const kept = collectionsOf(sealed);
  const settings = createSettingsService({
    local,
    managed: managed && { get: () => managed.get(null) },
    credentials: kept.credentials,
    after: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  const whatsApp = createWhatsAppAccess();
  const memory = createAccountMemory(
    { learnt: kept.learnt, tokens: kept.tokens, notes: kept.sentNotes },
    session,
  );
  const digest = (secret: string, salt: string) => digestSecret(crypto.subtle, secret, salt);
  const accounts = createAccounts({
    rows: kept.accounts,
    settings: async () => (await settings.current()).settings,
    digest,
    newId,
    stores: accountStores(sealed),
  });
  /** Which words are spoken; needed for what is made on this device by itself. */
  const language = async () => {
    const choice = (await settings.current()).settings.preferences.language;
    return chooseLanguage(choice, navigator.languages, languages).language;
  };
  const adapters = createAdapters({
    lineOf: accounts.lineOf,
    lineTo: accounts.lineTo,
    async build(line) {
      const { id } = line.connection;
      // Until the session was emptied for a new account it holds the catalogue of the one before.
      const told = (await session.readSetup())?.connections.find((one) => one.id === id);
      const known = told?.accountId === line.accountId ? await session.readCatalogue(id) : null;
      return buildAdapter(line, memory, known?.catalogue ?? null, language);
    },
  });

  const setUp = createSetUp({
    session,
    settings,
    accounts,
    adapterFor: adapters.get,
    startOver: (change) => follower.startOver(change),
  });
  const links = createLinks({ collection: kept.links, clock: { now }, digest });
  const follower = createChatFollower({
    session,
    links,
    adapterFor: adapters.get,
    accountOf: async (connectionId) => (await accounts.lineOf(connectionId)).accountId,
    setup: setUp.current,
    accessPattern: (connectionId) => missingAccess(settings, connectionId),
    onAnswer: setUp.updateAbilities,
    onRenamed: (merge) => noted(followMerge(merge)),
    orderShops: createOrderShops(async () =>
      ((await settings.current()).settings.orders ?? []).filter(isSource),
    ),
    now,
  });
  const habits = createHabits({ rows: kept.habits, show: session.writeHabits });
  const audit = createAuditLog({ pages: kept.audit, index: kept.auditIndex, now });

  /** While Chatside is paused nobody is contacted: what is to be written waits, as it does for the network. */
  async function unlessPaused(adapter: () => Promise<CrmAdapter>): Promise<CrmAdapter> {
    if (!(await settings.current()).settings.enabled) throw new AppError('OFFLINE', { detail: 'paused' });
    return adapter();
  }

  /** From what the session says: the worker that drew it last is gone. */
  async function drawBadge(): Promise<void> {
    await showBadge(await session.readOutbox(), await session.readReminders(), now());
  }

  const notices = createReminderNotices({
    told: kept.toldReminders,
    preferences: async () => (await settings.current()).settings.preferences,
    onPress: () => openPanelOnPress(browser),
    now,
  });
  const reminders = createKnownReminders({
    session,
    async lines() {
      if (!(await settings.current()).settings.enabled) return [];
      const { accountOf } = await accounts.view();
      const one = new Map([...accountOf].map(([connectionId, account]) => [account, connectionId]));
      return [...one].map(([accountId, connectionId]) => ({ accountId, connectionId }));
    },
    adapterFor: adapters.get,
    setAlarm: createAlarm('reminders', () => noted(reminders.refresh())),
    async onTold(all) {
      await drawBadge();
      // They are in the panel's list whatever becomes of it.
      await notices.tell(all).catch(() => {});
    },
    now,
  });
  const submissions = createSubmissionMemory({ rows: kept.submissions, now });
  const outbox = createOutbox({
    rows: kept.outbox,
    commit: sealed.commit,
    submissions,
    adapterFor: async (accountId) =>
      follower.asWriter(await unlessPaused(() => adapters.forAccount(accountId))),
    standing: async () => new Set<AccountId>((await accounts.view()).accountOf.values()),
    clock: now,
    setAlarm: createAlarm('outbox', () => noted(outbox.pump())),
    onChange(digest) {
      noted(session.writeOutbox(digest).finally(drawBadge));
    },
    async onApplied(done) {
      await landed(done);
      noted(reminders.refresh());
    },
    onTrouble: showLasting,
  });
  const drafts = createDrafts({
    rows: kept.drafts,
    older: kept.fieldDrafts,
    submissions,
    newId,
    onChange: (whose, wrote, forgotten) =>
      noted(session.tellDrafts({ whose, wrote, ...(forgotten && { forgotten }) })),
  });
  const { startOver } = follower;
  const forgetting = createForgetting({ links, drafts, audit, habits, session, startOver });
  const followMerge = createMergeFollower({ links, drafts, audit, outbox, session, startOver });
  const landed = createLanded({ session, accounts, audit, follower, forgetting, followMerge });

  async function renew(what: SettingsChange): Promise<void> {
    await setUp.renew(what);
    await outbox.pump();
    await reminders.refresh();
  }

  async function keepOpenTabs(): Promise<void> {
    const tabs = await browser.tabs.query({ url: 'https://web.whatsapp.com/*' });
    await session.keepTabs(new Set(tabs.map((tab) => tab.id).filter((id) => id !== undefined)));
  }

  const starting = createStarting(session, [
    setUp.compare,
    keepOpenTabs,
    habits.resume,
    outbox.resume,
    reminders.refresh,
    follower.bringUpToDate,
    audit.prune,
    submissions.prune,
    () => countLost(session, sealed, outboxRows),
  ]);

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
      forgetting,
      tags: createTagAdministration({
        session,
        adapterFor: (connectionId) => unlessPaused(() => adapters.get(connectionId)),
        readCatalogue: follower.readCatalogue,
        startOver: follower.startOver,
      }),
      adapterFor: adapters.get,
      mayReadWhatsApp: whatsApp.allowed,
      testConnection: tryConnection,
      tryShop,
      openEmbed: createEmbedOpener({ session, settings, now }),
      insertReply: createReplyInserter({
        session,
        reach: composerReach,
        isOn: async () => (await settings.current()).settings.preferences.insertReplies,
      }),
      accountsChanged: () => renew('connections'),
      startAgain: starting.again,
      async discardLost() {
        await sealed.discardUnreadable();
        await session.updateDevice({ lost: null });
        await starting.run();
      },
      async readAnew(provider) {
        const { connections } = (await settings.current()).settings;
        await follower.startOver(async () => {
          for (const one of connections)
            if (one.provider === provider) await session.forgetConnection(one.id);
        });
        await reminders.refresh();
      },
    }),
  });

  async function accessChanged(): Promise<void> {
    whatsApp.changed();
    if (!(await whatsApp.allowed())) await session.keepTabs(new Set());
    await renew('connections');
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
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') settings.policyChanged();
  });
  browser.permissions.onAdded.addListener((added) => {
    noted(accessChanged());
    notices.listen();
    if (added.origins?.includes(whatsAppPattern)) noted(injectIntoOpenTabs());
  });
  browser.permissions.onRemoved.addListener(() => noted(accessChanged()));
  browser.tabs.onRemoved.addListener((tabId) => noted(follower.tabClosed(tabId)));
  browser.tabs.onReplaced.addListener((_, gone) => noted(follower.tabClosed(gone)));
  settings.subscribe((what) => noted(renew(what)));
  openPanelOnClick(browser);
  // After the event that woke the worker: a click on a chat comes first.
  setTimeout(() => noted(starting.run()), startDelay);
});
