/** The card of somebody who need not be whom any chat is with. It is filed like any other, and shown by no tab's view. */
import type { Capabilities, CrmAdapter } from '../crm/port.ts';
import { AppError } from '../errors/app-error.ts';
import type { Card, CatalogueView } from '../session/shapes.ts';
import type { SessionWriter } from '../session/writer.ts';
import type { Answers } from './answers.ts';
import { isFresh, lookupDeadline } from './freshness.ts';
import type { Order } from './order.ts';

export interface CardLook {
  connectionId: string;
  capabilities: Capabilities;
  card: Card;
  /** Null: not known yet. */
  catalogue: CatalogueView | null;
}

export function createLookAtCard(deps: {
  session: Pick<SessionWriter, 'readCard' | 'readCatalogue'>;
  order: Order;
  answers: Pick<Answers, 'fileCard' | 'readTimeline'>;
  now(): number;
}) {
  const { session, order, answers, now } = deps;

  /** What is known is enough where nobody answers, and while it is fresh. Throws what the adapter throws, else. */
  return async function lookAtCard(
    adapter: CrmAdapter,
    connectionId: string,
    customerId: string,
  ): Promise<CardLook> {
    const known = await session.readCard(connectionId, customerId);
    let id = customerId;
    if (!known?.timeline || !isFresh(known.readAt, now())) {
      id = await read(adapter, connectionId, customerId).catch((thrown: unknown) => {
        if (!known) throw thrown;
        return customerId;
      });
    }
    const card = await session.readCard(connectionId, id);
    // Forgotten meanwhile.
    if (!card) throw new AppError('CONTEXT_LOST', { retryable: true, detail: 'the card went' });
    const { capabilities } = adapter;
    return { connectionId, capabilities, card, catalogue: await session.readCatalogue(connectionId) };
  };

  /** Gives the id under which the card is filed. */
  async function read(adapter: CrmAdapter, connectionId: string, customerId: string): Promise<string> {
    const signal = AbortSignal.timeout(lookupDeadline);
    const stamp = order.stamp();
    const customer = await adapter.get(customerId, signal);
    await answers.fileCard(stamp, connectionId, customer);
    await answers.readTimeline(adapter, connectionId, customer.id, signal);
    return customer.id;
  }
}
