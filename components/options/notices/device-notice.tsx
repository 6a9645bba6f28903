import { HardDrive } from 'lucide';
import { t } from '../../../lib/i18n/index.ts';
import type { DeviceTrouble } from '../../../lib/session/shapes.ts';
import { DiscardLost } from '../../controls/discard-lost.tsx';
import { Icon } from '../../controls/icon.tsx';
import { errorWords } from '../../words/error-words.ts';

/** At the top of the page: this device can't be read or written, or some of what it keeps never again. */
export function DeviceNotice(props: { trouble: DeviceTrouble; onDiscardLost: () => void }) {
  const { error, lost } = props.trouble;
  return (
    <>
      {error && (
        <div class="callout callout-danger callout-page">
          <Icon node={HardDrive} />
          <p>{errorWords(error, 'edit').text}</p>
        </div>
      )}
      {lost && (
        <div class="callout callout-warning callout-page">
          <Icon node={HardDrive} />
          <p>
            {t('device.lost', { count: lost.entries, writes: lost.writes })} {t('device.lostAdvice')}
          </p>
          <DiscardLost onDiscard={props.onDiscardLost} />
        </div>
      )}
    </>
  );
}
