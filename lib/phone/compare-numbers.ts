import type { E164 } from '../crm/model.ts';
import type { MatchReason } from '../crm/port.ts';
import { bareNumber, e164FromDigits } from './e164.ts';
import { nationalPart } from './national-part.ts';
import { isExplicit, type Numbers, readStoredNumber } from './stored-number.ts';
import { variant } from './variants.ts';

/** Below this a run of national digits says too little to ask anybody. */
const leastNationalDigits = 6;

/**
 * Whether a stored text may be the number asked for, and why. `same-number` only where the text has this one reading;
 * every other reason is to be put before the agent; null: somebody else.
 */
export function compareNumbers(asked: E164, stored: string, numbers: Numbers): MatchReason | null {
  const number = bareNumber(stored);
  if (!number) return null;
  const { readings } = readStoredNumber(stored, numbers);
  if (readings.includes(asked)) return readings.length === 1 ? 'same-number' : 'other-reading';

  const other = variant(asked);
  const otherForm = other && readings.includes(other.e164) ? other.reason : null;
  if (isExplicit(stored)) return otherForm;
  if (e164FromDigits(number.digits) === asked) return 'other-reading';
  if (isNationalPart(number.digits, asked)) return 'national-digits';
  if (otherForm) return otherForm;
  return other && (e164FromDigits(number.digits) === other.e164 || isNationalPart(number.digits, other.e164))
    ? other.reason
    : null;
}

function isNationalPart(digits: string, e164: E164): boolean {
  const national = nationalPart(e164);
  if (!national || national.length < leastNationalDigits) return false;
  return digits === national || digits.replace(/^0/, '') === national;
}
