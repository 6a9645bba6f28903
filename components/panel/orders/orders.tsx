import { useEffect, useState } from 'preact/hooks';
import { type AppErrorData, toErrorData } from '../../../lib/errors/app-error.ts';
import { isAside, type PanelEvents, type PanelView } from '../../../lib/panel/view.ts';
import { keys, type SourceOrders } from '../../../lib/session/shapes.ts';
import { SourceOrdersList } from './source-orders.tsx';

/** The customer's orders, from each shop by itself. It belongs to one customer: another one's has a key of its own. */
export function Orders(props: {
  view: PanelView;
  events: Pick<PanelEvents, 'readOrders' | 'moreOrders' | 'allowAccess'>;
}) {
  const { view, events } = props;
  const { customer, setup } = view;
  const sources = setup?.orders ?? [];
  const said = (customer && view.orders[keys.orders(customer.connectionId, customer.id)]) ?? {};
  // Who is only looked at is not asked about.
  const asks = !isAside(view);
  /** Why nobody could be asked. */
  const [unasked, setUnasked] = useState<AppErrorData | null>(null);
  // What the set-up, a permission or a forgotten customer took away is asked for anew; what was not filed, with the card.
  const missing = sources.filter(({ id }) => said[id] === undefined).map(({ id }) => id);
  const turn = missing.length > 0 ? view.card?.readAt : undefined;
  useEffect(() => {
    if (!asks) return;
    events.readOrders(null).then(
      () => setUnasked(null),
      (thrown: unknown) => setUnasked(toErrorData(thrown)),
    );
  }, [asks, missing.join(' '), turn]);
  return (
    <>
      {sources.map((source) => (
        <SourceOrdersList
          key={source.id}
          source={source}
          named={sources.length > 1}
          said={said[source.id] ?? (unasked && nothing(unasked))}
          masked={setup?.preferences.maskPhones ?? false}
          now={view.now}
          onRead={() => events.readOrders(source.id)}
          onMore={() => events.moreOrders(source.id)}
          onAllow={events.allowAccess}
        />
      ))}
    </>
  );
}

/** As a shop says it of which nothing was heard. */
const nothing = (error: AppErrorData): SourceOrders => ({
  orders: [],
  next: null,
  isCut: false,
  readAt: null,
  askedAt: 0,
  error,
  needsAccess: null,
});
