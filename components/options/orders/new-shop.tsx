import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { orderPresets } from '../../../lib/settings/order-source.ts';
import { RadioCards } from '../form/controls.tsx';
import type { ShopFormProps } from './order-events.ts';
import { PresetForm } from './preset-form.tsx';
import { presetWords } from './preset-words.ts';

/** A shop to add: which one it is, and its form. */
export function NewShop(props: ShopFormProps) {
  const [kind, setKind] = useState<(typeof orderPresets)[number]>('woocommerce');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  return (
    <div ref={box} class="connection connection-new new-shop">
      <h3>{t('options.shop.add')}</h3>
      <RadioCards
        name={`shop-${props.id}-kind`}
        legend={t('options.shop.kind')}
        value={kind}
        onValue={setKind}
        compact
        choices={orderPresets.map((preset) => ({
          value: preset,
          label: t(presetWords[preset].name),
          text: t(presetWords[preset].text),
        }))}
      />
      <PresetForm key={kind} {...props} preset={kind} />
    </div>
  );
}
