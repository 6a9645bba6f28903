import { Eye } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelView } from '../../../lib/panel/view.ts';
import { Icon } from '../../controls/icon.tsx';
import { errorWords } from '../../words/error-words.ts';

/** Over the card of somebody whom the open chat is not with: that this is so, and the way back, also by Esc. */
export function AsideBar({ view, onBack }: { view: PanelView; onBack: () => void }) {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    back.current?.focus();
    const leave = (event: KeyboardEvent) => {
      // What is open over it is closed first.
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      onBack();
    };
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, []);
  const { error } = view;
  return (
    <div class="aside-bar">
      <Icon node={Eye} size={14} />
      <div aria-live="polite">
        <p>{t(view.beside === 'unreadable' ? 'aside.unsure' : 'aside.text')}</p>
        {error && <p>{`${t('aside.unread')} ${errorWords(error, 'read').text}`}</p>}
      </div>
      <button ref={back} type="button" class="button" aria-label={t('aside.whole')} onClick={() => onBack()}>
        {t('aside.back')}
      </button>
    </div>
  );
}
