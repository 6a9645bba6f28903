import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../lib/crm/port.ts';
import { decideMatch } from '../../../lib/matching/decide-match.ts';
import type { MatchReason } from '../../../lib/phone/match-reason.ts';
import { customer } from './customer.ts';

const found = (id: string, reason: MatchReason): Candidate => ({
  customer: customer(id),
  reason,
  stored: '5511900000001',
});

const decide = (candidates: Candidate[], { link = null as string | null, rejected = [] as string[] } = {}) =>
  decideMatch({ candidates, link, rejected: new Set(rejected) });

describe('deciding whose chat it is', () => {
  it('finds nobody where there is nobody', () => {
    expect(decide([])).toEqual({ kind: 'none' });
  });

  it('takes the one customer with the same number', () => {
    expect(decide([found('a', 'same-number')])).toEqual({ kind: 'one', customerId: 'a' });
  });

  it('takes the one with the same number over those that only resemble', () => {
    const candidates = [found('b', 'national-digits'), found('a', 'same-number'), found('c', 'mexico-one')];
    expect(decide(candidates)).toEqual({ kind: 'one', customerId: 'a' });
  });

  it('lets the agent choose among several with the same number', () => {
    const exact = [found('a', 'same-number'), found('b', 'same-number')];
    expect(decide([found('c', 'other-reading'), ...exact])).toEqual({ kind: 'choose', candidates: exact });
  });

  it.each([
    'other-reading',
    'national-digits',
    'brazil-ninth-digit',
    'mexico-one',
    'argentina-nine',
  ] as const)('asks before it takes one for %s', (reason) => {
    const candidate = found('a', reason);
    expect(decide([candidate])).toEqual({ kind: 'confirm', candidate });
  });

  it('lets the agent choose among several that resemble', () => {
    const candidates = [found('a', 'other-reading'), found('b', 'national-digits')];
    expect(decide(candidates)).toEqual({ kind: 'choose', candidates });
  });

  it('takes the remembered customer, whoever else is found', () => {
    expect(decide([found('a', 'same-number')], { link: 'b' })).toEqual({ kind: 'one', customerId: 'b' });
    expect(decide([], { link: 'b' })).toEqual({ kind: 'one', customerId: 'b' });
  });

  it('never offers again who was rejected', () => {
    expect(decide([found('a', 'same-number')], { rejected: ['a'] })).toEqual({ kind: 'none' });
    expect(decide([found('a', 'same-number'), found('b', 'same-number')], { rejected: ['a'] })).toEqual({
      kind: 'one',
      customerId: 'b',
    });
    const candidate = found('b', 'other-reading');
    expect(decide([found('a', 'same-number'), candidate], { rejected: ['a'] })).toEqual({
      kind: 'confirm',
      candidate,
    });
  });

  it('counts a customer once, by the best of its numbers', () => {
    expect(decide([found('a', 'national-digits'), found('a', 'same-number')])).toEqual({
      kind: 'one',
      customerId: 'a',
    });
    const candidate = found('a', 'national-digits');
    expect(decide([candidate, found('a', 'mexico-one')])).toEqual({ kind: 'confirm', candidate });
  });
});
