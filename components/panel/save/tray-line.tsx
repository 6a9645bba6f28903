import { Inbox } from 'lucide';
import { formatNumber } from '../../../lib/i18n/formats.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelView } from '../../../lib/panel/view.ts';
import { Icon } from '../../controls/icon.tsx';
import { needsAgent, trayItems } from './tray-items.ts';

/** That some of the agent's changes are not saved, whoever they are for. Nothing while all is well. */
export function TrayLine({ view, onOpen }: { view: PanelView; onOpen: () => void }) {
  const items = trayItems(view);
  if (items.length === 0) return null;
  const needed = items.filter(needsAgent).length;
  return (
    <button type="button" class="tray-line" data-needed={needed > 0} onClick={onOpen}>
      <Icon node={Inbox} size={14} />
      <span>{t('tray.open', { count: formatNumber(items.length) })}</span>
      {needed > 0 && <span class="tray-needed">{t('tray.needed', { count: needed })}</span>}
    </button>
  );
}
