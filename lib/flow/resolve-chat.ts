import type { Customer } from '../crm/model.ts';
import type { Candidate, CrmAdapter } from '../crm/port.ts';
import { toErrorData } from '../errors/app-error.ts';
import { decideMatch, type MatchDecision } from '../matching/decide-match.ts';
import type { Link } from '../matching/links.ts';
import type { NumberSince } from '../matching/merge-words.ts';
import type { E164 } from '../phone/e164.ts';
import { spellings } from '../phone/index.ts';
import type { CandidateView, Match } from '../session/shapes.ts';
import { candidateView, foundView, handleView, linkedView } from './candidates.ts';

/** Whose chat it is, as far as the back end can tell. `customer`: where it is one for certain. */
export interface Resolved {
  match: Match;
  customer: Customer | null;
  /** Whom the agent chose, as the back end has them: their id may be another by now. Null: nobody, or gone. */
  linked: Customer | null;
}

/**
 * Asks the back end whose chat it is: whom the agent chose first, then by the number. Where the number is another than it
 * was when the agent chose, the chosen one is asked about; where it came to be known since, only if it is somebody else's.
 * A back end that cannot look up a number knows whom the agent chose, and nobody else.
 *
 * @param phone Of the chat, whether WhatsApp shows or hides it.
 * @param chosen Customer that the agent chose for this chat.
 * @param handle Its username, by which somebody is looked for where the number finds nobody, or there is none; null where
 *   WhatsApp shows a number.
 * @param at When the question left, epoch ms.
 */
export async function resolveChat(
  adapter: CrmAdapter,
  phone: E164 | null,
  {
    chosen,
    rejected,
    number,
    handle,
  }: { chosen: string | null; rejected: Link['rejected']; number: NumberSince; handle: string | null },
  at: number,
  signal: AbortSignal,
): Promise<Resolved> {
  const linked = chosen === null ? null : await getLinked(adapter, chosen, signal);
  const nobody = (match: Match, refused: CandidateView[]): Resolved => ({
    match: {
      ...match,
      ...(refused.length > 0 && { rejected: refused }),
      ...(chosen && match.candidates.length === 0 && { linkGone: true as const }),
    },
    customer: null,
    linked,
  });
  if (linked && (number === 'same' || !phone))
    return { match: matchOf(linked.id, [], at), customer: linked, linked };
  const namesakes = async (): Promise<Match> => {
    const called = handle === null ? [] : ((await adapter.findByHandle?.(handle, signal)) ?? []);
    const asked = called.filter(({ id }) => !rejected.includes(id)).map(handleView);
    const match = matchOf(null, asked, at);
    return asked.length > 0 && handle !== null ? { ...match, handle } : match;
  };
  if (!phone) {
    const match = await namesakes();
    const refused = match.candidates.length > 0 ? [] : await stillThere(adapter, rejected, signal);
    return nobody(match, refused);
  }
  const finds = adapter.capabilities.read.includes('find');
  const asked = { e164: phone, spellings: spellings(phone) };
  const candidates = finds ? await adapter.findByPhone(asked, signal) : [];
  const decision = decideMatch({ candidates, link: null, rejected: new Set(rejected) });
  if (linked) {
    const others = candidatesOf(decision, candidates).filter(({ customer }) => customer.id !== linked.id);
    const isTheirs = decision.kind === 'one' && others.length === 0;
    const isAsked = number === 'changed' ? !isTheirs : others.some(({ reason }) => reason === 'same-number');
    if (!isAsked) return { match: matchOf(linked.id, [], at), customer: linked, linked };
    const asked = [linkedView(linked), ...others.map(candidateView)];
    return { match: matchOf(null, asked, at), customer: null, linked };
  }
  switch (decision.kind) {
    case 'one': {
      const customer = candidates.find((one) => one.customer.id === decision.customerId)?.customer ?? null;
      return { match: matchOf(decision.customerId, [], at), customer, linked };
    }
    case 'confirm':
      return { match: matchOf(null, [candidateView(decision.candidate)], at), customer: null, linked };
    case 'choose':
      return { match: matchOf(null, decision.candidates.map(candidateView), at), customer: null, linked };
    case 'none': {
      const everybody = new Map(candidates.map((one) => [one.customer.id, candidateView(one)]));
      const match = await namesakes();
      return nobody(match, finds ? [...everybody.values()] : await stillThere(adapter, rejected, signal));
    }
  }
}

/** Who is left of those who were found. */
function candidatesOf(decision: MatchDecision, found: readonly Candidate[]): Candidate[] {
  switch (decision.kind) {
    case 'one':
      return found.filter(({ customer }) => customer.id === decision.customerId).slice(0, 1);
    case 'confirm':
      return [decision.candidate];
    case 'choose':
      return decision.candidates;
    case 'none':
      return [];
  }
}

/** `readAt`: when the question left, epoch ms. */
export const matchOf = (customerId: string | null, candidates: CandidateView[], readAt: number): Match => ({
  customerId,
  candidates,
  readAt,
});

/** The last few whom the agent rejected, to be taken back: what can't be read of them now is left out. */
async function stillThere(
  adapter: CrmAdapter,
  rejected: Link['rejected'],
  signal: AbortSignal,
): Promise<CandidateView[]> {
  const asked = rejected.slice(-2).map((id) => getLinked(adapter, id, signal).catch(() => null));
  return (await Promise.all(asked)).flatMap((customer) => (customer ? [foundView(customer)] : []));
}

/** Null: whoever was chosen is no longer there. */
async function getLinked(adapter: CrmAdapter, id: string, signal: AbortSignal): Promise<Customer | null> {
  try {
    return await adapter.get(id, signal);
  } catch (thrown) {
    if (toErrorData(thrown).code === 'NOT_FOUND') return null;
    throw thrown;
  }
}
