/** Amounts as the agent's language writes them; beside `formats.ts`, since the first paint has none. */
import { direction, formatLocale } from './index.ts';

/**
 * An amount from a decimal string, exact; as a bare number where its currency (ISO 4217) is not known. From right to
 * left a sign such as `R$` is kept from being torn apart.
 */
export function formatMoney(amount: string, currency: string | null): string {
  const parts = formatOf(formatLocale(), currency).formatToParts(amount as `${number}`);
  const rightToLeft = direction() === 'rtl';
  return parts
    .map(({ type, value }) => (rightToLeft && type === 'currency' ? `\u2068${value}\u2069` : value))
    .join('');
}

/** Building an `Intl` formatter is slow, so each is kept. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string, currency: string | null): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formats.get(key);
  if (known) return known;
  const style = currency === null ? { maximumFractionDigits: 20 } : { style: 'currency' as const, currency };
  const made = new Intl.NumberFormat(locale, style);
  formats.set(key, made);
  return made;
}
