import { useEffect, useRef } from 'preact/hooks';

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
  useEffect(() => {
    const down = () => {
      pressed.current = true;
    };
    const up = () => {
      pressed.current = false;
      setTimeout(settle);
    };
    addEventListener('pointerdown', down, true);
    addEventListener('pointerup', up, true);
    addEventListener('pointercancel', up, true);
    return () => {
      removeEventListener('pointerdown', down, true);
      removeEventListener('pointerup', up, true);
      removeEventListener('pointercancel', up, true);
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
