import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import { closedTurns } from '../../lib/text/unseen.ts';

/** Text of any length from outside: cut after a few lines when it is long, and whole at a press. */
export function ClampedText(props: { text: string; long?: number; direction?: 'auto' | 'inherit' }) {
  const { long = 120 } = props;
  const text = closedTurns(props.text);
  const dir = props.direction === 'inherit' ? undefined : 'auto';
  const [whole, setWhole] = useState(false);
  const isLong = text.length > long || text.split('\n', 5).length > 4;
  if (!isLong) {
    return (
      <span class="text" dir={dir}>
        {text}
      </span>
    );
  }
  return (
    <>
      <span class={whole ? 'text' : 'text text-clamped'} dir={dir}>
        {text}
      </span>
      <button type="button" class="text-toggle" aria-expanded={whole} onClick={() => setWhole(!whole)}>
        {whole ? t('text.less') : t('text.more')}
      </button>
    </>
  );
}
