import { useLayoutEffect } from 'preact/hooks';

/**
 * While an input method puts a word together, keys are its own: Esc drops the word, Enter takes it, arrows choose. None
 * of them reaches the page then, so none closes, saves or moves anything; the browser's own boxes stay open, too.
 */
export function useInputMethod(): void {
  useLayoutEffect(() => {
    window.addEventListener('keydown', leaveToInputMethod, true);
    return () => window.removeEventListener('keydown', leaveToInputMethod, true);
  }, []);
}

/** The last key of a word may come when it is put together already: 229 says whose it was. */
function leaveToInputMethod(event: KeyboardEvent): void {
  if (!event.isComposing && event.keyCode !== 229) return;
  event.stopImmediatePropagation();
  if (event.key === 'Escape') event.preventDefault();
}
