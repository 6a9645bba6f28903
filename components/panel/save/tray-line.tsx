import { Inbox } from 'lucide';
import { useMemo } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelView } from '../../../lib/panel/view.ts';
import { Icon } from '../../controls/icon.tsx';
import { dueElsewhere } from './due-elsewhere.ts';
import { needsAgent, trayItems } from './tray-items.ts';

/** That changes are not saved, or reminders due, whoever they are for. Nothing while all is well. */
export function TrayLine({ view, onOpen }: { view: PanelView; onOpen: () => void }) {
  const { state, reminders, customer, everywhere, now } = view;
  const items = trayItems(view);
  const due = useMemo(() => dueElsewhere(view).length, [state, reminders, customer?.id, everywhere, now]);
  const count = items.length + due;
  if (count === 0) return null;
  const needed = items.filter(needsAgent).length;
  return (
    <button type="button" class="foot-line tray-line" data-needed={needed > 0} onClick={onOpen}>
      <Icon node={Inbox} size={14} />
      <span>{t('tray.open', { count })}</span>
      {needed > 0 && <span class="tray-needed">{t('tray.needed', { count: needed })}</span>}
      {due > 0 && <span class="tray-due">{t('tray.due', { count: due })}</span>}
    </button>
  );
}
