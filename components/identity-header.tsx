import { RefreshCw } from 'lucide';
import { formatAge, formatAgo } from '../lib/i18n/formats.ts';
import { t } from '../lib/i18n/index.ts';
import type { PanelEvents, PanelView } from '../lib/panel/view.ts';
import { Avatar } from './avatar.tsx';
import { ClampedText } from './clamped-text.tsx';
import { ConnectionSwitch } from './connection-switch.tsx';
import { Icon } from './icon.tsx';
import { OwnerLine } from './owner-line.tsx';
import { PhoneNumber } from './phone-number.tsx';

/** Who this is: the customer where there is one, else whom WhatsApp names. */
export function IdentityHeader({ view, events }: { view: PanelView; events: PanelEvents }) {
  const { customer, chat, card, setup } = view;
  // Nothing is known yet, not even whose chat this is.
  if (!customer && !chat) return <EmptyHeader />;
  const name = customer ? customer.name : (chat?.displayName ?? null);
  const phone = chat?.phone ?? customer?.phones[0]?.e164 ?? customer?.phones[0]?.raw ?? null;
  return (
    <header class="header">
      <Avatar name={name} />
      <div class="header-name">
        <h1>{name === null ? t('header.unnamed') : <ClampedText text={name} long={80} />}</h1>
        {customer?.level && (
          <span class="badge badge-accent" dir="auto">
            {customer.level}
          </span>
        )}
        {chat?.isBusiness && <span class="badge">{t('header.business')}</span>}
        {customer?.blocked && <span class="badge badge-danger">{t('header.blocked')}</span>}
      </div>
      {card && customer && (
        <button
          type="button"
          class="refresh"
          aria-label={t('header.refreshAge', { ago: formatAgo(card.readAt, view.now) })}
          title={t('header.refreshAge', { ago: formatAgo(card.readAt, view.now) })}
          onClick={() => events.refresh()}
        >
          <Icon node={RefreshCw} size={14} />
          <span>{formatAge(card.readAt, view.now)}</span>
        </button>
      )}
      <div class="header-more">
        {phone !== null && (
          <PhoneNumber
            key={phone}
            phone={phone}
            masked={setup?.preferences.maskPhones ?? false}
            onReveal={events.revealPhone}
          />
        )}
        <OwnerLine view={view} events={events} />
      </div>
      <ConnectionSwitch setup={setup} onSelect={events.selectConnection} />
    </header>
  );
}

function EmptyHeader() {
  return (
    <div class="header" aria-hidden="true">
      <span class="avatar" />
      <span class="bone bone-name" />
      <span class="bone bone-phone" />
    </div>
  );
}
