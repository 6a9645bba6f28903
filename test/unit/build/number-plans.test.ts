import { type CountryCode, parsePhoneNumberFromString as parseWith } from 'libphonenumber-js/core/es6';
import examples from 'libphonenumber-js/examples.mobile.json';
import plans from 'libphonenumber-js/metadata.min.json';
import { getCountries, getExampleNumber, type PhoneNumber } from 'libphonenumber-js/min/es6';
import { describe, expect, it } from 'vitest';
import { plansModule, withoutFormats } from '../../../build/number-plans.ts';
import { parseE164, spellings } from '../../../lib/phone/index.ts';

const numbers = getCountries().flatMap((country) => getExampleNumber(country, examples) ?? []);

describe('the plans without their formats', () => {
  const bare = withoutFormats(plans);
  const judged = (number: PhoneNumber | undefined) =>
    number && [number.number, number.country, number.nationalNumber, number.isPossible(), number.isValid()];
  const read = (text: string, country: CountryCode | undefined, by: typeof plans) =>
    judged(parseWith(text, { extract: false, ...(country && { defaultCountry: country }) }, by));

  it('split and judge the mobile numbers of every country as the whole plans do', () => {
    for (const { number, nationalNumber, country } of numbers) {
      expect(read(number, undefined, bare)).toEqual(read(number, undefined, plans));
      expect(read(`0${nationalNumber}`, country, bare)).toEqual(read(`0${nationalNumber}`, country, plans));
      expect(read(`${number}9`, undefined, bare)).toEqual(read(`${number}9`, undefined, plans));
    }
    expect(numbers.length).toBeGreaterThan(200);
  });

  it('come out of their module as they went in', async () => {
    const read = await import(`data:text/javascript,${encodeURIComponent(plansModule(plans))}`);
    expect(read.default).toEqual(bare);
  });

  it('are much smaller', () => {
    expect(JSON.stringify(bare).length).toBeLessThan(0.6 * JSON.stringify(plans).length);
  });
});

describe('a mobile number as dialled at home', () => {
  it.each(numbers.map((number) => [number.number, number] as const))('of %s', (_text, number) => {
    const e164 = parseE164(number.number);
    const withZero = `0${number.nationalNumber}`;
    const dialledSo = number.formatNational().replace(/\D/g, '') === withZero;
    expect(e164 && spellings(e164).includes(withZero)).toBe(dialledSo);
  });
});
