/** In which order the parts of the card stand. Pure. */
import type { Layout } from '../../../lib/session/shapes.ts';

/** As they usually stand. */
const sectionIds = ['stage', 'tags', 'follow-up', 'details', 'orders', 'embeds'] as const;
export type SectionId = (typeof sectionIds)[number];

/** All parts in the agent's order; one that the order does not name stands behind its usual neighbour. */
export function inOrder({ order }: Pick<Layout, 'order'>): SectionId[] {
  const placed = [...new Set(order)].filter(isSection);
  for (const [at, id] of sectionIds.entries()) {
    if (placed.includes(id)) continue;
    const before = sectionIds[at - 1];
    placed.splice(before === undefined ? 0 : placed.indexOf(before) + 1, 0, id);
  }
  return placed;
}

/** The order after one part took its neighbour's place; `shown` are the parts that can be seen. */
export function moved(
  layout: Pick<Layout, 'order'>,
  shown: readonly SectionId[],
  id: SectionId,
  step: -1 | 1,
): SectionId[] {
  const all = inOrder(layout);
  const visible = all.filter((one) => shown.includes(one));
  const neighbour = visible[visible.indexOf(id) + step];
  if (neighbour === undefined || !visible.includes(id)) return all;
  return all.map((one) => (one === id ? neighbour : one === neighbour ? id : one));
}

function isSection(id: string): id is SectionId {
  return (sectionIds as readonly string[]).includes(id);
}
