import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** To the first field that is wrong, after each attempt to use what is typed. What is folded around it opens. */
export function useFirstWrong(form: RefObject<HTMLElement | null>, attempts: number): void {
  useEffect(() => {
    if (attempts === 0) return;
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    wrong?.closest('details')?.setAttribute('open', '');
    wrong?.focus();
  }, [attempts]);
}
