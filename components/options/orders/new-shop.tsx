import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { RadioCards } from '../form/controls.tsx';
import type { ShopFormProps } from './order-events.ts';
import { kindWords, ShopForm, type ShopKind, shopKinds } from './shop-form.tsx';

/** A shop to add: which one it is, and its form. */
export function NewShop(props: ShopFormProps) {
  const [kind, setKind] = useState<ShopKind>('woocommerce');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  const choices = shopKinds.map((value) => {
    const { name, text } = kindWords(value);
    return { value, label: name, text };
  });
  return (
    <div ref={box} class="connection connection-new new-shop">
      <h3>{t('options.shop.add')}</h3>
      <RadioCards
        name={`shop-${props.id}-kind`}
        legend={t('options.shop.kind')}
        value={kind}
        onValue={setKind}
        compact
        choices={choices}
      />
      <ShopForm key={kind} {...props} kind={kind} />
    </div>
  );
}
