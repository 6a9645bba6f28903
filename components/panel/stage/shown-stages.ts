/** Which stages of a long pipeline are in sight. Pure. */

/** More are not shown at once. */
const mostAtOnce = 8;
/** Of a longer pipeline: the one before, the one that counts, the one behind. */
const inSight = 3;

export const isLong = (stages: readonly unknown[]): boolean => stages.length > mostAtOnce;

/**
 * The place of the first that is shown, with `middle` between its neighbours; -1: no stage counts.
 *
 * @param before where the first one was and is to stay for as long as `middle` is in sight; null: nowhere
 */
export function firstShown(count: number, middle: number, before: number | null): number {
  if (count <= mostAtOnce) return 0;
  if (before !== null && middle >= before && middle < before + inSight) return before;
  return Math.max(0, Math.min(middle - 1, count - inSight));
}

/** Behind the last that is shown. */
export const endShown = (count: number, first: number): number =>
  count <= mostAtOnce ? count : first + inSight;
