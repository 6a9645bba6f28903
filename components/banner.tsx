import { CloudOff, TriangleAlert } from 'lucide';
import type { ComponentChildren } from 'preact';
import { formatAgo } from '../lib/i18n/formats.ts';
import { t } from '../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../lib/panel/view.ts';
import { errorWords } from './error-words.ts';
import { Icon } from './icon.tsx';

/** One quiet line above the card when what it shows may be old, or is not beside its chat. */
export function Banner({ view, events }: { view: PanelView; events: PanelEvents }) {
  if (view.state === 'not-whatsapp') {
    return (
      <Line>
        <p>{t('state.notWhatsApp.text')}</p>
        <button type="button" class="button button-primary" onClick={() => events.backToWhatsApp()}>
          {t('state.notWhatsApp.action')}
        </button>
      </Line>
    );
  }
  if (view.offline) {
    return (
      <Line>
        <Icon node={CloudOff} />
        <p>
          {view.card
            ? t('panel.offline', { ago: formatAgo(view.card.readAt, view.now) })
            : t('panel.offlineNever')}
        </p>
      </Line>
    );
  }
  if (view.error && view.customer) {
    const { text, small } = errorWords(view.error, 'read');
    return (
      <Line warning>
        <Icon node={TriangleAlert} />
        <p>
          {text} {small && <span class="small-print">{small}</span>}
        </p>
        <button type="button" class="button" onClick={() => events.refresh()}>
          {t('save.retry')}
        </button>
      </Line>
    );
  }
  return null;
}

function Line({ children, warning = false }: { children: ComponentChildren; warning?: boolean }) {
  return <div class={warning ? 'banner banner-warning' : 'banner'}>{children}</div>;
}
