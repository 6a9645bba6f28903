import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Esc that nothing else takes leads out of a text box, to where single keys are commands. What was typed stays. */
export function useLeaveBox(main: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const leave = (event: KeyboardEvent) => {
      const { target, key, defaultPrevented } = event;
      if (key !== 'Escape' || defaultPrevented || !isTextBox(target)) return;
      // The browser empties it first.
      if (target.type === 'search' && target.value !== '') return;
      if (!main.current?.contains(target) || target.closest('dialog')) return;
      event.preventDefault();
      main.current.focus({ preventScroll: true });
    };
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, []);
}

function isTextBox(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  return target instanceof HTMLElement && target.matches('input, textarea');
}
