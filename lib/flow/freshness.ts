/** How long an answer is shown without asking again. All in ms. */
const cardFreshFor = 60_000;
export const catalogueFreshFor = 3_600_000;
/** Between two reads of a catalogue that lacks something. */
export const catalogueRetry = 60_000;
/** After this a look-up is given up; each of its requests ends sooner. */
export const lookupDeadline = 60_000;

/** What seems to come from later is of a clock that was set back since: it may be of any age. Epoch ms. */
export function isFresh(readAt: number, now: number, freshFor = cardFreshFor): boolean {
  const age = now - readAt;
  return age >= 0 && age < freshFor;
}
