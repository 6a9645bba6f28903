import '../../../lib/i18n/later-words.ts';
import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { Exchange } from '../../../lib/orders/exchange.ts';
import { draftOf } from '../../../lib/orders/map-fields.ts';
import { listsOf, readOrders } from '../../../lib/orders/read-page.ts';
import type { OrderSource } from '../../../lib/settings/order-source.ts';
import { SelectField } from '../form/controls.tsx';
import { replyOf } from './json-rows.ts';
import { type MapInTheMaking, MapPane } from './map-pane.tsx';
import { OrdersPreview } from './orders-preview.tsx';
import { ReplyPane } from './reply-pane.tsx';
import { RequestPane } from './request-pane.tsx';
import type { Tried } from './try-shop.tsx';

const asItIs = (source: OrderSource | null): MapInTheMaking => ({
  map: source ? draftOf(source.map) : {},
  guessed: new Set(),
  errors: {},
  onMap: undefined,
  money: { currency: source?.currency ?? null, minor: source?.minorDigits ?? source?.minorUnits ?? false },
});

export interface ExchangeProps {
  id: string;
  shop: string;
  tried: Tried;
  /** As it would be kept; null: it is not complete. */
  source: OrderSource | null;
  /** The map while it is being made; left out: it is the source's, and stays as it is. */
  making?: MapInTheMaking;
}

/** What was asked, what came back and what is read of it, side by side, and below how the panel shows it. */
export function ExchangeView(props: ExchangeProps) {
  const { id, tried, source } = props;
  const making = props.making ?? asItIs(source);
  const [chosen, setChosen] = useState<number | null>(null);
  const { exchanges, customer } = tried;
  const found = exchanges.findIndex((one) => ordersIn(one, source, tried) > 0);
  const at = Math.min(chosen ?? Math.max(found, 0), exchanges.length - 1);
  const shown = exchanges[at];
  if (!shown) return <p class="callout callout-warning">{t('orders.nothingToAskBy')}</p>;
  const reply = replyOf(shown);
  return (
    <div class="exchange">
      {exchanges.length > 1 && (
        <SelectField
          id={`${id}-which`}
          label={t('options.try.request')}
          value={String(at)}
          onValue={(value) => setChosen(Number(value))}
          choices={[
            {
              group: null,
              choices: exchanges.map(({ request }, index) => ({
                value: String(index),
                label: `${index + 1}. ${request.url}`,
              })),
            },
          ]}
        />
      )}
      <div class="panes">
        <RequestPane id={id} request={shown.request} />
        <ReplyPane
          key={at}
          id={id}
          shop={props.shop}
          exchange={shown}
          map={making.map}
          onMap={making.onMap}
        />
        <MapPane id={id} reply={reply} making={making} source={source} customer={customer} />
        {reply !== undefined && (
          <OrdersPreview reply={reply} exchange={shown} source={source} customer={customer} />
        )}
      </div>
    </div>
  );
}

function ordersIn(exchange: Exchange, source: OrderSource | null, { customer }: Tried): number {
  const lists = source && listsOf(replyOf(exchange), source.map);
  return source && lists ? readOrders(lists.flat(), source, customer).length : 0;
}
