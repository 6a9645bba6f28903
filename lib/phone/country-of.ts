import { parsePhoneNumberFromString } from 'libphonenumber-js/min/es6';
import type { E164 } from './e164.ts';

/** ISO 3166-1 alpha-2; null where the number is of none that is known. */
export const countryOf = (e164: E164): string | null =>
  parsePhoneNumberFromString(e164, { extract: false })?.country ?? null;
