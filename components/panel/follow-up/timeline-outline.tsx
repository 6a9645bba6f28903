import { t } from '../../../lib/i18n/index.ts';

/** Stands where the timeline will be. */
export function TimelineOutline() {
  return (
    <div class="timeline-loading" aria-busy="true">
      <span class="visually-hidden">{t('timeline.loading')}</span>
      <span class="bone" />
      <span class="bone" />
    </div>
  );
}
