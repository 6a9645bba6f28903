import type { OrderKind } from '../settings/order-source.ts';

/** Words that shops have for what an order has come to, without case and what stands between their parts. */
const words: Readonly<Record<OrderKind, string>> = {
  open: 'open new pending pendingpayment awaitingpayment onhold unpaid created draft arrangingpayment',
  paid: 'paid processing paymentsettled paymentauthorized captured confirmed preparing',
  sent: 'sent shipped dispatched intransit partiallyshipped outfordelivery onitsway',
  delivered: 'delivered completed complete fulfilled done partiallydelivered',
  cancelled: 'cancelled canceled failed voided trash expired',
  returned: 'returned return partiallyreturned',
  refunded: 'refunded partiallyrefunded',
};

const kinds = new Map(
  Object.entries(words).flatMap(([kind, list]) => list.split(' ').map((word) => [word, kind as OrderKind])),
);

/** What a shop's word means: as the source says, else as it usually does; null: nothing that we know. */
export function kindOfStatus(word: string, own: Readonly<Record<string, OrderKind>>): OrderKind | null {
  if (Object.hasOwn(own, word)) return own[word] ?? null;
  return kinds.get(word.toLowerCase().replace(/[^\p{L}]/gu, '')) ?? null;
}
