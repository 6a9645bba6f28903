import type { CrmAdapter } from '../crm/port.ts';
import { parseE164, spellings } from '../phone/index.ts';
import type { CandidateView } from '../session/shapes.ts';
import { withoutTurns } from '../text/unseen.ts';
import { candidateView, foundView } from './candidates.ts';

/** By name and the like where the back end can; a number is always looked up as one. */
export async function searchCustomers(
  adapter: CrmAdapter,
  text: string,
  signal: AbortSignal,
): Promise<CandidateView[]> {
  const e164 = parseE164(text);
  const byNumber = e164 ? await adapter.findByPhone({ e164, spellings: spellings(e164) }, signal) : [];
  if (byNumber.length > 0) return byNumber.map(candidateView);
  if (!adapter.capabilities.read.includes('search')) return [];
  const found = await adapter.search(withoutTurns(text).trim(), signal);
  return found.map(foundView);
}
