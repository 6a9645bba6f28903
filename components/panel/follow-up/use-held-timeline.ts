import { useRef } from 'preact/hooks';
import type { TimelinePage } from '../../../lib/crm/model.ts';

/** The timeline; while the pointer is inside it, nothing comes in above what is shown: it would move the rest. */
export function useHeldTimeline(page: TimelinePage | null, held: boolean): TimelinePage | null {
  const shown = useRef(page);
  const before = shown.current;
  if (!held || before === null || page === null) shown.current = page;
  else {
    const last = before.events.at(-1);
    const at = page.events.findIndex(({ id }) => id === last?.id);
    const older = at < 0 ? [] : page.events.slice(at + 1);
    shown.current = { events: [...before.events, ...older], next: page.next };
  }
  return shown.current;
}
