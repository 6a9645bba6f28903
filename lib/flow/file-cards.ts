/**
 * Cards and timelines, filed by when their question left. What was confirmed to be written is in the card from then on;
 * an answer whose question left before that gets it put on top, and one that another overtook is not filed.
 */
import { applyChange } from '../crm/apply-change.ts';
import type { Catalogue, Customer, TimelinePage } from '../crm/model.ts';
import type { Change } from '../crm/port.ts';
import type { Card } from '../session/shapes.ts';
import type { SessionWriter } from '../session/writer.ts';
import type { Order, Stamp } from './order.ts';

/** Of one customer: far more than can be confirmed while one question is under way. */
const mostConfirmed = 50;

/** `key`: the write's, the same whenever it is told again. */
interface Confirmed {
  key: string;
  change: Change;
  place: number;
}

export type CardFile = ReturnType<typeof createCardFile>;

export function createCardFile({
  session,
  order,
}: {
  session: Pick<SessionWriter, 'updateCard' | 'readCatalogue'>;
  order: Order;
}) {
  /** By customer: what was confirmed, oldest first. */
  const confirmed = new Map<string, Confirmed[]>();
  /** By customer: the place of the question that what lies there answers. */
  const cards = new Map<string, number>();
  const timelines = new Map<string, number>();

  const nameOf = (connectionId: string, customerId: string) => `${connectionId} ${customerId}`;
  const since = (name: string, { place }: Pick<Stamp, 'place'>) =>
    (confirmed.get(name) ?? []).filter((one) => one.place > place);
  const withAll = (customer: Customer, changes: Confirmed[], catalogue: Catalogue | null) =>
    changes.reduce((one, { change }) => applyChange(one, change, catalogue), customer);

  return {
    /** A customer as the back end told it. */
    async file(stamp: Stamp, connectionId: string, customer: Customer): Promise<void> {
      const name = nameOf(connectionId, customer.id);
      const catalogue = (await session.readCatalogue(connectionId))?.catalogue ?? null;
      await session.updateCard(connectionId, customer.id, (was) => {
        if (order.isOutdated(stamp)) return null;
        if (was && stamp.place < (cards.get(name) ?? 0)) return null;
        cards.set(name, stamp.place);
        return {
          customer: withAll(saying(customer, was), since(name, stamp), catalogue),
          readAt: stamp.at,
          timeline: was?.timeline ?? null,
        };
      });
    },

    /**
     * A change landed. `answer`: the customer as the write brought it, as old as the write's own question. Throws where
     * the session refuses the card; told again, the change takes the place that it had.
     */
    async confirm(
      connectionId: string,
      customerId: string,
      { key, change }: Pick<Confirmed, 'key' | 'change'>,
      answer: { stamp: Stamp; customer: Customer } | null,
    ): Promise<void> {
      const name = nameOf(connectionId, customerId);
      const known = confirmed.get(name) ?? [];
      const before = known.find((one) => one.key === key);
      const mine = before ?? { key, change, place: order.stamp().place };
      if (!before) confirmed.set(name, [...known, mine].slice(-mostConfirmed));
      const others = () => (answer ? since(name, answer.stamp) : []).filter((one) => one !== mine);
      const catalogue = (await session.readCatalogue(connectionId))?.catalogue ?? null;
      await session.updateCard(connectionId, customerId, (was) => {
        const isNewest = answer !== null && !(was && answer.stamp.place < (cards.get(name) ?? 0));
        if (!isNewest || order.isOutdated(answer.stamp)) {
          if (!was || mine.place < (cards.get(name) ?? 0)) return null;
          return { ...was, customer: withAll(was.customer, [mine, ...since(name, mine)], catalogue) };
        }
        cards.set(name, answer.stamp.place);
        return {
          customer: withAll(saying(answer.customer, was), others(), catalogue),
          readAt: answer.stamp.at,
          timeline: was?.timeline ?? null,
        };
      });
    },

    /** Not over one that was asked for later, or is to be read anew since a change was confirmed. */
    async fileTimeline(
      stamp: Stamp,
      connectionId: string,
      customerId: string,
      timeline: TimelinePage,
    ): Promise<void> {
      const name = nameOf(connectionId, customerId);
      await session.updateCard(connectionId, customerId, (card) => {
        if (!card || order.isOutdated(stamp)) return null;
        const isOvertaken = since(name, stamp).length > 0 || stamp.place < (timelines.get(name) ?? 0);
        if (isOvertaken && card.timeline !== null) return null;
        timelines.set(name, stamp.place);
        return { ...card, timeline };
      });
    },
  };
}

/** An answer that does not say the stage, as when its part could not be read, takes no known one away. */
const saying = (customer: Customer, was: Card | null): Customer =>
  customer.stage === 'unknown' && was ? { ...customer, stage: was.customer.stage } : customer;
