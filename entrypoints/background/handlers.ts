import type { AccountId } from '../../lib/accounts/account.ts';
import type { Accounts } from '../../lib/accounts/accounts.ts';
import { auditCsv } from '../../lib/audit/audit-csv.ts';
import type { AuditLog } from '../../lib/audit/audit-log.ts';
import type { Tested } from '../../lib/crm/connection-test.ts';
import type { CrmAdapter } from '../../lib/crm/port.ts';
import type { Drafts } from '../../lib/drafts/drafts.ts';
import { AppError } from '../../lib/errors/app-error.ts';
import type { TagAdministration } from '../../lib/flow/administer-tags.ts';
import type { OrderQuestion } from '../../lib/flow/asked-customer.ts';
import type { ChatFollower } from '../../lib/flow/follow-chats.ts';
import type { Forgetting } from '../../lib/flow/forget.ts';
import type { ReplyInsertion } from '../../lib/flow/insert-reply.ts';
import type { HabitKeeper } from '../../lib/habits/habits.ts';
import type { InsertionResult } from '../../lib/insertion/insertion-result.ts';
import type { Handlers } from '../../lib/messages/router.ts';
import type { Exchange } from '../../lib/orders/exchange.ts';
import type { OrderCustomer } from '../../lib/orders/model.ts';
import type { Outbox } from '../../lib/outbox/outbox.ts';
import { customerOf } from '../../lib/outbox/target.ts';
import type { OrderRequest } from '../../lib/settings/order-source.ts';
import type { Connection, Provider } from '../../lib/settings/schema.ts';
import type { SettingsService } from '../../lib/settings/settings-service.ts';
import type { AccountMemory } from './account-memory.ts';

/** ms; seven lists, one of which may be long. */
const companyDeadline = 60_000;

/** What each message does. Every handler is a call of a service: whatever decides something lives there. */
export function createHandlers(deps: {
  follower: ChatFollower;
  outbox: Outbox;
  drafts: Drafts;
  habits: HabitKeeper;
  audit: AuditLog;
  settings: SettingsService;
  memory: Pick<AccountMemory, 'allowWriting' | 'forget'>;
  accounts: Accounts;
  forgetting: Forgetting;
  tags: TagAdministration;
  adapterFor(connectionId: string): Promise<CrmAdapter>;
  /** Whether the browser lets us be on WhatsApp Web. */
  mayReadWhatsApp(): Promise<boolean>;
  testConnection(connection: Connection): Promise<Tested>;
  openEmbed(question: OrderQuestion, embedId: string): Promise<string>;
  insertReply(asked: ReplyInsertion): Promise<InsertionResult>;
  tryShop(source: OrderRequest, customer: OrderCustomer): Promise<Exchange[]>;
  /** Which account a connection stands for has changed. */
  accountsChanged(): Promise<void>;
  /** Does the worker's start over, where something in it failed. */
  startAgain(): Promise<void>;
  /** What is kept on this device and can never be read again goes. */
  discardLost(): Promise<void>;
  /** What was read through connections of this kind is read anew. */
  readAnew(provider: Provider): Promise<void>;
}): Handlers {
  const {
    follower,
    outbox,
    drafts,
    habits,
    audit,
    settings,
    memory,
    accounts,
    forgetting,
    tags,
    adapterFor,
    mayReadWhatsApp,
    testConnection,
  } = deps;

  /** Of accounts that no connection is left for only those are remembered for which something waits. */
  async function forgetUnused(isLost: (account: AccountId) => boolean): Promise<void> {
    const { writes } = await outbox.digest();
    const waits = new Set(writes.map((write) => write.accountId));
    await accounts.forget((account) => isLost(account) && !waits.has(account));
  }

  return {
    async 'chat.changed'({ documentId, detection, first }, { tabId }) {
      if (tabId === null) throw new AppError('FORBIDDEN', { detail: 'no tab' });
      if (!(await mayReadWhatsApp())) return null;
      await follower.chatChanged(tabId, documentId, detection, first);
      return null;
    },
    async 'chat.left'() {
      await Promise.all([mayReadWhatsApp(), follower.prepare()]);
      return null;
    },
    async 'panel.opened'() {
      await Promise.all([deps.startAgain(), follower.bringUpToDate(), outbox.pump()]);
      return null;
    },
    async 'customer.refresh'({ connectionId, chat }) {
      await follower.refresh(connectionId, chat);
      return null;
    },
    async 'name.confirm'({ chat }) {
      await follower.confirmName(chat);
      return null;
    },
    async 'customer.read'({ accountId, customerId }) {
      const { connection } = (await accounts.lineTo(accountId)) ?? {};
      if (!connection) throw new AppError('NOT_CONFIGURED', { detail: 'no connection' });
      return follower.lookAtCard(await adapterFor(connection.id), connection.id, customerId);
    },
    'customer.search': ({ connectionId, text, from }) => follower.search(connectionId, text, from),
    async 'link.set'(said) {
      await follower.link(said);
      return null;
    },
    async 'link.reject'(said) {
      await follower.reject(said);
      return null;
    },
    async 'orders.read'({ anew, sourceId, ...question }) {
      await follower.orders.read(question, { anew, sourceId });
      return null;
    },
    async 'orders.more'({ sourceId, ...question }) {
      await follower.orders.more(question, sourceId);
      return null;
    },
    'embed.address': ({ embedId, ...question }) => deps.openEmbed(question, embedId),
    async 'orders.try'({ source, customer }) {
      const prepared = await settings.prepareOrders(source);
      return 'problems' in prepared ? prepared : deps.tryShop(prepared.source, customer);
    },
    async 'replies.read'() {
      const { replies = [], connections, activeConnection } = (await settings.current()).settings;
      const active = connections.find(({ id }) => id === activeConnection);
      const agent = active && 'me' in active ? (active.me?.name ?? '') : '';
      return { replies, agent: agent === '' ? null : agent };
    },
    'reply.insert': deps.insertReply,
    async 'timeline.page'({ connectionId, customerId, cursor, part }) {
      const adapter = await adapterFor(connectionId);
      return adapter.timeline(customerId, cursor, AbortSignal.timeout(30_000), part);
    },
    async 'agents.list'({ connectionId }) {
      return (await adapterFor(connectionId)).agents(AbortSignal.timeout(30_000));
    },
    async 'lookups.read'({ connectionId, kind, parent }) {
      const adapter = await adapterFor(connectionId);
      return (await adapter.lookups?.(kind, parent, AbortSignal.timeout(30_000))) ?? [];
    },
    async 'change.submit'(submission) {
      const { id, accountId, change } = submission;
      const whose = { accountId, customerId: customerOf(change) };
      const taken = await drafts.taking(whose, id, (alongside) => outbox.submit(submission, alongside));
      if (change.kind === 'setTags') {
        const added = change.add.map((tag) => tag.id);
        // It is kept: what fails now is no failure of the change.
        await habits.tagsUsed(accountId, added).catch(() => {});
      }
      return taken;
    },
    async 'change.undo'({ id }) {
      await outbox.undo(id);
      return null;
    },
    async 'change.retry'({ id }) {
      const write = (await outbox.digest()).writes.find((one) => one.id === id);
      // Sending again what was stopped is the agent's word that writing may go on.
      const stopped = write?.error?.reason === 'write-damaged' || write?.error?.reason === 'writing-stopped';
      if (write && stopped) await memory.allowWriting(write.accountId);
      await outbox.retry(id);
      return null;
    },
    async 'change.close'({ id, as }) {
      await outbox.close(id, as);
      return null;
    },
    'draft.read': (whose) => drafts.read(whose),
    async 'draft.write'({ place, draft, over, ...whose }) {
      await drafts.write(whose, place, draft, over);
      return null;
    },
    async 'layout.save'(layout) {
      await habits.arrange(layout);
      return null;
    },
    async 'audit.reveal'(where) {
      const shown = { what: 'number-shown', name: null, from: null, to: null } as const;
      await audit.append([{ id: crypto.randomUUID(), at: Date.now(), ...where, ...shown }]);
      return null;
    },
    async 'audit.export'() {
      const { maskPhones } = (await settings.current()).settings.preferences;
      return auditCsv(await audit.list(), { mask: maskPhones });
    },
    async 'customer.forget'({ customerId, ...whose }) {
      await forgetting.customer(whose, customerId);
      return null;
    },
    async 'device.forget'() {
      await forgetting.everything();
      await forgetUnused(() => true);
      return null;
    },
    async 'device.discardLost'() {
      await deps.discardLost();
      return null;
    },
    async 'device.changed'() {
      await deps.readAnew('local');
      return null;
    },
    'settings.read': () => settings.read(),
    async 'settings.save'({ settings: draft, same = {} }) {
      const before = await settings.current();
      const result = await accounts.withAnswers(same, () => settings.save(draft));
      const { connections } = (await settings.current()).settings;
      const gone = before.settings.connections.filter(({ id }) => !connections.some((one) => one.id === id));
      for (const { id } of gone) {
        const left = await accounts.removed(id);
        for (const account of left) {
          await Promise.all([forgetting.account(account), memory.forget(account)]);
        }
        await forgetUnused((account) => left.includes(account));
      }
      return result;
    },
    async 'account.answer'({ connectionId, same }) {
      await accounts.answer(connectionId, same);
      await deps.accountsChanged();
      return null;
    },
    async 'accounts.read'() {
      const { questions, usedIds } = await accounts.view();
      return { questions, usedIds, withNothingKept: await accounts.withNothingKept() };
    },
    'tags.read': ({ connectionId, anew }) => tags.read(connectionId, anew),
    'tags.change': ({ connectionId, change }) => tags.change(connectionId, change),
    async 'company.read'({ connectionId }) {
      const { company } = await adapterFor(connectionId);
      if (!company) throw new AppError('UNSUPPORTED', { detail: 'company' });
      return company(AbortSignal.timeout(companyDeadline));
    },
    async 'connection.test'({ connection }) {
      const prepared = await settings.prepare(connection);
      return 'problems' in prepared ? prepared : await testConnection(prepared.connection);
    },
    async 'connection.select'({ connectionId }) {
      await settings.select(connectionId);
      return null;
    },
  };
}
