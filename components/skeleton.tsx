import { t } from '../lib/i18n/index.ts';

/** The card's shape before the card: the same blocks in the same places, so that nothing moves. */
export function Skeleton() {
  return (
    <div class="card" aria-busy="true">
      <span class="visually-hidden">{t('panel.loading')}</span>
      <div class="block">
        <div class="block-title">
          <h2>{t('stage.title')}</h2>
        </div>
        <div class="stages" aria-hidden="true">
          {['bone-3', 'bone-4', 'bone-3', 'bone-2', 'bone-2'].map((width, index) => (
            <span key={index} class={`bone bone-pill ${width}`} />
          ))}
        </div>
      </div>
      <div class="block">
        <div class="block-title">
          <h2>{t('tags.title')}</h2>
        </div>
        <div class="tags" aria-hidden="true">
          <span class="bone bone-tag bone-3" />
          <span class="bone bone-tag bone-4" />
        </div>
        <span class="bone bone-box" />
      </div>
      <div class="section">
        <div class="section-title">
          <h2>{t('followUp.title')}</h2>
        </div>
        <div class="section-body" aria-hidden="true">
          <span class="bone bone-note" />
          <span class="bone" />
          <span class="bone" />
        </div>
      </div>
      <div class="section">
        <div class="section-title">
          <h2>{t('details.title')}</h2>
        </div>
        <div class="section-body" aria-hidden="true">
          <span class="bone" />
          <span class="bone" />
          <span class="bone" />
        </div>
      </div>
    </div>
  );
}
