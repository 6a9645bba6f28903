import { ArrowDown, ArrowUp } from 'lucide';
import { t } from '../../../lib/i18n/index.ts';
import { Icon } from '../../controls/icon.tsx';

export interface Place {
  index: number;
  count: number;
  /** `focus` names the control that had it. */
  onMove: (by: -1 | 1, focus: string) => void;
}

/** One place up or down. */
export function OrderButtons(props: { id: string; name: string; place: Place; locked: boolean }) {
  const { id, name, place, locked } = props;
  return (
    <>
      <button
        type="button"
        class="button button-icon"
        data-focus={`up ${id}`}
        aria-label={t('options.order.up', { name })}
        aria-keyshortcuts="Alt+ArrowUp"
        title={t('options.order.up.title')}
        disabled={locked || place.index === 0}
        onClick={() => place.onMove(-1, `up ${id}`)}
      >
        <Icon node={ArrowUp} />
      </button>
      <button
        type="button"
        class="button button-icon"
        data-focus={`down ${id}`}
        aria-label={t('options.order.down', { name })}
        aria-keyshortcuts="Alt+ArrowDown"
        title={t('options.order.down.title')}
        disabled={locked || place.index === place.count - 1}
        onClick={() => place.onMove(1, `down ${id}`)}
      >
        <Icon node={ArrowDown} />
      </button>
    </>
  );
}

/** For `onKeyDown` of what holds the buttons: Alt with an arrow moves, wherever in it the focus is. */
export function moveByKey(event: KeyboardEvent, place: Place): void {
  const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
  if (by === null || !event.altKey) return;
  event.preventDefault();
  const { target } = event;
  place.onMove(by, (target instanceof HTMLElement && target.dataset.focus) || '');
}
