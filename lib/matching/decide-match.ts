import type { Candidate } from '../crm/port.ts';

export type MatchDecision =
  | { kind: 'one'; customerId: string }
  | { kind: 'confirm'; candidate: Candidate }
  | { kind: 'choose'; candidates: Candidate[] }
  | { kind: 'none' };

/**
 * Whom a chat belongs to. A link the agent made wins. Then the one customer whose number is the same beyond doubt;
 * several are put to the agent. What only resembles is never taken without asking, and what was rejected is gone.
 * @param link the remembered customer; null when there is none, or when it can no longer be read.
 * @param rejected the customers of whom the agent said that this chat is not theirs.
 */
export function decideMatch({
  candidates,
  link,
  rejected,
}: {
  candidates: readonly Candidate[];
  link: string | null;
  rejected: ReadonlySet<string>;
}): MatchDecision {
  if (link !== null) return { kind: 'one', customerId: link };
  const open = onePerCustomer(candidates.filter((one) => !rejected.has(one.customer.id)));
  const exact = open.filter(isExact);
  const [first, ...more] = exact.length > 0 ? exact : open;
  if (!first) return { kind: 'none' };
  if (more.length > 0) return { kind: 'choose', candidates: [first, ...more] };
  return isExact(first)
    ? { kind: 'one', customerId: first.customer.id }
    : { kind: 'confirm', candidate: first };
}

const isExact = (candidate: Candidate) => candidate.reason === 'same-number';

/** A customer with several numbers may have been found by more than one: the best of them speaks. */
function onePerCustomer(candidates: readonly Candidate[]): Candidate[] {
  const best = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const known = best.get(candidate.customer.id);
    if (!known || (isExact(candidate) && !isExact(known))) best.set(candidate.customer.id, candidate);
  }
  return [...best.values()];
}
