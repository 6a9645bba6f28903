import type { E164 } from '../crm/model.ts';
import { dialledWithZero } from './dialled-with-zero.ts';
import { nationalPart } from './national-part.ts';
import { variant } from './variants.ts';

/** A shorter national part would match too many strangers. */
const leastNationalDigits = 6;

/**
 * The digits under which a CRM may keep this number, most likely first, without duplicates: with the country code,
 * without it, both again in the country's other form (see {@link variant}), then as dialled at home.
 */
export function spellings(e164: E164): string[] {
  const other = variant(e164)?.e164 ?? null;
  const found = [e164, other].flatMap((form) => (form ? [form.slice(1), nationalPart(form) ?? ''] : []));
  const long = [...found, dialledAtHome(e164) ?? ''].filter((digits) => digits.length >= leastNationalDigits);
  return [...new Set(long)];
}

/** `0` and the national part, where that country dials so. */
function dialledAtHome(e164: E164): string | null {
  const national = nationalPart(e164);
  if (!national) return null;
  const code = e164.slice(1, e164.length - national.length);
  return dialledWithZero(code, national) ? `0${national}` : null;
}
