import { Pause } from 'lucide';
import { t } from '../../../lib/i18n/index.ts';
import { Icon } from '../../controls/icon.tsx';

/** At the top of the page while nothing is done. */
export function PausedNotice(props: { locked: boolean; busy: boolean; onResume: () => void }) {
  return (
    <div class="callout callout-warning callout-page">
      <Icon node={Pause} />
      <p>
        <strong>{t('options.paused')}</strong>{' '}
        {t(props.locked ? 'options.paused.byPolicy' : 'options.paused.text')}
      </p>
      {!props.locked && (
        <button type="button" class="button" disabled={props.busy} onClick={props.onResume}>
          {t('options.resume')}
        </button>
      )}
    </div>
  );
}
