import { plainDigits } from '../text/plain-digits.ts';
import { withoutUnseen } from '../text/unseen.ts';

/** A number in E.164: `+` and 7 to 15 digits. Made here only. */
export type E164 = string & { readonly __e164: unique symbol };

/** What people put between the digits of a number, taken away: `+` (if any) and ASCII digits; null if anything else is left. */
export function bareNumber(text: string): { plus: boolean; digits: string } | null {
  const plain = plainNumber(text).replace(/^tel:/i, '');
  // Two stops together stand for digits that are hidden.
  if (plain.includes('..')) return null;
  const stripped = withoutOptionalZero(withoutDecimals(plain)).replace(/[\s().\-/]/g, '');
  const found = /^(\+?)(\d+)$/.exec(stripped);
  return found?.[2] ? { plus: found[1] === '+', digits: found[2] } : null;
}

/** In ASCII, and without the apostrophe or the quotes by which a spreadsheet keeps a number text. */
export function plainNumber(text: string): string {
  return plainDigits(withoutUnseen(text))
    .trim()
    .replace(/^=?["'’]+|["'’]+$/g, '')
    .trim();
}

/** A spreadsheet took the number for a quantity: `8613800138000.0`. */
function withoutDecimals(text: string): string {
  return text.replace(/^(\+?\d{7,})[.,]00?$/, '$1');
}

/** In `+44 (0)20 …` the zero is dialled at home only. In Italy it is part of the number. */
function withoutOptionalZero(text: string): string {
  return text.replace(/^(\D*\d[\d\s]*)\(\s*0\s*\)/, (whole, before: string) =>
    /^(00)?39$/.test(before.replace(/\D/g, '')) ? whole : before,
  );
}

/** `+` and 7 to 15 digits of which the first is not 0; null if these digits cannot be such a number. */
export function e164FromDigits(digits: string): E164 | null {
  return /^[1-9]\d{6,14}$/.test(digits) ? (`+${digits}` as E164) : null;
}

/**
 * Reads a number that is known to be whole, as WhatsApp's are: `+…`, `00…` or digits with the country code, however
 * they are set apart. Any `+` and 7 to 15 digits are good: whether such a number exists is not for us to say.
 */
export function parseE164(text: string): E164 | null {
  const number = bareNumber(text);
  if (!number) return null;
  const { plus, digits } = number;
  return e164FromDigits(!plus && digits.startsWith('00') ? digits.slice(2) : digits);
}
