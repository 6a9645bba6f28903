import { t } from '../../../lib/i18n/index.ts';
import type { ChatView, PanelEvents } from '../../../lib/panel/view.ts';
import { maskedName } from '../../../lib/text/masked-name.ts';
import { plainDigits } from '../../../lib/text/plain-digits.ts';
import { shownName } from '../../../lib/text/unseen.ts';
import { PhoneText } from '../../controls/phone-number.tsx';
import { OfferButton } from '../notices/offer-button.tsx';

function whyAsked({ reasons }: ChatView) {
  if (reasons.includes('number:account-superseded')) return 'find.byNameMoved';
  if (reasons.includes('chat:username')) return 'find.byUsername';
  return reasons.includes('chat:unnamed-groups') ? 'find.byNameGroups' : 'find.byNameRows';
}

/** The only one of this name, where that is not enough to be sure: the agent decides, for as long as the chat is open. */
export function ConfirmName(props: { chat: ChatView; masked: boolean; events: PanelEvents }) {
  const { chat, masked, events } = props;
  const title = shownName(chat.displayName) ?? t('find.unnamed');
  const name = maskedName(title, masked);
  const phone = chat.suggestedPhone ?? '';
  const isNumber = plainDigits(title).replace(/\D/g, '') === phone.slice(1);
  return (
    <section class="ask">
      <h2 class="ask-title">{isNumber ? t('find.byNumberTitle') : t('find.byNameTitle', { name })}</h2>
      <p class="ask-number">
        <PhoneText phone={phone} masked={masked} />
      </p>
      <p class="ask-text">{t(whyAsked(chat))}</p>
      {/* A key that went down before the button was there is held, and says nothing. */}
      <div class="ask-actions" onKeyDownCapture={(event) => event.repeat && event.preventDefault()}>
        <OfferButton
          text={isNumber ? t('find.byNumberYes') : t('find.byNameYes', { name })}
          primary
          onClick={() => events.confirmName()}
        />
      </div>
    </section>
  );
}
