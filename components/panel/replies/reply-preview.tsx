import { t } from '../../../lib/i18n/index.ts';
import type { Filled } from '../../../lib/replies/fill.ts';

/** The reply as it would be copied; what is missing is marked. */
export function ReplyPreview({ filled, language }: { filled: Filled; language: string | undefined }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long one is scrolled by keyboard
    <section class="reply-preview" aria-label={t('replies.preview')} tabIndex={0}>
      <p dir="auto" lang={language}>
        {filled.pieces.map((piece, at) => {
          // Of one reply, and nothing else tells its pieces apart.
          const key = `${at} ${piece.kind}`;
          if (piece.kind === 'text') return <span key={key}>{piece.text}</span>;
          if (piece.kind === 'value')
            return (
              <bdi key={key} class="reply-value">
                {piece.text}
              </bdi>
            );
          return (
            <mark key={key} class="reply-gap" dir="ltr">
              <span class="visually-hidden">{t('replies.missing')} </span>
              {piece.source}
            </mark>
          );
        })}
      </p>
    </section>
  );
}
