import { otherPlans } from './changed-plans.ts';
import type { E164 } from './e164.ts';
import { e164FromDigits } from './e164.ts';
import type { MatchReason } from './match-reason.ts';
import { nationalPart } from './national-part.ts';

export interface Variant {
  e164: E164;
  reason: Extract<
    MatchReason,
    'brazil-ninth-digit' | 'mexico-one' | 'argentina-nine' | 'plan-changed' | 'trunk-zero'
  >;
}

/**
 * The other forms in which the same line may be written, where a country has some. Brazil put a 9 before its mobile
 * numbers (a line that begins with 2 to 5 is a landline and has none), Mexico gave up the 1 after 52 (on 3 August 2019:
 * ITU Operational Bulletin 1151), Argentina has a 9 after 54 for mobiles called from abroad. WhatsApp and CRMs disagree
 * on all three, and on numbers that grew. Where a zero is part of the number itself, as in Italy, people leave it out.
 */
export function variants(e164: E164): Variant[] {
  const digits = e164.slice(1);
  const national = nationalPart(e164);
  if (!national) return [];
  const code = digits.slice(0, digits.length - national.length);
  return [
    ...americanForms(digits),
    ...otherPlans(code, national).flatMap((other) => made(code + other, 'plan-changed')),
    ...(national.startsWith('0') ? made(code + national.slice(1), 'trunk-zero') : []),
  ];
}

function americanForms(digits: string): Variant[] {
  const brazil = /^55([1-9]\d)(9?)([016-9]\d{7})$/.exec(digits);
  if (brazil) {
    const [, area, nine, line] = brazil;
    return made(`55${area}${nine ? '' : '9'}${line}`, 'brazil-ninth-digit');
  }
  const mexico = /^52(1?)([2-9]\d{9})$/.exec(digits);
  if (mexico) return made(`52${mexico[1] ? '' : '1'}${mexico[2]}`, 'mexico-one');
  const argentina = /^54(9?)([1-8]\d{9})$/.exec(digits);
  if (argentina) return made(`54${argentina[1] ? '' : '9'}${argentina[2]}`, 'argentina-nine');
  return [];
}

function made(digits: string, reason: Variant['reason']): Variant[] {
  const e164 = e164FromDigits(digits);
  return e164 ? [{ e164, reason }] : [];
}
