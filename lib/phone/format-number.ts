import { parsePhoneNumberFromString } from 'libphonenumber-js/min/es6';
import type { E164 } from './e164.ts';

/** `+55 11 90000 0001`: every digit of the number, in the country's groups where they are known. */
export function formatInternational(e164: E164): string {
  const text = parsePhoneNumberFromString(e164, { extract: false })?.formatInternational();
  // The library drops a zero it thinks superfluous; here a number is shown as it is.
  return text && text.replace(/\D/g, '') === e164.slice(1) ? text : e164;
}

/** As it is written at home, `(11) 90000-0001`; with its country code where the country is not known. */
export function formatLocal(e164: E164): string {
  const number = parsePhoneNumberFromString(e164, { extract: false });
  return number?.isPossible() ? number.formatNational() : formatInternational(e164);
}
