/** Asks the back end about the chats that tabs show, and again where what is known has aged. */
import type { AccountId } from '../accounts/account.ts';
import type { CrmAdapter } from '../crm/port.ts';
import { toErrorData } from '../errors/app-error.ts';
import type { Links } from '../matching/links.ts';
import { parseE164 } from '../phone/index.ts';
import { isPassing, phoneOf } from '../session/chat-name.ts';
import type { Match, TabView } from '../session/shapes.ts';
import type { SessionWriter } from '../session/writer.ts';
import type { Answers } from './answers.ts';
import type { Catalogues } from './catalogues.ts';
import type { Merge } from './follow-merge.ts';
import { catalogueFreshFor, catalogueRetry, isFresh, lookupDeadline } from './freshness.ts';
import { createLookupQueue } from './lookup-queue.ts';
import type { Order } from './order.ts';
import { resolveChat } from './resolve-chat.ts';
import { lookupKey, type ShownChat, type ShownChats } from './shown-chats.ts';
import { type AskedWith, isAbout, isAskedBy, isAskedWithOther } from './tab-state.ts';

export type LookUps = ReturnType<typeof createLookUps>;

export function createLookUps(deps: {
  session: Pick<SessionWriter, 'readMatch' | 'readCard'>;
  links: Links;
  order: Order;
  catalogues: Catalogues;
  answers: Answers;
  shown: ShownChats;
  adapterFor(connectionId: string): Promise<CrmAdapter>;
  accountOf(connectionId: string): Promise<AccountId>;
  /** The back end answered, or failed. */
  onAnswer(): Promise<void>;
  /** The back end has whom the agent chose under another id: what is kept under the one is the other's. */
  onRenamed(merge: Merge): void;
  now(): number;
}) {
  const { session, links, order, catalogues, answers, shown, adapterFor, accountOf } = deps;
  const { onAnswer, onRenamed, now } = deps;
  const queue = createLookupQueue<AskedWith>({ wanted: shown.isShown });

  /** What is under way is shared, unless it was asked with less, or another number: then it is neither waited for nor shown. */
  function askFor(chat: ShownChat, asked: AskedWith, anew: boolean): void {
    const key = lookupKey(chat);
    const before = queue.askedWith(key);
    const instead = before !== null && isAskedWithOther(before, asked);
    if (instead) order.overtake(key);
    queue.ask(key, asked, (must) => lookUp(chat, asked, must), { anew, instead });
    catalogues.bring(chat.connectionId, anew ? catalogueRetry : catalogueFreshFor);
  }

  function ask(tabId: number, view: TabView): void {
    const chat = shown.note(tabId, view);
    if (chat) askFor(chat, shown.askedWith(chat, tabId), false);
  }

  /** Whoever came to share a question and knows something else of the chat has no use for its answer. */
  async function askForOthers(chat: ShownChat, asked: AskedWith): Promise<void> {
    for await (const [tabId, view] of shown.views(chat)) {
      const isServed =
        view.state !== 'loading' || view.detection.hiddenPhone === (asked.hiddenNumber ?? undefined);
      if (!isServed) ask(tabId, view);
    }
  }

  /**
   * An answer that a decision has overtaken is dropped: whoever decided has the chat looked up again. Resolves with what
   * is left to say; a failure lies nowhere, so a tab that comes too late for it must ask for itself.
   */
  async function lookUp(chat: ShownChat, asked: AskedWith, anew: boolean): Promise<() => Promise<void>> {
    const stamp = order.stamp();
    const heard = () => onAnswer().catch(() => {});
    const others = () => askForOthers(chat, asked).catch(() => {});
    try {
      const adapter = await adapterFor(chat.connectionId);
      const known = anew ? null : await readUpToDate(adapter, chat, asked);
      // The worker may have died between the answer and its tab. What went wrong since the answer stays said.
      if (known) {
        await answers.show(stamp, chat, known, ({ error }) => error === null);
        return others;
      }
      const signal = AbortSignal.timeout(lookupDeadline);
      const said = await saidOf(chat, asked);
      const number = parseE164(asked.hiddenNumber ?? phoneOf(chat.chat) ?? '');
      const { match, customer, linked } = await resolveChat(adapter, number, said, stamp.at, signal);
      // Whom the agent chose for a title alone is shown whatever its number, until it is left.
      const isChosen = isPassing(chat.chat) && linked !== null && match.customerId === linked.id;
      const by = isChosen ? null : asked.hiddenNumber;
      const how = { ...(said.lid && { lid: said.lid }), ...(by !== null && { by }) };
      await answers.publish(stamp, chat, { ...match, ...how }, customer);
      if (said.settle && match.candidates.length === 0) await said.settle();
      if (customer && !answers.isOutdated(stamp, chat))
        await answers.readTimeline(adapter, chat.connectionId, customer.id, signal);
      if (linked && said.chosen !== null && linked.id !== said.chosen && !answers.isOutdated(stamp, chat)) {
        const { connectionId } = chat;
        onRenamed({ accountId: said.accountId, connectionId, gone: said.chosen, stays: linked.id });
      }
      return async () => {
        await heard();
        await others();
      };
    } catch (thrown) {
      return async () => {
        await answers.publishError(stamp, chat, toErrorData(thrown));
        await heard();
      };
    }
  }

  /** What the agent said of this chat: for good, or until it is left where there is nothing but a title. */
  async function saidOf({ connectionId, chat }: ShownChat, { lid, hiddenNumber, handle: called }: AskedWith) {
    const accountId = await accountOf(connectionId);
    if (isPassing(chat)) {
      const match = await session.readMatch(connectionId, chat);
      const chosen = match && match.by === undefined ? match.customerId : null;
      return { accountId, chosen, rejected: [], number: 'same' as const, lid: null, handle: null };
    }
    const behind = { lid, hiddenNumber };
    const { customerId, rejected, number } = await links.said(accountId, chat, behind);
    const handle = phoneOf(chat) === null ? called : null;
    const settle = () => links.settle(accountId, chat, behind);
    return { accountId, chosen: customerId, rejected, number, lid, handle, settle };
  }

  /** What is known of a chat, where that is fresh, with its card. */
  async function readUpToDate(
    adapter: CrmAdapter,
    { connectionId, chat }: ShownChat,
    asked: AskedWith,
  ): Promise<Match | null> {
    const match = await session.readMatch(connectionId, chat);
    if (!match || !isFresh(match.readAt, now())) return null;
    if (!isAskedBy(match, asked)) return null;
    const hiddenPhone = asked.hiddenNumber ?? undefined;
    const chatKey = isPassing(chat) ? null : chat;
    if (!isAbout(match, { chatKey, ...(hiddenPhone !== undefined && { hiddenPhone }) })) return null;
    if (!match.customerId) return match;
    const card = await session.readCard(connectionId, match.customerId);
    if (!card || !isFresh(card.readAt, now())) return null;
    // The worker may have died between the card and its timeline.
    return card.timeline !== null || !adapter.capabilities.read.includes('timeline') ? match : null;
  }

  return {
    /** A tab shows this. */
    ask,

    /** Asks again at once. A tab that showed why it could not be read shows that it is being read. */
    async refresh(chat: ShownChat): Promise<void> {
      await shown.update(chat, (view) =>
        view.state === 'error' ? { ...view, state: 'loading', error: null } : view,
      );
      if (await shown.isWanted(chat)) askFor(chat, shown.askedWith(chat), true);
    },

    /** What is under way is worth nothing any more, for one chat or for all. */
    letGo(chat?: ShownChat): void {
      queue.letGo(chat && lookupKey(chat));
    },
  };
}
