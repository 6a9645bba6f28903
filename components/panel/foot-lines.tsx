import { MessageSquareQuote } from 'lucide';
import { t } from '../../lib/i18n/index.ts';
import { isAside, type PanelView } from '../../lib/panel/view.ts';
import { useCommands } from '../controls/commands.ts';
import { Icon } from '../controls/icon.tsx';
import type { DialogName } from './panel-dialogs.tsx';
import { TrayLine } from './save/tray-line.tsx';

/** What can be opened from the foot, whoever is drawn above it. */
export function FootLines({ view, onOpen }: { view: PanelView; onOpen: (dialog: DialogName) => void }) {
  // A chat is open, and nobody else is looked at.
  const mayReply = view.chat !== null && !isAside(view);
  useCommands(mayReply ? [{ kind: 'replies', run: () => onOpen('replies') }] : []);
  return (
    <>
      {mayReply && (
        <button type="button" class="foot-line replies-line" onClick={() => onOpen('replies')}>
          <Icon node={MessageSquareQuote} size={14} />
          <span>{t('replies.title')}</span>
          {view.setup?.preferences.shortcuts && (
            <span class="key" aria-hidden="true">
              /
            </span>
          )}
        </button>
      )}
      <TrayLine view={view} onOpen={() => onOpen('tray')} />
    </>
  );
}
