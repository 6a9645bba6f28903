import { parsePhoneNumberFromString } from 'libphonenumber-js/min/es6';
import { maskDigits } from '../text/mask-digits.ts';
import { digitsIn } from '../text/plain-digits.ts';
import { parseE164 } from './e164.ts';
import { formatInternational } from './format-number.ts';

/**
 * The number with only its last digits (four; two of a short one) and, in front of a `+`, its country code left to
 * read: `+55 •• ••••• 0001`. Text that is not E.164 is masked as it stands.
 */
export function maskPhone(text: string): string {
  const e164 = /^[+＋]/.test(text) ? parseE164(text) : null;
  const shown = e164 ? formatInternational(e164) : text;
  const code = e164 ? (parsePhoneNumberFromString(e164, { extract: false })?.countryCallingCode ?? '') : '';
  const keep = digitsIn(shown).length - code.length < 8 ? 2 : 4;
  const open = shown.startsWith(`+${code}`) ? code.length + 1 : 0;
  return shown.slice(0, open) + maskDigits(shown.slice(open), keep);
}
