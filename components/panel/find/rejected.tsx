import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents } from '../../../lib/panel/view.ts';
import type { CandidateView } from '../../../lib/session/shapes.ts';
import { maskedName } from '../../../lib/text/masked-name.ts';
import { shownName } from '../../../lib/text/unseen.ts';
import { OfferButton } from '../notices/offer-button.tsx';

/** Who would be shown had the agent not said that it is somebody else: each of them can be taken back. */
export function Rejected(props: {
  people: readonly CandidateView[];
  masked: boolean;
  onTakeBack: PanelEvents['link'];
}) {
  return props.people.map(({ customerId, name: known }) => {
    const name = maskedName(shownName(known) ?? t('find.unnamed'), props.masked);
    return (
      <div key={customerId} class="compare rejected">
        <p class="text">{t('find.rejected', { name })}</p>
        <OfferButton text={t('find.takeBack', { name })} onClick={() => props.onTakeBack(customerId)} />
      </div>
    );
  });
}
