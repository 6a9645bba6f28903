/**
 * What the agent says of a chat stands: whose it is, whose it is not. No answer is shown that was asked for before it
 * (`order.ts`).
 */
import type { AccountId } from '../accounts/account.ts';
import type { Customer } from '../crm/model.ts';
import type { Links } from '../matching/links.ts';
import { isPassing } from '../session/chat-name.ts';
import type { Match } from '../session/shapes.ts';
import type { SessionWriter } from '../session/writer.ts';
import type { Answers } from './answers.ts';
import type { LookUps } from './look-ups.ts';
import type { Order } from './order.ts';
import { matchOf } from './resolve-chat.ts';
import { lookupKey, type ShownChat, type ShownChats } from './shown-chats.ts';
import { matched, undecided } from './tab-state.ts';

/** A chat that the agent said something about, and of which account's customers. */
interface ChatDecision extends ShownChat {
  accountId: AccountId;
}

/** This chat is this customer's. */
export interface LinkDecision extends ChatDecision {
  customerId: string;
}

/** This chat is none of these customers'. */
export interface RejectDecision extends ChatDecision {
  customerIds: string[];
}

export type Decisions = ReturnType<typeof createDecisions>;

export function createDecisions(deps: {
  session: Pick<SessionWriter, 'forgetMatch' | 'writeMatch'>;
  links: Links;
  order: Order;
  answers: Answers;
  lookUps: LookUps;
  shown: ShownChats;
  accountOf(connectionId: string): Promise<AccountId>;
}) {
  const { session, links, order, answers, lookUps, shown, accountOf } = deps;

  const stillIs = async ({ connectionId, accountId }: ChatDecision): Promise<boolean> =>
    (await accountOf(connectionId).catch(() => null)) === accountId;

  /**
   * Whom the chat showed goes from the screen first, then the decision is kept, then it is looked up anew: wherever the
   * worker dies, the session names nobody whom the disk denies.
   */
  async function decide(chat: ShownChat, accountId: AccountId, keep: () => Promise<void>): Promise<void> {
    try {
      await order.decide(lookupKey(chat), async () => {
        await session.forgetMatch(chat.connectionId, chat.chat);
        await forgetOtherMatches(chat, accountId);
        await shown.update(chat, (view) => ({
          ...view,
          ...undecided(view.detection),
          error: null,
          needsAccess: null,
        }));
        await keep();
      });
    } finally {
      lookUps.letGo(chat);
      await lookUps.refresh(chat);
    }
  }

  /** The same chat may go by another name next time: with its number, or without. */
  async function forgetOtherMatches({ connectionId, chat }: ShownChat, accountId: AccountId): Promise<void> {
    if (isPassing(chat)) return;
    const names = await links.otherNames(accountId, chat, await shown.behind({ connectionId, chat }));
    for (const name of names) await session.forgetMatch(connectionId, name);
  }

  /** Until the chat is left, and no longer: a name is not enough to know it again. */
  async function showChosen(chat: ShownChat, customerId: string): Promise<void> {
    const match: Match = { customerId, candidates: [], readAt: 0 };
    await session.writeMatch(chat.connectionId, chat.chat, match);
    await shown.update(chat, (view) => ({
      ...view,
      ...matched(view.detection, match, false),
      error: null,
    }));
  }

  return {
    async link({ connectionId, accountId, chat, customerId }: LinkDecision): Promise<void> {
      const remember = async () =>
        links.set(accountId, chat, customerId, await shown.behind({ connectionId, chat }));
      if (await stillIs({ connectionId, accountId, chat })) {
        const here = { connectionId, chat };
        return decide(here, accountId, isPassing(chat) ? () => showChosen(here, customerId) : remember);
      }
      if (!isPassing(chat)) await remember();
    },

    async reject({ connectionId, accountId, chat, customerIds }: RejectDecision): Promise<void> {
      const remember = async () => {
        if (isPassing(chat)) return;
        await links.reject(accountId, chat, customerIds, await shown.behind({ connectionId, chat }));
      };
      if (await stillIs({ connectionId, accountId, chat }))
        await decide({ connectionId, chat }, accountId, remember);
      else await remember();
    },

    /**
     * We wrote this number ourselves, so from now on it is this customer's, however the back end spells it: unless the
     * agent said something else since the customer was asked for.
     *
     * @param customer Null where it was not told who was created.
     */
    async created(
      { connectionId, accountId, chat }: ChatDecision,
      customer: Customer | null,
      remember: () => Promise<void>,
    ): Promise<void> {
      const here = { connectionId, chat };
      const keep = order.decide(lookupKey(here), async () => {
        await session.forgetMatch(connectionId, chat);
        await forgetOtherMatches(here, accountId);
        await remember();
      });
      await keep.finally(() => lookUps.letGo(here));
      const stamp = order.stamp();
      const { lid, hiddenNumber } = await shown.behind(here);
      const { customerId: whose } = await links.get(accountId, chat, lid);
      if (customer === null || whose !== customer.id) return lookUps.refresh(here);
      // The card is there already, with whatever was confirmed since.
      const asked = { ...(lid && { lid }), ...(hiddenNumber && { by: hiddenNumber }) };
      const match = { ...matchOf(customer.id, [], stamp.at), ...asked };
      await answers.publish(stamp, here, match, null);
    },
  };
}
