import type { AppErrorData } from '../../lib/errors/app-error.ts';
import { t } from '../../lib/i18n/index.ts';

/** In place of the page, when the worker did not answer. */
export function LoadFailed({ error, onRetry }: { error: AppErrorData; onRetry: () => void }) {
  return (
    <main class="options">
      <div class="callout callout-danger" role="alert">
        <p>{t('options.loadFailed', { code: error.code })}</p>
        <button type="button" class="button" onClick={onRetry}>
          {t('options.retry')}
        </button>
      </div>
    </main>
  );
}
