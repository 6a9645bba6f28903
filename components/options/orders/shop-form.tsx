import { t } from '../../../lib/i18n/index.ts';
import { type OrderPreset, type OrderSource, orderPresets } from '../../../lib/settings/order-source.ts';
import { JsonForm } from './json-form.tsx';
import type { ShopFormProps } from './order-events.ts';
import { PresetForm } from './preset-form.tsx';
import { presetWords } from './preset-words.ts';

/** What can be added: a shop whose interface is known, or any other. */
export type ShopKind = OrderPreset | 'json';

export const shopKinds: readonly ShopKind[] = [...orderPresets, 'json'];

export const kindOf = ({ preset }: OrderSource): ShopKind => preset ?? 'json';

export function kindWords(kind: ShopKind): { name: string; text: string } {
  if (kind === 'json') return { name: t('options.shop.json'), text: t('options.shop.json.text') };
  const { name, text } = presetWords[kind];
  return { name: t(name), text: t(text) };
}

/** The form of its kind. */
export function ShopForm({ kind, ...props }: ShopFormProps & { kind: ShopKind }) {
  return kind === 'json' ? <JsonForm {...props} /> : <PresetForm {...props} preset={kind} />;
}
