import type { IconNode } from 'lucide';
import { CloudOff, TriangleAlert } from 'lucide';
import { formatAgo } from '../../../lib/i18n/formats.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import { Icon } from '../../controls/icon.tsx';
import { useLater } from '../use-later.ts';
import { OfferButton } from './offer-button.tsx';

interface Line {
  icon?: IconNode;
  warning?: boolean;
  /** Said aloud when it comes. */
  news?: string;
  /** Only to be read: it changes with the time, or the agent knows it. */
  more?: string | null;
  small?: string | null;
  action?: { text: string; press: () => void; primary?: boolean };
}

/**
 * One quiet line when what is shown may be old, or is not beside its chat. It stands at the foot, where it moves nothing
 * that the pointer is on. Always in the page, so that its words are spoken as they come. Those of a trouble are fetched
 * after the first paint.
 */
export function Banner({ view, events }: { view: PanelView; events: PanelEvents }) {
  const later = useLater();
  const line = bannerLine(view, events, later);
  const tone = line === null ? 'banner-empty' : line.warning ? 'banner-warning' : '';
  return (
    <div class={`banner ${tone}`.trimEnd()}>
      {line?.icon && <Icon node={line.icon} size={14} />}
      <p>
        <span aria-live="polite">{line?.news}</span> {line?.more && <span>{line.more}</span>}
        {line?.small && <span class="small-print">{line.small}</span>}
      </p>
      {line?.action && (
        <OfferButton text={line.action.text} primary={line.action.primary} onClick={line.action.press} />
      )}
    </div>
  );
}

function bannerLine(view: PanelView, events: PanelEvents, later: ReturnType<typeof useLater>): Line | null {
  const { state, customer, card, chat, error, now } = view;
  if (state === 'inactive') return customer && (later?.inactiveLine(view) ?? null);
  if (state === 'not-whatsapp') {
    if (!customer) return null;
    const back = { text: t('state.notWhatsApp.action'), press: () => events.backToWhatsApp(), primary: true };
    return { more: t('state.notWhatsApp.text'), action: back };
  }
  if (state === 'error' || !(chat || customer)) return null;
  if (view.offline) {
    const more = card && t('panel.readAgo', { ago: formatAgo(card.readAt, now) });
    return { icon: CloudOff, news: t('panel.offline'), more };
  }
  if (!later) return null;
  const say = later.errorWords;
  const trouble = view.setup?.active?.trouble;
  if (!error && trouble) return { icon: TriangleAlert, warning: true, news: say(trouble, 'read').text };
  if (!error || !customer) return null;
  const { text, small } = say(error, 'read');
  const again = { text: t('save.retry'), press: () => events.refresh() };
  return { icon: TriangleAlert, warning: true, news: text, small, action: again };
}
