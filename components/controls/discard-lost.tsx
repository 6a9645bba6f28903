import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import { CommandButton } from './command-button.tsx';
import { focusWhenShown } from './focus-when-shown.ts';

/** Asks before it discards. */
export function DiscardLost({ onDiscard }: { onDiscard: () => void }) {
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <CommandButton command="offer" class="button" onClick={() => setAsking(true)}>
        {t('device.discard')}
      </CommandButton>
    );
  }
  return (
    <>
      <button
        type="button"
        class="button"
        onClick={() => {
          setAsking(false);
          onDiscard();
        }}
      >
        {t('device.discardQuestion')}
      </button>
      <button type="button" class="button" ref={focusWhenShown} onClick={() => setAsking(false)}>
        {t('device.keep')}
      </button>
    </>
  );
}
