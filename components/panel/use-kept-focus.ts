import { useLayoutEffect } from 'preact/hooks';

interface Held {
  element: Element;
  /** What stands around it and can take the focus, the nearest first. */
  around: HTMLElement[];
}

/**
 * The focus never falls off the panel: when what has it goes or is switched off, it rests on the nearest part around
 * it that has `tabindex="-1"`, or on the title of what can be folded; the last of these is the panel itself.
 */
export function useKeptFocus(panel: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const root = panel.current;
    if (!root) return;
    let held: Held | null = null;

    const take = ({ target }: FocusEvent) => {
      if (target instanceof Element) held = { element: target, around: restsAround(target) };
    };
    const leave = () =>
      queueMicrotask(() => {
        // One that went is still of interest, and so is one whose window is left.
        if (held?.element.isConnected && held.element !== document.activeElement) held = null;
      });
    const keep = () => {
      if (!held || (held.element.isConnected && !held.element.matches(':disabled'))) return;
      const rest = held.around.find((place) => place.isConnected);
      held = null;
      const now = document.activeElement;
      if (now === null || now === document.body || now.matches(':disabled')) {
        rest?.focus({ preventScroll: true });
      }
    };

    const changes = new MutationObserver(keep);
    changes.observe(root, { subtree: true, childList: true, attributeFilter: ['disabled'] });
    root.addEventListener('focusin', take);
    root.addEventListener('focusout', leave);
    return () => {
      changes.disconnect();
      root.removeEventListener('focusin', take);
      root.removeEventListener('focusout', leave);
    };
  }, [panel]);
}

function restsAround(element: Element): HTMLElement[] {
  const rest = element.parentElement?.closest<HTMLElement>('[tabindex="-1"], details');
  if (!rest) return [];
  return [rest.querySelector<HTMLElement>(':scope > summary') ?? rest, ...restsAround(rest)];
}
