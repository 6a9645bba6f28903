import type { CrmAdapter } from '../crm/port.ts';
import { parseE164, spellings } from '../phone/index.ts';
import type { Found } from '../session/shapes.ts';
import { withoutTurns } from '../text/unseen.ts';
import { candidateView, foundView } from './candidates.ts';

/**
 * By name and the like where the back end can; a number is looked up as one wherever that can be done.
 * @param from where an earlier part of the same search ended; null for the first.
 */
export async function searchCustomers(
  adapter: CrmAdapter,
  text: string,
  from: string | null,
  signal: AbortSignal,
): Promise<Found> {
  const { read } = adapter.capabilities;
  const e164 = read.includes('find') && from === null ? parseE164(text) : null;
  const byNumber = e164 ? await adapter.findByPhone({ e164, spellings: spellings(e164) }, signal) : [];
  if (byNumber.length > 0) return { people: byNumber.map(candidateView) };
  if (!read.includes('search')) return { people: [] };
  const wanted = withoutTurns(text).trim();
  if (!adapter.searchFurther) return { people: (await adapter.search(wanted, signal)).map(foundView) };
  const { customers, goneThrough, of, next } = await adapter.searchFurther(wanted, from, signal);
  const people = customers.map(foundView);
  return next === null ? { people } : { people, further: { from: next, goneThrough, ...(of && { of }) } };
}
