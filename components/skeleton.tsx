import { t } from '../lib/i18n/index.ts';
import type { PanelView } from '../lib/panel/view.ts';

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
  return (
    <div class="card" aria-busy="true">
      <span class="visually-hidden">{t('panel.loading')}</span>
      {showsStages && (
        <div class="block">
          <div class="block-title">
            <h2>{t('stage.title')}</h2>
          </div>
          <div class="stages" aria-hidden="true">
            {stages.map((name, index) => (
              <span key={`${index} ${name}`} class="stage stage-bone">
                {name}
              </span>
            ))}
          </div>
          {showsOutcomes && <div class="outcomes outcomes-bone" />}
        </div>
      )}
      {showsTags && (
        <div class="block">
          <div class="block-title">
            <h2>{t('tags.title')}</h2>
          </div>
          <div class="tags" aria-hidden="true">
            <span class="bone bone-tag bone-3" />
            <span class="bone bone-tag bone-4" />
          </div>
          {(!change || change.setTags.able) && <span class="bone bone-box" />}
        </div>
      )}
      {(showsNote || showsTimeline) && (
        <div class="section">
          <div class="section-title">
            <h2>{t('followUp.title')}</h2>
          </div>
          <div class="section-body" aria-hidden="true">
            {showsNote && <span class="bone bone-note" />}
            {showsTimeline && <Lines />}
          </div>
        </div>
      )}
      <div class="section">
        <div class="section-title">
          <h2>{t('details.title')}</h2>
        </div>
        <div class="section-body" aria-hidden="true">
          <Lines />
        </div>
      </div>
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
