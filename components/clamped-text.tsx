import { useState } from 'preact/hooks';
import { t } from '../lib/i18n/index.ts';

/** Text of any length from outside: cut after a few lines when it is long, and whole at a press. */
export function ClampedText({ text, long = 120 }: { text: string; long?: number }) {
  const [whole, setWhole] = useState(false);
  const isLong = text.length > long || text.split('\n', 5).length > 4;
  if (!isLong) {
    return (
      <span class="text" dir="auto">
        {text}
      </span>
    );
  }
  return (
    <>
      <span class={whole ? 'text' : 'text text-clamped'} dir="auto">
        {text}
      </span>
      <button type="button" class="text-toggle" aria-expanded={whole} onClick={() => setWhole(!whole)}>
        {whole ? t('text.less') : t('text.more')}
      </button>
    </>
  );
}
