import { parsePhoneNumberFromString } from 'libphonenumber-js/min/es6';
import { dialledWithZero } from './dialled-with-zero.ts';
import type { E164 } from './e164.ts';
import { nationalPart } from './national-part.ts';
import { variants } from './variants.ts';

/** A shorter national part would match too many strangers. */
const leastNationalDigits = 6;

/**
 * The digits under which a CRM may keep this number, most likely first, without duplicates: with the country code,
 * without it, both again in the country's other forms (see {@link variants}), then as dialled at home, and with the
 * digits that are dialled at home behind the country code.
 */
export function spellings(e164: E164): string[] {
  const forms = [e164, ...variants(e164).map((variant) => variant.e164)];
  const found = [
    ...forms.flatMap((form) => [form.slice(1), nationalPart(form) ?? '']),
    ...dialledAtHome(e164),
  ].filter((digits) => digits.length >= leastNationalDigits);
  return [...new Set(found)];
}

/** Those of {@link spellings} that have the country code in front. */
export function spellingsWithCode(e164: E164): string[] {
  const forms = [e164, ...variants(e164).map((variant) => variant.e164)];
  const withoutCode = new Set([...forms.map(nationalPart), ...homeNumbers(e164).map(({ number }) => number)]);
  return spellings(e164).filter((digits) => !withoutCode.has(digits));
}

const dialledAtHome = (e164: E164): string[] =>
  homeNumbers(e164).flatMap(({ code, number }) => [number, code + number]);

function homeNumbers(e164: E164): { code: string; number: string }[] {
  const national = nationalPart(e164);
  if (!national) return [];
  const code = e164.slice(1, e164.length - national.length);
  const numbers = [
    ...(dialledWithZero(code, national) ? [`0${national}`] : []),
    ...argentineMobiles(code, national),
  ];
  return numbers.map((number) => ({ code, number }));
}

/** At home an Argentine mobile is its area, 15 and the line; how long the area is, the plan knows. */
function argentineMobiles(code: string, national: string): string[] {
  if (code !== '54' || !/^9\d{10}$/.test(national)) return [];
  return [3, 4, 5]
    .map((end) => `${national.slice(1, end)}15${national.slice(end)}`)
    .filter(
      (number) => parsePhoneNumberFromString(`+54${number}`, { extract: false })?.number === `+54${national}`,
    );
}
