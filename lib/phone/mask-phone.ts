import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { parseE164 } from './e164.ts';
import { formatInternational } from './format-number.ts';

/**
 * The number with only its last digits (four; two of a short one) and, in front of a `+`, its country code left to
 * read: `+55 •• ••••• 0001`. Text that is not E.164 is masked as it stands.
 */
export function maskPhone(text: string): string {
  const e164 = text.startsWith('+') ? parseE164(text) : null;
  const shown = e164 ? formatInternational(e164) : text;
  const code = e164 ? (parsePhoneNumberFromString(e164, { extract: false })?.countryCallingCode ?? '') : '';
  const count = shown.replace(/\D/g, '').length;
  const keep = count - code.length < 8 ? 2 : 4;
  let place = 0;
  return shown.replace(/\d/g, (digit) => {
    place += 1;
    return place <= code.length || place > count - keep ? digit : '•';
  });
}
