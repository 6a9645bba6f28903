import { t } from '../../../lib/i18n/index.ts';
import { CheckField } from '../form/controls.tsx';
import type { ConnectionValues } from './connection-values.ts';

/** Asked where an address is not encrypted. */
export function PlainHttpConsent(props: {
  idPrefix: string;
  values: Pick<ConnectionValues, 'allowPlainHttp'>;
  onValues: (values: Partial<ConnectionValues>) => void;
  error: string | undefined;
  locked: boolean;
}) {
  return (
    <div class="callout callout-warning">
      <CheckField
        id={`${props.idPrefix}-allowPlainHttp`}
        label={t('options.plainHttp')}
        hint={t('options.plainHttp.hint')}
        error={props.error}
        locked={props.locked}
        checked={props.values.allowPlainHttp}
        onChecked={(allowPlainHttp) => props.onValues({ allowPlainHttp })}
      />
    </div>
  );
}
