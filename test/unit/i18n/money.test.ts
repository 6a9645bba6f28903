import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { setLanguage } from '../../../lib/i18n/index.ts';
import { formatMoney, formatQuantity } from '../../../lib/i18n/money.ts';
import { readNumber } from '../../../lib/text/read-number.ts';

it('keeps the sign of a currency whole from right to left', async () => {
  expect(formatMoney('389.80', 'BRL')).toBe('R$389.80');
  await setLanguage('ar', ['ar']);
  onTestFinished(() => setLanguage('en', ['en']));
  expect(formatMoney('389.80', 'BRL')).toContain('\u2068R$\u2069');
});

it.each([
  ['pt-BR', '1200', '1.200'],
  ['pt-BR', '0.5', '0,5'],
  ['es', '-2', '-2'],
  ['id', '12.50', '12,5'],
  ['ar-EG', '1200', '١٬٢٠٠'],
  ['ar-EG', '0.5', '٠٫٥'],
  ['pt-BR', '2 kg', '2 kg'],
  ['pt-BR', '1,200', '1,200'],
  ['ar-EG', '007', '007'],
  ['ar-EG', '1e3', '1e3'],
  ['pt-BR', '', ''],
])('writes a quantity in %s: %j as %j', async (locale, written, shown) => {
  const language = locale === 'ar-EG' ? 'ar' : locale;
  await setLanguage(language as 'ar', [locale]);
  onTestFinished(() => setLanguage('en', ['en']));
  expect(formatQuantity(written)).toBe(shown);
});

it('loses no digit of a number that is plain', async () => {
  await setLanguage('ar', ['ar-EG']);
  onTestFinished(() => setLanguage('en', ['en']));
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
      fc.stringMatching(/^\d{0,8}[1-9]$/),
      (whole, rest) => {
        const text = `${whole}.${rest}`;
        expect(readNumber(formatQuantity(text), 'ar-EG')).toBe(text);
      },
    ),
  );
});
