import { Plus } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { orderPatterns } from '../../../lib/settings/addresses.ts';
import { freshOrdersId, withOrdersEntry, withoutOrdersEntry } from '../../../lib/settings/edit-orders.ts';
import type { OrderSource } from '../../../lib/settings/order-source.ts';
import { isSource } from '../../../lib/settings/orders-entry.ts';
import { isManaged, ownSecretsOf } from '../../../lib/settings/resolve.ts';
import type { SettingsDraft } from '../../../lib/settings/schema.ts';
import type { SettingsView } from '../../../lib/settings/settings-service.ts';
import { Icon } from '../../controls/icon.tsx';
import { useReturningFocus } from '../lists/use-returning-focus.ts';
import { FixedShop } from './fixed-shop.tsx';
import { NewShop } from './new-shop.tsx';
import type { OrderEvents, ShopFormProps } from './order-events.ts';
import { ShopCard } from './shop-card.tsx';
import { kindOf, ShopForm } from './shop-form.tsx';

/** Where orders are read: every shop, and the one being typed. */
export function OrdersSection(props: {
  view: SettingsView;
  missingAccess: readonly string[];
  /** Called in the click itself. Resolves to whether it was saved. */
  onSave: (settings: SettingsDraft, access: string[]) => Promise<boolean>;
  onTry: OrderEvents['try'];
  onAllow: (pattern: string) => void;
  busy: boolean;
}) {
  const { view, onSave } = props;
  const { settings } = view;
  const orders = (settings.orders ?? []).filter(isSource);
  /** Of the shop that is open; null: none is. */
  const [open, setOpen] = useState<string | null>(null);
  const section = useRef<HTMLElement>(null);
  useReturningFocus(section, open, orders.length);

  async function save(source: OrderSource, access: string[]) {
    if (await onSave(withOrdersEntry(settings, source), access)) setOpen(null);
  }

  const formOf = (id: string, saved?: OrderSource): ShopFormProps => ({
    id,
    saved,
    onSave: save,
    onTry: props.onTry,
    onCancel: () => setOpen(null),
    busy: props.busy,
  });

  function card(source: OrderSource) {
    const managed = isManaged(view.managed, 'orders', source.id);
    const ownSecrets = ownSecretsOf(view.managed, source.id);
    const missing = orderPatterns(source).find((pattern) => props.missingAccess.includes(pattern));
    return (
      <ShopCard
        key={source.id}
        source={source}
        managed={managed}
        ownSecrets={ownSecrets}
        missingAccess={missing ?? null}
        onEdit={() => setOpen(source.id)}
        onRemove={() => void onSave(withoutOrdersEntry(settings, source.id), [])}
        onAllow={props.onAllow}
        busy={props.busy}
      >
        {open === source.id &&
          (managed ? (
            <FixedShop
              source={source}
              ownSecrets={ownSecrets}
              onSave={save}
              onTry={props.onTry}
              onClose={() => setOpen(null)}
              busy={props.busy}
            />
          ) : (
            <ShopForm {...formOf(source.id, source)} kind={kindOf(source)} />
          ))}
      </ShopCard>
    );
  }

  const fresh = freshOrdersId(settings, 'shop');
  return (
    <section ref={section} class="options-section" aria-labelledby="orders-title">
      <h2 id="orders-title" tabIndex={-1}>
        {t('options.orders')}
      </h2>
      <p class="section-text">{t('options.orders.text')}</p>
      {orders.length > 0 && <ul class="connections">{orders.map(card)}</ul>}
      {open === fresh ? (
        <NewShop key={fresh} {...formOf(fresh)} />
      ) : (
        <button type="button" class="button" data-add onClick={() => setOpen(fresh)}>
          <Icon node={Plus} />
          {t('options.shop.add')}
        </button>
      )}
    </section>
  );
}
