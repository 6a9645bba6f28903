import type { Customer } from '../crm/model.ts';
import type { CrmAdapter } from '../crm/port.ts';
import { toErrorData } from '../errors/app-error.ts';
import { decideMatch } from '../matching/decide-match.ts';
import type { Link } from '../matching/links.ts';
import { parseE164, spellings } from '../phone/index.ts';
import { phoneOf } from '../session/chat-name.ts';
import type { CandidateView, Match } from '../session/shapes.ts';
import { candidateView } from './candidates.ts';

/** Whose chat it is, as far as the back end can tell. `customer`: where it is one for certain. */
export interface Resolved {
  match: Match;
  customer: Customer | null;
}

/**
 * Asks the back end whose chat it is: whom the agent chose first, then by the number.
 *
 * @param chat See `chatName`.
 * @param chosen Customer that the agent chose for this chat.
 * @param at When the question left, epoch ms.
 */
export async function resolveChat(
  adapter: CrmAdapter,
  chat: string,
  { chosen, rejected }: { chosen: string | null; rejected: Link['rejected'] },
  at: number,
  signal: AbortSignal,
): Promise<Resolved> {
  if (chosen) {
    const customer = await getLinked(adapter, chosen, signal);
    if (customer) return { match: matchOf(customer.id, [], at), customer };
  }
  const e164 = parseE164(phoneOf(chat) ?? '');
  if (!e164) return { match: matchOf(null, [], at), customer: null };
  const candidates = await adapter.findByPhone({ e164, spellings: spellings(e164) }, signal);
  const decision = decideMatch({ candidates, link: null, rejected: new Set(rejected) });
  switch (decision.kind) {
    case 'one': {
      const customer = candidates.find((one) => one.customer.id === decision.customerId)?.customer ?? null;
      return { match: matchOf(decision.customerId, [], at), customer };
    }
    case 'confirm':
      return { match: matchOf(null, [candidateView(decision.candidate)], at), customer: null };
    case 'choose':
      return { match: matchOf(null, decision.candidates.map(candidateView), at), customer: null };
    case 'none':
      return { match: matchOf(null, [], at), customer: null };
  }
}

/** `readAt`: when the question left, epoch ms. */
export const matchOf = (customerId: string | null, candidates: CandidateView[], readAt: number): Match => ({
  customerId,
  candidates,
  readAt,
});

/** Null: whoever was chosen is no longer there. */
async function getLinked(adapter: CrmAdapter, id: string, signal: AbortSignal): Promise<Customer | null> {
  try {
    return await adapter.get(id, signal);
  } catch (thrown) {
    if (toErrorData(thrown).code === 'NOT_FOUND') return null;
    throw thrown;
  }
}
