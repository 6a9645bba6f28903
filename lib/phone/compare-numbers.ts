import { parsePhoneNumberFromString } from 'libphonenumber-js/min/es6';
import type { E164 } from './e164.ts';
import { bareNumber, e164FromDigits, parseE164 } from './e164.ts';
import type { MatchReason } from './match-reason.ts';
import { nationalPart } from './national-part.ts';
import { numbersIn } from './numbers-in.ts';
import { isExplicit, type Numbers, readStoredNumber } from './stored-number.ts';
import { type Variant, variants } from './variants.ts';

/** Below this a run of national digits says too little to ask anybody. */
const leastNationalDigits = 6;

/**
 * Whether a stored text may be the number asked for, and why. `same-number` only where a number stands alone and has
 * this one reading; every other reason is to be put before the agent; null: somebody else.
 */
export function compareNumbers(asked: E164, stored: string, numbers: Numbers): MatchReason | null {
  const reasons = numbersIn(stored).flatMap(({ text, alone }) => {
    const reason = compareOne(asked, text, numbers);
    return reason === 'same-number' && !alone ? 'among-words' : (reason ?? []);
  });
  return reasons.find((reason) => reason === 'same-number') ?? reasons[0] ?? null;
}

function compareOne(asked: E164, stored: string, numbers: Numbers): MatchReason | null {
  const number = bareNumber(stored);
  if (!number) return null;
  const { readings } = readStoredNumber(stored, numbers);
  if (readings.includes(asked)) return readings.length === 1 ? 'same-number' : 'other-reading';

  const forms = variants(asked);
  const otherForm = formAmong(forms, readings) ?? dialledFrom(asked, forms, readings);
  if (isExplicit(stored)) return otherForm;
  const whole = e164FromDigits(number.digits);
  if (whole === asked) return 'other-reading';
  if (isNationalPart(number.digits, asked)) return 'national-digits';
  if (otherForm) return otherForm;
  const form = whole && (formAmong(forms, [whole]) ?? dialledFrom(asked, forms, [whole]));
  if (form) return form;
  if (isDialledAtHome(number.digits, asked)) return 'national-digits';
  return forms.find(({ e164 }) => isNationalPart(number.digits, e164))?.reason ?? null;
}

function formAmong(forms: readonly Variant[], readings: readonly E164[]): Variant['reason'] | null {
  return forms.find(({ e164 }) => readings.includes(e164))?.reason ?? null;
}

/** Behind the country code stands what is only dialled at home: `+44 07911…`, `+7 8 916…`, `+54 11 15…`. */
function dialledFrom(
  asked: E164,
  forms: readonly Variant[],
  readings: readonly E164[],
): Variant['reason'] | null {
  const without = readings.flatMap((reading) => withoutTrunk(reading) ?? []);
  if (!without.includes(asked)) return formAmong(forms, without);
  return asked.startsWith('+549') ? 'argentina-nine' : 'trunk-zero';
}

/** The number without the digits that are dialled at home only, where it has any. */
function withoutTrunk(e164: E164): E164 | null {
  // These three Mexico has given up, and the plans know them no more.
  const plain = /^\+52(?:01|04[45])([2-9]\d{9})$/.exec(e164);
  if (plain) return e164FromDigits(`52${plain[1]}`);
  const number = parsePhoneNumberFromString(e164, { extract: false })?.number;
  return number && number !== e164 ? parseE164(number) : null;
}

function isNationalPart(digits: string, e164: E164): boolean {
  const national = nationalPart(e164);
  if (!national || national.length < leastNationalDigits) return false;
  return digits === national || digits.replace(/^0/, '') === national;
}

/** With whatever is dialled in front in this number's own country. */
function isDialledAtHome(digits: string, e164: E164): boolean {
  const national = nationalPart(e164);
  if (!national) return false;
  const code = e164.slice(1, e164.length - national.length);
  return parsePhoneNumberFromString(digits, { defaultCallingCode: code, extract: false })?.number === e164;
}
