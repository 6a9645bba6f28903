import { useEffect } from 'preact/hooks';
import { isAside, type PanelEvents, type PanelView } from '../../../lib/panel/view.ts';
import { keys } from '../../../lib/session/shapes.ts';
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
  // What the set-up, a permission or a forgotten customer took away is asked for anew.
  const missing = sources.filter(({ id }) => said[id] === undefined).map(({ id }) => id);
  useEffect(() => {
    if (asks) events.readOrders(null).catch(() => {});
  }, [asks, missing.join(' ')]);
  return (
    <>
      {sources.map((source) => (
        <SourceOrdersList
          key={source.id}
          source={source}
          named={sources.length > 1}
          said={said[source.id] ?? null}
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
