import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planChanges } from '../../../lib/phone/changed-plans.ts';
import {
  compareNumbers,
  formatInternational,
  formatLocal,
  maskPhone,
  parseE164,
  readStoredNumber,
  spellings,
  splitNumbers,
} from '../../../lib/phone/index.ts';
import { e164 } from './e164.ts';

describe('a number of WhatsApp', () => {
  it.each([
    ['5511900000001', '+5511900000001'],
    ['+55 11 90000-0001', '+5511900000001'],
    ['005511900000001', '+5511900000001'],
    ['\u202a+55\u00a011\u00a090000\u20110001\u202c', '+5511900000001'],
    ['+971 ٥٠ ٠٠٠ ٠٠١٠', '+971500000010'],
    ['＋８６ １３８ ００００ ００１１', '+8613800000011'],
    ['+44 (0)7700 900002', '+447700900002'],
    ['+39 (0)6 1234 5678', '+390612345678'],
    ['tel:+4915112345678', '+4915112345678'],
    ['86182217331411', '+86182217331411'],
    ['+9991234567', '+9991234567'],
    ['+123456789012345', '+123456789012345'],
  ])('is read from %s', (text, expected) => {
    expect(parseE164(text)).toBe(expected);
  });

  it.each([
    '',
    '+',
    'Ana',
    '+123456',
    '+1234567890123456',
    '0151 1234567',
    '+0123456789',
    '12a4567890',
    '1+5550100009',
  ])('is not %j', (text) => {
    expect(parseE164(text)).toBeNull();
  });

  it('is any + and 7 to 15 digits, whatever the number plans say', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{6,14}$/), (digits) => {
        expect(parseE164(digits)).toBe(`+${digits}`);
        expect(parseE164(`+${digits}`)).toBe(`+${digits}`);
        expect(parseE164(`00${digits}`)).toBe(`+${digits}`);
      }),
    );
  });
});

describe('the spellings of a number', () => {
  it.each([
    [
      'Brazil, with the ninth digit',
      '+5511900000001',
      ['5511900000001', '11900000001', '551100000001', '1100000001'],
    ],
    ['Brazil, without it', '+551190000001', ['551190000001', '1190000001', '5511990000001', '11990000001']],
    ['a Brazilian landline', '+551140000005', ['551140000005', '1140000005']],
    ['Mexico with its 1', '+5215512345678', ['5215512345678', '15512345678', '525512345678', '5512345678']],
    ['Mexico without', '+525512345678', ['525512345678', '5512345678', '5215512345678', '15512345678']],
    [
      'Argentina with its 9',
      '+5491123456789',
      ['5491123456789', '91123456789', '541123456789', '1123456789', '111523456789', '54111523456789'],
    ],
    [
      'Argentina without',
      '+541123456789',
      ['541123456789', '1123456789', '5491123456789', '91123456789', '01123456789', '5401123456789'],
    ],
    ['China', '+8613800000011', ['8613800000011', '13800000011']],
    [
      'China, twelve national digits',
      '+86182217331411',
      ['86182217331411', '182217331411', '0182217331411', '860182217331411'],
    ],
    ['the United States', '+13168765122', ['13168765122', '3168765122']],
    ['Germany', '+4915112345678', ['4915112345678', '15112345678', '015112345678', '49015112345678']],
    ['Britain', '+447700900002', ['447700900002', '7700900002', '07700900002', '4407700900002']],
    ['Indonesia', '+6281234567890', ['6281234567890', '81234567890', '081234567890', '62081234567890']],
    ['the Emirates', '+971500000010', ['971500000010', '500000010', '0500000010', '9710500000010']],
    [
      'Benin, ten digits',
      '+2290197123456',
      ['2290197123456', '0197123456', '22997123456', '97123456', '229197123456', '197123456'],
    ],
    ['Benin, eight digits', '+22997123456', ['22997123456', '97123456', '2290197123456', '0197123456']],
    ['no known country', '+9991234567', ['9991234567']],
  ])('of %s', (_country, number, expected) => {
    expect(spellings(e164(number))).toEqual(expected);
  });

  it('are digits, without duplicates, the whole number first, and each finds its way back', () => {
    fc.assert(
      fc.property(subscriber, ({ number, country }) => {
        const all = spellings(number);
        expect(all[0]).toBe(number.slice(1));
        expect(new Set(all).size).toBe(all.length);
        for (const digits of all) {
          expect(digits).toMatch(/^\d{6,16}$/);
          expect(compareNumbers(number, digits, 'international')).not.toBeNull();
          expect(compareNumbers(number, digits, `national:${country}`)).not.toBeNull();
        }
      }),
    );
  });
});

describe('a stored number', () => {
  it.each([
    ['+55 11 90000-0001', 'national:CN', ['+5511900000001']],
    ['0055 11 90000-0001', 'national:CN', ['+5511900000001']],
    ['5511900000001', 'international', ['+5511900000001']],
    ['86182217331411', 'international', ['+86182217331411']],
    ['182217331411', 'national:CN', ['+86182217331411']],
    ['8613800000011', 'national:CN', ['+8613800000011']],
    ['13168765122', 'national:CN', ['+8613168765122', '+13168765122']],
    ['13168765122', 'national:US', ['+13168765122']],
    ['(316) 876-5122', 'national:US', ['+13168765122']],
    ['11 90000-0001', 'national:BR', ['+5511900000001']],
    ['011 15-2345-6789', 'national:AR', ['+5491123456789']],
    ['55 1234 5678', 'national:MX', ['+525512345678']],
    ['0151 12345678', 'national:DE', ['+4915112345678']],
    ['07700 900002', 'national:GB', ['+447700900002']],
    ['0812-3456-7890', 'national:ID', ['+6281234567890']],
    ['050 000 0010', 'national:AE', ['+971500000010']],
    ['0151 12345678', 'international', []],
    ['138****0011', 'national:CN', []],
    ['ask the boss', 'international', []],
    ['13800000011', 'national:ZZ', []],
  ] as const)('%s, kept as %s, reads %j', (raw, numbers, readings) => {
    expect(readStoredNumber(raw, numbers)).toEqual({ readings });
  });
});

describe('comparing', () => {
  it.each([
    // complete both as a Chinese and as a US number: always asks, whoever writes
    ['+8613168765122', '13168765122', 'national:CN', 'other-reading'],
    ['+13168765122', '13168765122', 'national:CN', 'other-reading'],
    ['+13168765122', '13168765122', 'national:US', 'same-number'],
    ['+8613168765122', '13168765122', 'national:US', 'national-digits'],
    ['+13168765122', '13168765122', 'international', 'same-number'],
    ['+8613168765122', '13168765122', 'international', 'national-digits'],
    // what says its own country code is never anything else
    ['+8613168765122', '+8613168765122', 'national:US', 'same-number'],
    ['+8613168765122', '+13168765122', 'national:CN', null],
    ['+13168765122', '008613168765122', 'national:US', null],
    ['+86182217331411', '86182217331411', 'international', 'same-number'],
    ['+86182217331411', '182217331411', 'national:CN', 'same-number'],
    // two forms of one line
    ['+551190000001', '5511990000001', 'international', 'brazil-ninth-digit'],
    ['+5511990000001', '+55 11 9000-0001', 'international', 'brazil-ninth-digit'],
    ['+5511990000001', '1190000001', 'international', 'brazil-ninth-digit'],
    ['+551140000005', '5511940000005', 'international', null],
    ['+5215512345678', '525512345678', 'international', 'mexico-one'],
    ['+5215512345678', '55 1234 5678', 'national:MX', 'mexico-one'],
    ['+525512345678', '+52 1 55 1234 5678', 'international', 'mexico-one'],
    ['+5491123456789', '541123456789', 'international', 'argentina-nine'],
    ['+5491123456789', '011 15-2345-6789', 'national:AR', 'same-number'],
    ['+541123456789', '+5491123456789', 'international', 'argentina-nine'],
    // without the country code
    ['+4915112345678', '0151 12345678', 'international', 'national-digits'],
    ['+447700900002', '447700900002', 'national:CN', 'other-reading'],
    ['+6281234567890', '081234567890', 'national:CN', 'national-digits'],
    ['+971500000010', '050 000 0010', 'national:AE', 'same-number'],
    ['+5491123456789', '+54 11 15 2345-6789', 'international', 'argentina-nine'],
    ['+5491123456789', '0054 9 11 15 2345-6789', 'international', null],
    ['+5492966123456', '54 2966 15-123456', 'national:CN', 'argentina-nine'],
    ['+5491123456789', '011 15 2345-6789', 'international', 'national-digits'],
    // what is dialled at home only, behind the country code
    ['+447911123456', '+44 07911 123456', 'international', 'trunk-zero'],
    ['+447911123456', '0044 07911 123456', 'national:CN', 'trunk-zero'],
    ['+447911123456', '4407911123456', 'international', 'trunk-zero'],
    ['+447911123456', '4407911123456', 'national:CN', 'trunk-zero'],
    ['+447911123456', '+44 (0)7911 123456', 'international', 'same-number'],
    ['+447911123456', '+44 07911 123457', 'international', null],
    ['+8613800138000', '+86 013800138000', 'international', 'trunk-zero'],
    ['+79161234567', '+7 8 916 123-45-67', 'international', 'trunk-zero'],
    ['+36201234567', '+36 06 20 123 4567', 'international', 'trunk-zero'],
    ['+36201234567', '06 20 123 4567', 'international', 'national-digits'],
    ['+5215512345678', '+52 044 55 1234 5678', 'international', 'mexico-one'],
    ['+525512345678', '+52 01 55 1234 5678', 'international', 'trunk-zero'],
    ['+390612345678', '+39 6 12345678', 'international', 'trunk-zero'],
    // plans that changed, both ways
    ['+2290197123456', '+229 97123456', 'international', 'plan-changed'],
    ['+22997123456', '+229 01 97 12 34 56', 'international', 'plan-changed'],
    ['+2290197123456', '97 12 34 56', 'national:BJ', 'plan-changed'],
    ['+2290197123456', '97 12 34 56', 'international', 'plan-changed'],
    ['+2290197123456', '+229 97123457', 'international', null],
    ['+2250707123456', '+225 07 12 34 56', 'international', 'plan-changed'],
    ['+2250501123456', '+225 01 12 34 56', 'international', null],
    ['+24177123456', '+241 07 12 34 56', 'international', 'plan-changed'],
    ['+24177123456', '+241 7 123456', 'international', 'plan-changed'],
    ['+84391234567', '+84 169 123 4567', 'international', 'plan-changed'],
    ['+841691234567', '0391234567', 'national:VN', 'plan-changed'],
    ['+237675123456', '+237 75 12 34 56', 'international', 'plan-changed'],
    ['+97455123456', '+974 5123456', 'international', 'plan-changed'],
    ['+23052512345', '+230 2512345', 'international', 'plan-changed'],
    ['+593991234567', '+593 91234567', 'international', 'plan-changed'],
    ['+576012281260', '+57 1 2281260', 'international', 'plan-changed'],
    ['+68987123456', '+689 123456', 'international', null],
    ['+68987723456', '+689 723456', 'international', 'plan-changed'],
    // as spreadsheets leave it
    ['+8613800138000', '8613800138000.0', 'international', 'same-number'],
    ['+8613800138000', '8613800138000,00', 'international', 'same-number'],
    ['+86138001380000', '8613800138000.0', 'international', null],
    ['+8613800138000', "'+8613800138000", 'international', 'same-number'],
    ['+8613800138000', '="8613800138000"', 'international', 'same-number'],
    ['+8613800138000', '8.6138E+12', 'international', null],
    // several in one field
    ['+8613900139000', '+8613800138000，+8613900139000', 'international', 'same-number'],
    ['+8613900139000', '8613800138000；8613900139000', 'international', 'same-number'],
    ['+8613900139000', '8613800138000、8613900139000', 'international', 'same-number'],
    ['+8613900139000', '8613800138000/8613900139000', 'international', 'same-number'],
    ['+8613900139000', '+86 138 0013 8000 +86 139 0013 9000', 'international', 'among-words'],
    ['+8613900139000', '8613800138000 8613900139000', 'international', 'among-words'],
    ['+4915112345678', '0151/12345678', 'national:DE', 'same-number'],
    ['+4366412345678', '0043664/12345678', 'national:CN', 'same-number'],
    // with words
    ['+8613800138000', '+86 138-0013-8000（王）', 'international', 'among-words'],
    ['+8613800138000', 'WhatsApp: 8613800138000', 'international', 'among-words'],
    ['+8613800138000', '8613800138000@c.us', 'international', 'among-words'],
    ['+4915112345678', '0151 12345678 ext 12', 'national:DE', 'among-words'],
    ['+8613800138000', '13800138000 王', 'international', 'national-digits'],
    ['+8613800138000', 'not 8613800138001', 'international', null],
    // dashes and digits of all kinds
    ['+8613800138000', '86\u2010138\u20110013\u22128000', 'international', 'same-number'],
    ['+8613800138000', '８６１３８００１３８０００', 'international', 'same-number'],
    ['+971500000010', '\u2066+٩٧١ ٥٠ ٠٠٠ ٠٠١٠\u2069', 'international', 'same-number'],
    // hidden digits
    ['+1388000', '138…8000', 'international', null],
    ['+8613800138000', '86138····8000', 'international', null],
    // somebody else, or nobody
    ['+5511900000001', '5511900000002', 'international', null],
    ['+5511900000001', '', 'international', null],
    ['+2901234567', '234', 'international', null],
  ] as const)('%s with the stored %j (%s) says %s', (asked, stored, numbers, reason) => {
    expect(compareNumbers(e164(asked), stored, numbers)).toBe(reason);
  });

  it('never takes one subscriber for another', () => {
    fc.assert(
      fc.property(subscriber, subscriber, fc.constantFrom('', '+', '00'), ({ number }, other, prefix) => {
        fc.pre(number !== other.number);
        const stored = prefix + other.number.slice(1);
        expect(compareNumbers(number, stored, 'international')).not.toBe('same-number');
        if (prefix)
          expect(compareNumbers(number, stored, `national:${other.country}`)).not.toBe('same-number');
      }),
    );
  });

  it('calls the same number only what has that one reading', () => {
    fc.assert(
      fc.property(subscriber, fc.stringMatching(/^\+?\d{6,15}$/), plan, ({ number }, stored, numbers) => {
        for (const text of [stored, number.slice(1), number.slice(3)]) {
          const same = compareNumbers(number, text, numbers) === 'same-number';
          const { readings } = readStoredNumber(text, numbers);
          expect(same).toBe(readings.length === 1 && readings[0] === number);
        }
      }),
    );
  });

  it('does not depend on how the stored number is set', () => {
    fc.assert(
      fc.property(
        subscriber,
        subscriber,
        plan,
        fc.array(fc.constantFrom(' ', '-', '.', '\u00a0', '\u2011', '\u200e', ''), {
          minLength: 16,
          maxLength: 16,
        }),
        ({ number }, { number: other }, numbers, between) => {
          const forms = [number, other].flatMap((one) => [
            one,
            one.slice(1),
            `00${one.slice(1)}`,
            `0${one.slice(3)}`,
          ]);
          for (const plain of forms) {
            const set = [...plain].map((digit, place) => digit + (between[place] ?? '')).join('');
            // One stop before a last nought is a spreadsheet's, and two hide something.
            fc.pre(!/^\+?\d{7,}[\u200e]*\.[\u200e]*00?[\u200e]*$|\.[\u200e]*\./.test(set));
            expect(compareNumbers(number, set, numbers)).toBe(compareNumbers(number, plain, numbers));
          }
        },
      ),
    );
  });
});

describe('a field with several numbers', () => {
  it.each([
    ['13800138000，13900139000', ['13800138000', '13900139000']],
    ['13800138000；13900139000', ['13800138000', '13900139000']],
    ['13800138000、13900139000', ['13800138000', '13900139000']],
    ['13800138000/13900139000', ['13800138000', '13900139000']],
    ['13800138000, ask the boss', ['13800138000', 'ask the boss']],
    ['+49 151/12345678 ; 030/1234567', ['+49 151/12345678', '030/1234567']],
    ['010/12345678/13900139000', ['010/12345678', '13900139000']],
    ['13800138000（王）、', ['13800138000（王）']],
    ['8613800138000,0', ['8613800138000,0']],
    ['', []],
  ])('%j holds %j', (stored, expected) => {
    expect(splitNumbers(stored)).toEqual(expected);
  });
});

describe('a numbering plan that changed', () => {
  it('is asked about both ways, and never settled', () => {
    const changed = fc.constantFrom(...planChanges).chain(({ countryCode, rules }) =>
      fc.constantFrom(...rules).chain(({ old, was, now }) =>
        fc.stringMatching(old).map((before) => ({
          before: countryCode + before,
          after: countryCode + now + before.slice(was.length),
        })),
      ),
    );
    fc.assert(
      fc.property(changed, ({ before, after }) => {
        expect(compareNumbers(e164(after), `+${before}`, 'international')).toMatch(
          /^(plan-changed|trunk-zero)$/,
        );
        expect(compareNumbers(e164(before), `+${after}`, 'international')).toMatch(
          /^(plan-changed|trunk-zero)$/,
        );
        expect(spellings(e164(after))).toContain(before);
        expect(spellings(e164(before))).toContain(after);
      }),
    );
  });
});

describe('showing a number', () => {
  it.each([
    ['+5511900000001', '+55 11 90000 0001', '(11) 90000-0001', '+55 •• ••••• 0001'],
    ['+447700900002', '+44 7700 900002', '07700 900002', '+44 •••• ••0002'],
    ['+5215512345678', '+52 15512345678', '+52 15512345678', '+52 •••••••5678'],
    ['+86182217331411', '+86 18 221 733 1411', '018 221 733 1411', '+86 •• ••• ••• 1411'],
    ['+9991234567', '+9991234567', '+9991234567', '+••••••4567'],
    ['+4407700900002', '+4407700900002', '07700 900002', '+44•••••••0002'],
  ])('%s', (number, international, local, masked) => {
    expect([formatInternational(e164(number)), formatLocal(e164(number)), maskPhone(number)]).toEqual([
      international,
      local,
      masked,
    ]);
  });

  it('masks text that is no whole number as it stands', () => {
    expect(maskPhone('0151 12345678')).toBe('•••• ••••5678');
    expect(maskPhone('123456')).toBe('••••56');
    expect(maskPhone('１３８－００１３－８０００')).toBe('•••－••••－８０００');
    expect(maskPhone('٠٥٠ ٠٠٠ ٠٠١٠')).toBe('••• ••• ٠٠١٠');
    expect(maskPhone('Tel. 138-0013-8000（王）')).toBe('Tel. •••-••••-8000（王）');
    expect(maskPhone('＋8613800138000')).toBe('+86 ••• •••• 8000');
  });

  it('shows every digit, and masks all but a few', () => {
    fc.assert(
      fc.property(subscriber, ({ number }) => {
        expect(formatInternational(number).replace(/\D/g, '')).toBe(number.slice(1));
        expect(maskPhone(number).replace(/[^\d•]/g, '')).toHaveLength(number.length - 1);
        expect(maskPhone(number).replace(/[^•]/g, '').length).toBeGreaterThanOrEqual(4);
      }),
    );
  });
});

const subscriber = fc
  .constantFrom(
    ['BR', /^5511\d{8,9}$/],
    ['MX', /^521?55\d{8}$/],
    // Behind the area, 15 is dialled before a mobile: no line begins with it, and nobody could tell one that did.
    ['AR', /^549?11([02-9]\d{7}|1[0-46-9]\d{6})$/],
    ['CN', /^861\d{10,11}$/],
    ['US', /^1[2-9]\d{9}$/],
    ['DE', /^4915\d{8,9}$/],
    ['GB', /^447\d{9}$/],
    ['ID', /^628\d{8,10}$/],
    ['AE', /^9715\d{8}$/],
  )
  .chain(([country, shape]) =>
    fc.stringMatching(shape as RegExp).map((digits) => ({ country: String(country), number: e164(digits) })),
  );

const plan = fc.constantFrom(
  'international' as const,
  ...(['BR', 'MX', 'AR', 'CN', 'US', 'DE', 'GB', 'ID', 'AE'] as const).map(
    (country) => `national:${country}` as const,
  ),
);
