import { Unplug } from 'lucide';
import { t } from '../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../lib/panel/view.ts';
import { Icon } from './icon.tsx';

/** Changes whose connection was removed before they were saved: nobody can save them any more, so they are handed out. */
export function StrandedWrites({ view, events }: { view: PanelView; events: PanelEvents }) {
  const { stranded } = view;
  if (stranded.length === 0) return null;
  const discard = () => {
    for (const { id, state } of stranded) {
      if (state === 'waiting') events.undo(id);
      else events.closeWrite(id, 'dropped');
    }
  };
  return (
    <div class="save">
      <div class="save-line" data-tone="bad">
        <div class="save-words">
          <Icon node={Unplug} size={14} />
          <div>
            <p>{t('save.stranded', { count: stranded.length })}</p>
            <p class="save-advice">{t('save.strandedAdvice')}</p>
          </div>
        </div>
        <div class="save-actions">
          <button type="button" class="button" onClick={() => events.downloadWrites(stranded)}>
            {t('save.download')}
          </button>
          <button type="button" class="button" onClick={discard}>
            {t('save.discard')}
          </button>
        </div>
      </div>
    </div>
  );
}
