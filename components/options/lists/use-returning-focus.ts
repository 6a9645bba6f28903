import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * The focus goes back to what opened a form when it closes (`data-edit` with its id, else `data-add`), and to the section's
 * title when one of `count` was removed.
 * @param open Id of what is open; null: nothing is.
 */
export function useReturningFocus(
  section: RefObject<HTMLElement | null>,
  open: string | null,
  count: number,
): void {
  const before = useRef({ open, count });
  useEffect(() => {
    const { open: closed, count: had } = before.current;
    before.current = { open, count };
    const find = (selector: string) => section.current?.querySelector<HTMLElement>(selector);
    if (open === null && closed !== null) {
      (find(`[data-edit="${CSS.escape(closed)}"]`) ?? find('[data-add]'))?.focus();
    } else if (count < had) find('h2')?.focus();
  }, [open, count]);
}
