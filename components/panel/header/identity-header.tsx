import { RefreshCw } from 'lucide';
import { formatAge } from '../../../lib/i18n/formats.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import { maskedName } from '../../../lib/text/masked-name.ts';
import { shownName } from '../../../lib/text/unseen.ts';
import { Avatar } from '../../controls/avatar.tsx';
import { Icon } from '../../controls/icon.tsx';
import { PhoneNumber } from '../../controls/phone-number.tsx';
import { CustomerName } from './customer-name.tsx';

/** Who this is: the customer where there is one, else whom WhatsApp names. Nothing scrolls it away. */
export function IdentityHeader({ view, events }: { view: PanelView; events: PanelEvents }) {
  const { customer, chat, setup } = view;
  // Nothing is known yet, not even whose chat this is.
  if (!customer && !chat) return <EmptyHeader view={view} events={events} />;
  const masked = setup?.preferences.maskPhones ?? false;
  const own = shownName(customer ? customer.name : (chat?.displayName ?? null));
  const borrowed = customer && own === null ? borrowedName(chat) : null;
  const whole = own ?? borrowed;
  const name = whole && maskedName(whole, masked);
  const phone = chat?.phone ?? customer?.phones[0]?.e164 ?? customer?.phones[0]?.raw ?? null;
  return (
    <header class="header">
      <Avatar name={name} />
      <div class="header-name">
        <h1>{name === null ? t('header.unnamed') : <CustomerName key={name} name={name} />}</h1>
        {customer?.level && (
          <span class="badge badge-accent" dir="auto" title={customer.level}>
            {customer.level}
          </span>
        )}
        {borrowed !== null && (
          <span class="badge" title={t('header.fromWhatsAppWhy')}>
            {t('header.fromWhatsApp')}
            <span class="visually-hidden">. {t('header.fromWhatsAppWhy')}</span>
          </span>
        )}
        {chat?.byName && (
          <span class="badge" title={t('header.byNameWhy')}>
            {t('header.byName')}
            <span class="visually-hidden">. {t('header.byNameWhy')}</span>
          </span>
        )}
        {chat?.isBusiness && <span class="badge">{t('header.business')}</span>}
        {customer?.state && <span class="badge">{t(`header.state.${customer.state}`)}</span>}
        {customer?.blocked && <span class="badge badge-danger">{t('header.blocked')}</span>}
      </div>
      <Freshness view={view} onRefresh={events.refresh} />
      {phone !== null && (
        <PhoneNumber
          key={phone}
          phone={phone}
          masked={masked}
          commands={view.state === 'ready'}
          onReveal={events.revealPhone}
        />
      )}
    </header>
  );
}

/** What WhatsApp calls whom the CRM has no name for; a title without a letter is their number. */
function borrowedName(chat: PanelView['chat']): string | null {
  const name = shownName(chat?.displayName ?? null);
  return name !== null && /\p{L}/u.test(name) ? name : null;
}

/** How old the card is, and the way to a new one; its room is kept while the card is read. */
function Freshness({ view, onRefresh }: { view: PanelView; onRefresh: () => void }) {
  const { card, customer, state, now } = view;
  if (!card || !customer) {
    return state === 'loading' || state === 'ready' ? (
      <span class="refresh" aria-hidden="true">
        <Icon node={RefreshCw} size={14} />
        <span class="bone" />
      </span>
    ) : null;
  }
  const age = formatAge(card.readAt, now);
  const words = t('header.refreshAge', { ago: age });
  return (
    <button type="button" class="refresh" aria-label={words} title={words} onClick={() => onRefresh()}>
      <Icon node={RefreshCw} size={14} />
      <bdi>{age}</bdi>
    </button>
  );
}

function EmptyHeader({ view, events }: { view: PanelView; events: PanelEvents }) {
  return (
    <div class="header" aria-hidden="true">
      <span class="avatar" />
      <span class="header-name">
        <span class="bone bone-name" />
      </span>
      <Freshness view={view} onRefresh={events.refresh} />
      <span class="phone-line">
        <span class="bone bone-phone" />
        <span class="phone-copies" />
      </span>
    </div>
  );
}
