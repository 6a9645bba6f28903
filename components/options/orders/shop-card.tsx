import { ShoppingBag } from 'lucide';
import type { ComponentChildren } from 'preact';
import { t } from '../../../lib/i18n/index.ts';
import { templateHost } from '../../../lib/settings/addresses.ts';
import type { OrderSource } from '../../../lib/settings/order-source.ts';
import { KeptCard } from '../kept/kept-card.tsx';
import { kindWords } from './shop-form.tsx';

/** One shop that is kept. */
export function ShopCard(props: {
  source: OrderSource;
  /** Named by policy: it can't be changed or removed. */
  managed: boolean;
  /** The headers that policy leaves to the user. */
  ownSecrets: readonly string[];
  missingAccess: string | null;
  onEdit: () => void;
  onRemove: () => void;
  /** Called in the click itself. */
  onAllow: (pattern: string) => void;
  busy: boolean;
  /** What is open of it. */
  children?: ComponentChildren;
}) {
  const { source, managed } = props;
  const host = templateHost(source.url);
  const name = source.name ?? host;
  return (
    <KeptCard
      id={source.id}
      icon={ShoppingBag}
      name={name}
      line={source.preset === undefined ? host : `${kindWords(source.preset).name} · ${host}`}
      managed={managed}
      missingAccess={props.missingAccess}
      {...(managed &&
        props.ownSecrets.length === 0 && {
          opens: { label: t('options.shop.tryNamed', { name }), title: t('options.shop.test') },
        })}
      onOpen={props.onEdit}
      removeQuestion={t('options.shop.removeQuestion', { name })}
      onRemove={props.onRemove}
      onAllow={props.onAllow}
      busy={props.busy}
      notices={
        props.ownSecrets.some((header) => source.headers[header] === undefined) && (
          <div class="callout callout-warning">
            <p>{t('options.shop.ownKey.missing')}</p>
            <button type="button" class="button" onClick={props.onEdit}>
              {t('options.shop.ownKey.enter')}
            </button>
          </div>
        )
      }
    >
      {props.children}
    </KeptCard>
  );
}
