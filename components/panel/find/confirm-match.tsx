import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents } from '../../../lib/panel/view.ts';
import type { CandidateView } from '../../../lib/session/shapes.ts';
import { maskedName } from '../../../lib/text/masked-name.ts';
import { shownName } from '../../../lib/text/unseen.ts';
import { PhoneText } from '../../controls/phone-number.tsx';
import { OfferButton } from '../notices/offer-button.tsx';

/** One customer whose number is close, but not beyond doubt: the agent decides, once. */
export function ConfirmMatch(props: {
  candidate: CandidateView;
  chatPhone: string | null;
  masked: boolean;
  events: PanelEvents;
}) {
  const { candidate, chatPhone, masked, events } = props;
  const name = maskedName(shownName(candidate.name) ?? t('find.unnamed'), masked);
  return (
    <section class="ask">
      <h2 class="ask-title">{t('find.confirmTitle', { name })}</h2>
      {(chatPhone !== null || candidate.stored !== '') && (
        <dl class="compare">
          {chatPhone !== null && (
            <div>
              <dt>{t('find.chatNumber')}</dt>
              <dd>
                <PhoneText phone={chatPhone} masked={masked} />
              </dd>
            </div>
          )}
          {candidate.stored !== '' && (
            <div>
              <dt>{t('find.crmNumber')}</dt>
              <dd>
                <PhoneText phone={candidate.stored} masked={masked} />
              </dd>
            </div>
          )}
        </dl>
      )}
      <p class="ask-text">{t(`reason.${candidate.reason}`)}</p>
      <div class="ask-actions">
        <OfferButton
          text={t('find.yes', { name })}
          primary
          onClick={() => events.link(candidate.customerId)}
        />
        <OfferButton text={t('find.no')} onClick={() => events.reject([candidate.customerId])} />
      </div>
    </section>
  );
}
