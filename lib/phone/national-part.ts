import { parsePhoneNumberFromString } from 'libphonenumber-js/min/es6';
import type { E164 } from './e164.ts';

/** The digits after the country code, as they stand; null where the country code is not known. */
export function nationalPart(e164: E164): string | null {
  const code = parsePhoneNumberFromString(e164, { extract: false })?.countryCallingCode;
  return code && e164.startsWith(code, 1) ? e164.slice(1 + code.length) : null;
}
