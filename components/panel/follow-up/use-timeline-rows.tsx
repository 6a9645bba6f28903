import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import type { Catalogue, TimelineEvent } from '../../../lib/crm/model.ts';
import { formatLocale } from '../../../lib/i18n/index.ts';

/**
 * Draws each event once, until what its words depend on changes (the catalogue, the day, the language): with thousands
 * of them every key press would wait for all. A reminder depends on the minute and is drawn every time.
 */
export function useTimelineRows(
  draw: (event: TimelineEvent) => VNode,
  catalogue: Catalogue | null,
  now: number,
): (event: TimelineEvent) => VNode {
  const day = `${new Date(now).toDateString()} ${formatLocale()}`;
  const kept = useRef({ catalogue, day, rows: new WeakMap<TimelineEvent, VNode>() });
  if (kept.current.catalogue !== catalogue || kept.current.day !== day) {
    kept.current = { catalogue, day, rows: new WeakMap() };
  }
  const { rows } = kept.current;
  return (event) => {
    const known = event.dueAt === undefined ? rows.get(event) : undefined;
    const row = known ?? draw(event);
    rows.set(event, row);
    return row;
  };
}
