import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import { t } from '../../../lib/i18n/index.ts';
import { DiscardLost } from '../../controls/discard-lost.tsx';
import { errorWords } from '../../words/error-words.ts';

/** In place of the page, when the worker did not answer, or can't read what is kept. */
export function LoadFailed(props: { error: AppErrorData; onRetry: () => void; onDiscardLost: () => void }) {
  const { error, onRetry } = props;
  return (
    <main class="options">
      <div class="callout callout-danger" role="alert">
        <p>
          {error.reason ? errorWords(error, 'edit').text : t('options.loadFailed', { code: error.code })}
          {error.reason === 'key-unreadable' && ` ${t('device.keyAdvice')}`}
        </p>
        <button type="button" class="button" onClick={onRetry}>
          {t('options.retry')}
        </button>
        {error.reason === 'key-unreadable' && <DiscardLost onDiscard={props.onDiscardLost} />}
      </div>
    </main>
  );
}
