import { expect, it, onTestFinished } from 'vitest';
import { setLanguage } from '../../../lib/i18n/index.ts';
import { formatMoney } from '../../../lib/i18n/money.ts';

it('keeps the sign of a currency whole from right to left', async () => {
  expect(formatMoney('389.80', 'BRL')).toBe('R$389.80');
  await setLanguage('ar', ['ar']);
  onTestFinished(() => setLanguage('en', ['en']));
  expect(formatMoney('389.80', 'BRL')).toContain('\u2068R$\u2069');
});
