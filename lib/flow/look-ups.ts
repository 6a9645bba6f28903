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
import { catalogueFreshFor, catalogueRetry, isFresh, lookupDeadline } from './freshness.ts';
import { createLookupQueue } from './lookup-queue.ts';
import type { Order } from './order.ts';
import { resolveChat } from './resolve-chat.ts';
import { lookupKey, type ShownChat, type ShownChats } from './shown-chats.ts';
import { isAbout, isAskedBy } from './tab-state.ts';

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
  now(): number;
}) {
  const { session, links, order, catalogues, answers, shown, adapterFor, accountOf, onAnswer, now } = deps;
  const queue = createLookupQueue({ wanted: shown.isShown });

  function askFor(chat: ShownChat, anew: boolean): void {
    queue.ask(lookupKey(chat), anew, (must) => lookUp(chat, must));
    catalogues.bring(chat.connectionId, anew ? catalogueRetry : catalogueFreshFor);
  }

  /**
   * An answer that a decision has overtaken is dropped: whoever decided has the chat looked up again. Resolves with what
   * is left to say; a failure lies nowhere, so a tab that comes too late for it must ask for itself.
   */
  async function lookUp(chat: ShownChat, anew: boolean): Promise<() => Promise<void>> {
    const stamp = order.stamp();
    const heard = () => onAnswer().catch(() => {});
    try {
      const adapter = await adapterFor(chat.connectionId);
      const hidden = phoneOf(chat.chat) === null ? await shown.hiddenNumber(chat) : null;
      const known = anew ? null : await readUpToDate(adapter, chat, hidden);
      // The worker may have died between the answer and its tab. What went wrong since the answer stays said.
      if (known) {
        await answers.show(stamp, chat, known, ({ error }) => error === null);
        return async () => {};
      }
      const signal = AbortSignal.timeout(lookupDeadline);
      const said = await saidOf(chat, hidden);
      const number = parseE164(hidden ?? phoneOf(chat.chat) ?? '');
      const { match, customer } = await resolveChat(adapter, number, said, stamp.at, signal);
      // Whom the agent chose for a title alone is shown whatever its number, until it is left.
      const isChosen = isPassing(chat.chat) && said.chosen !== null && match.customerId === said.chosen;
      const byHidden = hidden !== null && !isChosen;
      const asked = { ...(said.lid && { lid: said.lid }), ...(byHidden && { by: hidden }) };
      await answers.publish(stamp, chat, { ...match, ...asked }, customer);
      if (said.settle && match.candidates.length === 0) await said.settle();
      if (customer && !answers.isOutdated(stamp, chat))
        await answers.readTimeline(adapter, chat.connectionId, customer.id, signal);
      return heard;
    } catch (thrown) {
      return async () => {
        await answers.publishError(stamp, chat, toErrorData(thrown));
        await heard();
      };
    }
  }

  /** What the agent said of this chat: for good, or until it is left where there is nothing but a title. */
  async function saidOf({ connectionId, chat }: ShownChat, hiddenNumber: string | null) {
    if (isPassing(chat)) {
      const match = await session.readMatch(connectionId, chat);
      const chosen = match && match.by === undefined ? match.customerId : null;
      return { chosen, rejected: [], number: 'same' as const, lid: null, handle: null };
    }
    const accountId = await accountOf(connectionId);
    const lid = await shown.lastingName({ connectionId, chat });
    const behind = { lid, hiddenNumber };
    const { customerId, rejected, number } = await links.said(accountId, chat, behind);
    const handle = phoneOf(chat) === null ? await shown.handle({ connectionId, chat }) : null;
    const settle = () => links.settle(accountId, chat, behind);
    return { chosen: customerId, rejected, number, lid, handle, settle };
  }

  /** What is known of a chat, where that is fresh, with its card. */
  async function readUpToDate(
    adapter: CrmAdapter,
    { connectionId, chat }: ShownChat,
    hidden: string | null,
  ): Promise<Match | null> {
    const match = await session.readMatch(connectionId, chat);
    if (!match || !isFresh(match.readAt, now())) return null;
    const lid = await shown.lastingName({ connectionId, chat });
    if (!isAskedBy(match, { lid, handle: await shown.handle({ connectionId, chat }) })) return null;
    const isTitle = isPassing(chat);
    if (!isAbout(match, { chatKey: isTitle ? null : chat, ...(hidden !== null && { hiddenPhone: hidden }) }))
      return null;
    if (!match.customerId) return match;
    const card = await session.readCard(connectionId, match.customerId);
    if (!card || !isFresh(card.readAt, now())) return null;
    // The worker may have died between the card and its timeline.
    return card.timeline !== null || !adapter.capabilities.read.includes('timeline') ? match : null;
  }

  return {
    /** A tab shows this. `askedWithOther`: what is under way for it was asked with less, or another number: it is neither waited for nor shown. */
    ask(tabId: number, view: TabView, askedWithOther = false): void {
      const chat = shown.note(tabId, view);
      if (chat && askedWithOther) {
        order.overtake(lookupKey(chat));
        queue.letGo(lookupKey(chat));
      }
      if (chat) askFor(chat, false);
    },

    /** Asks again at once. A tab that showed why it could not be read shows that it is being read. */
    async refresh(chat: ShownChat): Promise<void> {
      await shown.update(chat, (view) =>
        view.state === 'error' ? { ...view, state: 'loading', error: null } : view,
      );
      if (await shown.isWanted(chat)) askFor(chat, true);
    },

    /** What is under way is worth nothing any more, for one chat or for all. */
    letGo(chat?: ShownChat): void {
      queue.letGo(chat && lookupKey(chat));
    },
  };
}
