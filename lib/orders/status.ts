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

/** Words of a shop about one order: its own, that of its payment, that of the way of the goods. */
interface StatusWords {
  status: string | null;
  payment: string | null;
  delivery: string | null;
}

/**
 * What an order has come to. Where a shop tells its parts apart, the part decides that knows more: an order that is over
 * is so whatever else it says, money that went back comes before goods on their way, those before money that came. A
 * payment or a parcel that was called off decides nothing: the order may get another.
 */
export function statusOf(
  { status, payment, delivery }: StatusWords,
  own: Readonly<Record<string, OrderKind>>,
): { kind: OrderKind | null; text: string } | null {
  const read = (word: string | null) =>
    word === null ? null : { kind: kindOfStatus(word, own), text: word };
  const [whole, money, goods] = [read(status), read(payment), read(delivery)];
  const is = (part: typeof whole, ...kinds: OrderKind[]) => part?.kind != null && kinds.includes(part.kind);
  if (is(whole, 'cancelled', 'returned', 'refunded')) return whole;
  if (is(money, 'refunded')) return money;
  if (is(goods, 'sent', 'delivered', 'returned')) return goods;
  if (is(money, 'paid') && (whole === null || is(whole, 'open'))) return money;
  return whole ?? money ?? goods;
}
