import { HardDrive } from 'lucide';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import { DiscardLost } from '../../controls/discard-lost.tsx';
import { Icon } from '../../controls/icon.tsx';
import { errorWords } from '../../words/error-words.ts';

/** At the foot: this device can't be read or written, or some of what it keeps never again. */
export function DeviceTrouble({ view, events }: { view: PanelView; events: PanelEvents }) {
  const { device, state, error } = view;
  if (!device) return null;
  // Said in the place of the card already.
  const isShownAbove = state === 'error' && error?.reason === device.error?.reason;
  const trouble = device.error && !isShownAbove ? errorWords(device.error, 'edit').text : null;
  const { lost } = device;
  if (trouble === null && !lost) return null;
  return (
    <div class="save">
      {trouble !== null && <Line text={trouble} />}
      {lost && (
        <Line
          text={t('device.lost', { count: lost.entries, writes: lost.writes })}
          advice={t('device.lostAdvice')}
          onDiscard={events.discardLost}
        />
      )}
    </div>
  );
}

function Line(props: { text: string; advice?: string; onDiscard?: () => void }) {
  return (
    <div class="save-line" data-tone="bad">
      <div class="save-words">
        <Icon node={HardDrive} size={14} />
        <div>
          <p>{props.text}</p>
          {props.advice && <p class="save-advice">{props.advice}</p>}
        </div>
      </div>
      {props.onDiscard && (
        <div class="save-actions">
          <DiscardLost onDiscard={props.onDiscard} />
        </div>
      )}
    </div>
  );
}
