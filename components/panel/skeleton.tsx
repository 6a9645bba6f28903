import type { ComponentChildren, VNode } from 'preact';
import { t } from '../../lib/i18n/index.ts';
import type { PanelView } from '../../lib/panel/view.ts';
import { inOrder, type SectionId } from './card/section-order.ts';
import { isLong } from './stage/shown-stages.ts';

/** What stands for the stages while no catalogue is known. */
const someStages = ['Talking', 'Talking', 'Talking', 'Talking'];

/** The card's shape before the card: the same blocks in the same places, so that nothing moves when it arrives. */
export function Skeleton({ view }: { view: PanelView }) {
  const capabilities = view.setup?.active?.capabilities;
  const change = capabilities?.change;
  const stages = view.catalogue?.stages.map(({ name }) => name) ?? someStages;
  const showsStages =
    stages.length > 0 && (!capabilities || capabilities.read.includes('stage') || change?.setStage.able);
  const showsTags = !capabilities || capabilities.read.includes('tags') || change?.setTags.able;
  const showsTimeline = !capabilities || capabilities.read.includes('timeline');
  const showsNote = !change || change.note.able;
  const showsOutcomes = change?.setStage.able && capabilities?.outcomes.some((outcome) => outcome !== 'open');
  const parts: Record<SectionId, () => VNode | false | undefined> = {
    stage: () =>
      showsStages && (
        <FoldedShape key="stage" id="stage" title={t('stage.title')} view={view}>
          <div>
            <div class="stage-bar">
              <div class={isLong(stages) ? 'stages stages-few' : 'stages'}>
                {(isLong(stages) ? stages.slice(0, 3) : stages).map((name, index) => (
                  <span key={`${index} ${name}`} class="stage stage-bone">
                    {name}
                  </span>
                ))}
              </div>
            </div>
            {showsOutcomes && <div class="outcomes outcomes-bone" />}
          </div>
        </FoldedShape>
      ),
    // It comes with what is fetched after the first paint.
    orders: () =>
      view.setup?.orders && (
        <FoldedShape key="orders" id="orders" title={t('orders.title')} view={view}>
          <span class="bone" />
          <span class="bone" />
        </FoldedShape>
      ),
    embeds: () => false,
    tags: () =>
      showsTags && (
        <FoldedShape key="tags" id="tags" title={t('tags.title')} view={view}>
          <div>
            <div class="tags">
              <span class="bone bone-tag bone-3" />
              <span class="bone bone-tag bone-4" />
            </div>
            {(!change || change.setTags.able) && <span class="bone bone-box" />}
          </div>
        </FoldedShape>
      ),
    'follow-up': () =>
      (showsNote || showsTimeline) && (
        <FoldedShape key="follow-up" id="follow-up" title={t('followUp.title')} view={view}>
          {showsNote && <span class="bone bone-note" />}
          {showsTimeline && <Lines />}
        </FoldedShape>
      ),
    details: () => (
      <FoldedShape key="details" id="details" title={t('details.title')} view={view}>
        <Lines />
      </FoldedShape>
    ),
  };
  return (
    <div class="card" aria-busy="true">
      <span class="visually-hidden">{t('panel.loading')}</span>
      {inOrder(view.layout).map((id) => parts[id]())}
    </div>
  );
}

function FoldedShape(props: { id: SectionId; title: string; view: PanelView; children: ComponentChildren }) {
  const folded = props.view.layout.folded.includes(props.id);
  return (
    <div class="section" data-section={props.id}>
      <div class="section-title">
        <h2>{props.title}</h2>
      </div>
      {!folded && (
        <div class="section-body" aria-hidden="true">
          {props.children}
        </div>
      )}
    </div>
  );
}

function Lines() {
  return (
    <>
      <span class="bone" />
      <span class="bone" />
      <span class="bone" />
    </>
  );
}
