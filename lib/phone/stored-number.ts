import { isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min/es6';
import type { E164 } from './e164.ts';
import { bareNumber, e164FromDigits, parseE164 } from './e164.ts';

/** How a connection's numbers without `+` or `00` are to be read: with their country code, or as dialled in a country (ISO 3166). */
export type Numbers = 'international' | `national:${string}`;

/** Whether the text says itself that it begins with the country code. */
export function isExplicit(raw: string): boolean {
  const number = bareNumber(raw);
  return number !== null && (number.plus || number.digits.startsWith('00'));
}

/**
 * Every number a stored text may mean. One reading: unambiguous. Two: complete both as dialled at home and with its
 * country code, so somebody has to be asked. None: not a number, or not one that can be read alone.
 */
export function readStoredNumber(raw: string, numbers: Numbers): { readings: E164[] } {
  const number = bareNumber(raw);
  if (!number) return { readings: [] };
  if (numbers === 'international' || isExplicit(raw)) return { readings: present(parseE164(raw)) };

  const country = numbers.slice('national:'.length);
  if (!isSupportedCountry(country)) return { readings: [] };
  const { digits } = number;
  const dialled = parsePhoneNumberFromString(digits, { defaultCountry: country, extract: false });
  const national = dialled ? parseE164(dialled.number) : null;
  const international = e164FromDigits(digits);
  if (national && dialled?.isPossible() && !isComplete(international)) return { readings: [national] };
  return { readings: [...new Set([...present(national), ...present(international)])] };
}

function isComplete(e164: E164 | null): boolean {
  const number: PhoneNumber | undefined = e164
    ? parsePhoneNumberFromString(e164, { extract: false })
    : undefined;
  return number?.isValid() ?? false;
}

function present(e164: E164 | null): E164[] {
  return e164 ? [e164] : [];
}
