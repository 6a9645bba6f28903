import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import { errorWords } from '../../words/error-words.ts';

/** Why a list could not be read, and what the back end itself says. */
export function ReadError({ error }: { error: AppErrorData }) {
  const { text, small } = errorWords(error, 'read');
  return (
    <p class="callout callout-danger" role="alert">
      <span>
        {text}
        {small && <span class="small-print"> {small}</span>}
        {error.backend?.message && (
          <span class="small-print">
            {' '}
            <bdi>{error.backend.message}</bdi>
          </span>
        )}
      </span>
    </p>
  );
}
