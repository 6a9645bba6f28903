import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents } from '../../../lib/panel/view.ts';
import type { CandidateView } from '../../../lib/session/shapes.ts';
import { useSteadyOrder } from '../../controls/use-steady-order.ts';
import { OfferButton } from '../notices/offer-button.tsx';
import { CandidateList } from './candidate-list.tsx';

/** Several customers may have this number: the agent chooses, once. */
export function ChooseMatch(props: {
  candidates: CandidateView[];
  masked: boolean;
  events: PanelEvents;
  /** Makes one of two. */
  onMerge: (() => void) | null;
}) {
  const { masked, events } = props;
  const candidates = useSteadyOrder(props.candidates, ({ customerId }) => customerId, '');
  return (
    <section class="ask">
      <h2 class="ask-title">{t('find.chooseTitle')}</h2>
      <p class="ask-text">{t('find.chooseText')}</p>
      <CandidateList people={candidates} masked={masked} onChoose={events.link} />
      {props.onMerge && candidates.length === 2 && (
        <OfferButton text={t('merge.these')} onClick={props.onMerge} />
      )}
      <OfferButton
        text={t('find.none')}
        onClick={() => events.reject(candidates.map(({ customerId }) => customerId))}
      />
    </section>
  );
}
