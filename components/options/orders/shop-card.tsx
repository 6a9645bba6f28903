import { Lock, Pencil, ShoppingBag, Trash2 } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { templateHost } from '../../../lib/settings/addresses.ts';
import type { OrderSource } from '../../../lib/settings/order-source.ts';
import { patternHost } from '../../../lib/settings/permission-pattern.ts';
import { Icon } from '../../controls/icon.tsx';
import { Question } from '../form/question.tsx';

/** One shop that is kept. */
export function ShopCard(props: {
  source: OrderSource;
  /** Named by policy: it can't be changed or removed. */
  managed: boolean;
  missingAccess: string | null;
  onEdit: () => void;
  onRemove: () => void;
  /** Called in the click itself. */
  onAllow: (pattern: string) => void;
  busy: boolean;
  /** What is open of it. */
  children?: ComponentChildren;
}) {
  const { source, managed, missingAccess } = props;
  const [removing, setRemoving] = useState(false);
  const removeButton = useRef<HTMLButtonElement>(null);
  const host = templateHost(source.url);
  const name = source.name ?? host;
  return (
    <li class="connection">
      <div class="connection-head">
        <span class="connection-icon">
          <Icon node={ShoppingBag} size={20} />
        </span>
        <div class="connection-words">
          <h3>
            <bdi>{name}</bdi>
          </h3>
          <p class="connection-line">
            {source.preset === undefined ? host : `${t('options.shop.woocommerce')} · ${host}`}
          </p>
          {managed && (
            <p class="field-lock">
              <Icon node={Lock} size={12} />
              {t('options.managedConnection')}
            </p>
          )}
        </div>
        {!props.children && (
          <div class="connection-buttons">
            <button
              type="button"
              class="button button-icon"
              data-edit={source.id}
              aria-label={t(isFixed(source, managed) ? 'options.shop.tryNamed' : 'options.editNamed', {
                name,
              })}
              title={t(isFixed(source, managed) ? 'options.shop.test' : 'options.edit')}
              onClick={props.onEdit}
            >
              <Icon node={Pencil} />
            </button>
            {!managed && (
              <button
                ref={removeButton}
                type="button"
                class="button button-icon"
                aria-label={t('options.removeNamed', { name })}
                title={t('options.remove')}
                onClick={() => setRemoving(true)}
              >
                <Icon node={Trash2} />
              </button>
            )}
          </div>
        )}
      </div>
      {missingAccess !== null && !props.children && (
        <div class="callout callout-warning">
          <p>{t('options.needsAccess', { host: patternHost(missingAccess) })}</p>
          <button type="button" class="button" onClick={() => props.onAllow(missingAccess)}>
            {t('options.allowAccess', { host: patternHost(missingAccess) })}
          </button>
        </div>
      )}
      {removing && (
        <Question
          text={t('options.shop.removeQuestion', { name })}
          yes={{ label: t('options.remove'), onYes: props.onRemove }}
          no={t('options.keep')}
          onNo={() => {
            setRemoving(false);
            removeButton.current?.focus();
          }}
          busy={props.busy}
        />
      )}
      {props.children}
    </li>
  );
}

/** What is made by a policy or a file has no form: it can be tried only. */
export const isFixed = ({ preset }: OrderSource, managed: boolean): boolean =>
  managed || preset === undefined;
