/** A write is done: the card has it from now on, and what it touched is shown as the back end has it. */
import type { AccountId } from '../accounts/account.ts';
import type { Applied, Change, CrmAdapter } from '../crm/port.ts';
import type { Links } from '../matching/links.ts';
import type { Answers } from './answers.ts';
import type { Decisions } from './decisions.ts';
import type { CardFile } from './file-cards.ts';
import { lookupDeadline } from './freshness.ts';
import type { Order, Stamp } from './order.ts';
import type { ShownChats } from './shown-chats.ts';

/** A write that is done. `createdAt`: when the agent asked for it, epoch ms. */
export interface LandedWrite {
  key: string;
  accountId: AccountId;
  change: Change;
  createdAt: number;
}

export function createLandedWrites(deps: {
  links: Links;
  order: Order;
  cards: CardFile;
  answers: Answers;
  decisions: Decisions;
  shown: Pick<ShownChats, 'behind'>;
  adapterFor(connectionId: string): Promise<CrmAdapter>;
}) {
  const { links, order, cards, answers, decisions, shown, adapterFor } = deps;
  /** When the write left that an answer belongs to. */
  const stamps = new WeakMap<Applied, Stamp>();

  return {
    /** The adapter to write through: when a write left is how old its answer is. */
    asWriter: (adapter: CrmAdapter): CrmAdapter => ({
      ...adapter,
      async apply(change, key, signal) {
        const stamp = order.stamp();
        const applied = await adapter.apply(change, key, signal);
        stamps.set(applied, stamp);
        return applied;
      },
      /** What a colleague did is on the screen as soon as a write has met it. */
      async get(id, signal) {
        const stamp = order.stamp();
        const customer = await adapter.get(id, signal);
        await answers.fileCard(stamp, customer.connectionId, customer).catch(() => {});
        return customer;
      },
    }),

    /**
     * `connectionId` is null where no connection is left for the account, `customerId` where nobody said who was
     * created, `applied` where the write was found out to be there. Rejects where it could not be filed, and is to be
     * told again then; what could not be read afterwards comes with the next reading.
     */
    async written(
      connectionId: string | null,
      { key, accountId, change, createdAt }: LandedWrite,
      { customerId, applied }: { customerId: string | null; applied: Applied | null },
    ): Promise<void> {
      const customer = applied?.customer ?? null;
      const stamp = applied && stamps.get(applied);
      const id = customer?.id ?? customerId;
      const isFiled = customer !== null && stamp !== undefined && stamp !== null;
      if (connectionId && id) {
        await cards.confirm(connectionId, id, { key, change }, isFiled ? { stamp, customer } : null);
      }
      if (change.kind === 'create') {
        const chat = change.phone === null ? change.chat : `phone:${change.phone}`;
        const behind = connectionId ? await shown.behind({ connectionId, chat }) : undefined;
        const remember = async () => {
          if (customerId) await links.setUnlessSaid(accountId, chat, customerId, createdAt, behind);
        };
        if (!connectionId) return remember();
        await decisions.created({ connectionId, accountId, chat }, customer, remember);
      }
      if (connectionId && id) await readOn(connectionId, id, isFiled).catch(() => {});
    },
  };

  async function readOn(connectionId: string, id: string, isFiled: boolean): Promise<void> {
    const adapter = await adapterFor(connectionId);
    const signal = AbortSignal.timeout(lookupDeadline);
    if (!isFiled) {
      const stamp = order.stamp();
      await answers.fileCard(stamp, connectionId, await adapter.get(id, signal));
    }
    await answers.readTimeline(adapter, connectionId, id, signal);
  }
}
