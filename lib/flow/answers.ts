/**
 * Gives answers to whoever shows the chat they are about: filed first, then shown, and neither once a decision has
 * overtaken them.
 */
import type { Customer, TimelinePage } from '../crm/model.ts';
import type { CrmAdapter } from '../crm/port.ts';
import type { AppErrorData } from '../errors/app-error.ts';
import type { Match, TabView } from '../session/shapes.ts';
import type { SessionWriter } from '../session/writer.ts';
import type { Catalogues } from './catalogues.ts';
import type { CardFile } from './file-cards.ts';
import type { Order, Stamp } from './order.ts';
import { lookupKey, type ShownChat, type ShownChats } from './shown-chats.ts';
import { isAbout, matched } from './tab-state.ts';

export type Answers = ReturnType<typeof createAnswers>;

export function createAnswers(deps: {
  session: Pick<SessionWriter, 'writeMatch'>;
  order: Order;
  cards: CardFile;
  catalogues: Catalogues;
  shown: ShownChats;
  /** The origin pattern to ask access for, of a connection whose host is not allowed. */
  accessPattern(connectionId: string): Promise<string | null>;
}) {
  const { session, order, cards, catalogues, shown, accessPattern } = deps;

  const isOutdated = (stamp: Stamp, chat: ShownChat) => order.isOutdated(stamp, lookupKey(chat));

  async function fileCard(stamp: Stamp, connectionId: string, customer: Customer): Promise<void> {
    await cards.file(stamp, connectionId, customer);
    if (!order.isOutdated(stamp)) await catalogues.bringFor(connectionId, customer);
  }

  /** Gives a match, whose card is at hand, to the tabs that show this chat; to those alone that need it, where that is said. */
  const show = (
    stamp: Stamp,
    chat: ShownChat,
    match: Match,
    needs: (view: TabView) => boolean = () => true,
  ): Promise<void> =>
    shown.update(chat, (view) => {
      if (isOutdated(stamp, chat) || !isAbout(match, view.detection) || !needs(view)) return null;
      const next = { ...view, ...matched(view.detection, match, true), error: null, needsAccess: null };
      return JSON.stringify(next) === JSON.stringify(view) ? null : next;
    });

  return {
    isOutdated,
    fileCard,
    show,

    /** Files an answer, then gives it to every tab that still shows this chat; stops where it has become outdated. */
    async publish(stamp: Stamp, chat: ShownChat, match: Match, customer: Customer | null): Promise<void> {
      if (isOutdated(stamp, chat)) return;
      if (customer) await fileCard(stamp, chat.connectionId, customer);
      if (isOutdated(stamp, chat)) return;
      await session.writeMatch(chat.connectionId, chat.chat, match);
      await show(stamp, chat, match);
    },

    async publishError(stamp: Stamp, chat: ShownChat, error: AppErrorData): Promise<void> {
      const needsAccess = error.code === 'PERMISSION_MISSING' ? await accessPattern(chat.connectionId) : null;
      await shown.update(chat, (view) => {
        if (isOutdated(stamp, chat)) return null;
        if (needsAccess) return { ...view, state: 'needs-access', error, needsAccess };
        // What the vendor misses in a request is an error like any other: here everything was filled in.
        if (error.code === 'NOT_CONFIGURED' && !error.backend)
          return { ...view, state: 'not-configured', error };
        // What was known stays, with its age and the reason why it is no newer.
        return view.state === 'loading' ? { ...view, state: 'error', error } : { ...view, error };
      });
    },

    async readTimeline(
      adapter: CrmAdapter,
      connectionId: string,
      customerId: string,
      signal: AbortSignal,
    ): Promise<void> {
      if (!adapter.capabilities.read.includes('timeline')) return;
      const stamp = order.stamp();
      const timeline: TimelinePage = await adapter.timeline(customerId, null, signal);
      await cards.fileTimeline(stamp, connectionId, customerId, timeline);
    },
  };
}
