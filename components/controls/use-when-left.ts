import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Calls `onLeave` when the focus has left, but not while the pointer is pressed: what is pressed must not move away
 * before the press has become a click.
 */
export function useWhenLeft(onLeave: () => void): { enter(): void; leave(): void } {
  const latest = useRef(onLeave);
  latest.current = onLeave;
  const pressed = useRef(false);
  const isLeft = useRef(false);
  const settle = () => {
    if (!isLeft.current || pressed.current) return;
    isLeft.current = false;
    latest.current();
  };
  useLayoutEffect(() => {
    const page = window;
    const down = () => {
      pressed.current = true;
    };
    const up = () => {
      pressed.current = false;
      setTimeout(settle);
    };
    page.addEventListener('pointerdown', down, true);
    page.addEventListener('pointerup', up, true);
    page.addEventListener('pointercancel', up, true);
    return () => {
      page.removeEventListener('pointerdown', down, true);
      page.removeEventListener('pointerup', up, true);
      page.removeEventListener('pointercancel', up, true);
    };
  }, []);
  return {
    enter() {
      isLeft.current = false;
    },
    leave() {
      isLeft.current = true;
      settle();
    },
  };
}
