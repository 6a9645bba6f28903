/**
 * Orders of the customer that a tab shows, from each source by itself, beside the card and never ahead of it. Asked when
 * somebody looks, once within freshness; what nobody shows any more is let go. An answer is filed under the customer it
 * was asked for, and nowhere once the set-up has changed or somebody was forgotten.
 */
import { type AppErrorData, toErrorData } from '../errors/app-error.ts';
import type { Order, OrderPage } from '../orders/model.ts';
import type { OrderPort } from '../orders/port.ts';
import type { SourceOrders, TabView } from '../session/shapes.ts';
import type { SessionWriter } from '../session/writer.ts';
import { askedCustomer, type OrderQuestion, tabsWith } from './asked-customer.ts';
import { isFresh, lookupDeadline } from './freshness.ts';
import type { Order as Sequence, Stamp } from './order.ts';

/** A source as the desk asks it. */
export interface OrderShop {
  id: string;
  port: OrderPort;
  /** The permission to ask for, where the browser does not let us reach it. */
  pattern: string;
}

/** More of one source are looked at in the shop. */
const mostOrders = 500;

export function createOrderDesk(deps: {
  session: Pick<SessionWriter, 'knownTabs' | 'readTab' | 'readCard' | 'readOrders' | 'updateOrders'>;
  order: Sequence;
  shops(): Promise<readonly OrderShop[]>;
  now(): number;
}) {
  const { session, order, shops, now } = deps;
  const flights = new Map<string, { about: OrderQuestion; stop: AbortController; landed: Promise<void> }>();

  /** Puts what came of a question into the session, unless something was decided meanwhile. */
  function file(
    stamp: Stamp,
    { connectionId, customerId }: OrderQuestion,
    sourceId: string,
    change: (was: SourceOrders | null) => SourceOrders | null,
  ): Promise<void> {
    return session.updateOrders(connectionId, customerId, (view) => {
      if (order.isOutdated(stamp)) return null;
      const next = change(view?.[sourceId] ?? null);
      return next && { ...view, [sourceId]: next };
    });
  }

  async function ask(
    question: OrderQuestion,
    { id, port, pattern }: OrderShop,
    cursor: string | null,
    signal: AbortSignal,
  ): Promise<void> {
    const stamp = order.stamp();
    let page: OrderPage | null = null;
    let error: AppErrorData | null = null;
    try {
      const customer = await askedCustomer(session, question);
      if (!customer) return;
      page = await port.find(
        customer,
        cursor,
        AbortSignal.any([signal, AbortSignal.timeout(lookupDeadline)]),
      );
    } catch (thrown) {
      error = toErrorData(thrown);
    }
    if (signal.aborted) return;
    const needsAccess = error?.code === 'PERMISSION_MISSING' ? pattern : null;
    await file(stamp, question, id, (was) => {
      if (cursor !== null && was?.next !== cursor) return null;
      if (!page) {
        const known = was ?? { orders: [], next: null, isCut: false, readAt: null };
        return { ...known, askedAt: stamp.at, error, needsAccess };
      }
      const orders = cursor === null ? page.orders : joined(was?.orders ?? [], page.orders);
      const isFull = orders.length >= mostOrders;
      return {
        orders: orders.slice(0, mostOrders),
        next: isFull ? null : page.next,
        isCut: orders.length > mostOrders || (isFull && page.next !== null),
        readAt: cursor === null ? stamp.at : (was?.readAt ?? stamp.at),
        askedAt: stamp.at,
        error: null,
        needsAccess: null,
      };
    });
  }

  function fly(question: OrderQuestion, shop: OrderShop, cursor: string | null): Promise<void> {
    const { connectionId, accountId, customerId } = question;
    const key = JSON.stringify([connectionId, accountId, customerId, shop.id, cursor]);
    const same = flights.get(key);
    if (same) return same.landed;
    const stop = new AbortController();
    const landed = ask(question, shop, cursor, stop.signal).finally(() => {
      if (flights.get(key)?.stop === stop) flights.delete(key);
    });
    flights.set(key, { about: question, stop, landed });
    return landed;
  }

  /** What is under way for somebody whom no tab shows any more ends. */
  async function letGo(): Promise<void> {
    for (const [key, { about, stop }] of [...flights]) {
      if ((await tabsWith(session, about)).length > 0) continue;
      stop.abort();
      flights.delete(key);
    }
  }

  /** Resolves when every source has answered, or failed. `anew`: whatever is known; `sourceId`: that one alone. */
  async function read(
    question: OrderQuestion,
    { anew, sourceId }: { anew: boolean; sourceId: string | null },
  ): Promise<void> {
    await letGo();
    const known = (await session.readOrders(question.connectionId, question.customerId)) ?? {};
    const wanted = (await shops()).filter(({ id }) => {
      if (sourceId !== null && id !== sourceId) return false;
      const askedAt = known[id]?.askedAt;
      return anew || askedAt === undefined || !isFresh(askedAt, now());
    });
    await Promise.all(wanted.map((shop) => fly(question, shop, null)));
  }

  return {
    letGo,
    read,

    /** The next page of one source, where there is one. */
    async more(question: OrderQuestion, sourceId: string): Promise<void> {
      const known = await session.readOrders(question.connectionId, question.customerId);
      const cursor = known?.[sourceId]?.next ?? null;
      const shop = (await shops()).find(({ id }) => id === sourceId);
      if (cursor !== null && shop) await fly(question, shop, cursor);
    },

    /** Of whoever is shown beside this chat, whatever is known. */
    async refresh(connectionId: string, shows: (view: TabView) => boolean): Promise<void> {
      for (const tabId of await session.knownTabs()) {
        const view = await session.readTab(tabId);
        if (view?.connectionId !== connectionId || !view.accountId || !view.customerId || !shows(view))
          continue;
        const { accountId, customerId } = view;
        await read({ connectionId, accountId, customerId }, { anew: true, sourceId: null });
      }
    },
  };
}

function joined(before: readonly Order[], more: readonly Order[]): Order[] {
  const known = new Set(before.map(({ id }) => id));
  return [...before, ...more.filter(({ id }) => !known.has(id))];
}
