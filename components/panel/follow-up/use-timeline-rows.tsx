import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import type { Catalogue, TimelineEvent } from '../../../lib/crm/model.ts';
import { formatLocale } from '../../../lib/i18n/index.ts';

interface Row {
  heading: string | null;
  drawn: VNode;
}

/**
 * Draws each event once, under the heading of its day where it is the first of it, until what its words depend
 * on changes (the catalogue, the day, the language): with thousands of them every key press would wait for all. A reminder depends on the minute and is drawn every time.
 */
export function useTimelineRows(
  draw: (event: TimelineEvent, day: string | null) => VNode,
  catalogue: Catalogue | null,
  now: number,
): (event: TimelineEvent, heading: string | null) => VNode {
  const day = `${new Date(now).toDateString()} ${formatLocale()}`;
  const kept = useRef({ catalogue, day, rows: new WeakMap<TimelineEvent, Row>() });
  if (kept.current.catalogue !== catalogue || kept.current.day !== day) {
    kept.current = { catalogue, day, rows: new WeakMap() };
  }
  const { rows } = kept.current;
  return (event, heading) => {
    const known = event.dueAt === undefined ? rows.get(event) : undefined;
    const row = known?.heading === heading ? known : { heading, drawn: draw(event, heading) };
    rows.set(event, row);
    return row.drawn;
  };
}
