import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { templateHost } from '../../../lib/settings/addresses.ts';
import type { OrderSource } from '../../../lib/settings/order-source.ts';
import { nobody } from './asked.ts';
import { Exchanged } from './exchanged.tsx';
import type { OrderEvents } from './order-events.ts';
import { type Tried, TryShop } from './try-shop.tsx';

/** A shop that a policy names: it can be tried, and not changed. */
export function FixedShop(props: { source: OrderSource; onTry: OrderEvents['try']; onClose: () => void }) {
  const { source } = props;
  const id = `shop-${source.id}`;
  const shop = source.name ?? templateHost(source.url);
  const [asked, setAsked] = useState(nobody);
  const [tried, setTried] = useState<Tried | null>(null);
  return (
    <div class="connection-form">
      <fieldset class="group">
        <legend>{t('options.shop.test')}</legend>
        <TryShop
          id={id}
          shop={shop}
          asked={asked}
          onAsked={setAsked}
          templates={[source.url, ...source.orElse, source.body ?? '']}
          request={() => source}
          onTry={props.onTry}
          onTried={setTried}
        />
        {tried && <Exchanged id={id} shop={shop} tried={tried} source={source} />}
      </fieldset>
      <div class="actions">
        <button type="button" class="button button-quiet" onClick={props.onClose}>
          {t('options.close')}
        </button>
      </div>
    </div>
  );
}
