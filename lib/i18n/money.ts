/** Amounts and quantities as the agent's language writes them; beside `formats.ts`, since the first paint has none. */
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

/**
 * How many, where a shop wrote a plain number (`1200`, `0.5`), in the language's digits and marks; exact. Anything else
 * (`2 kg`, `1,200`, `007`) stays as it is: its marks may mean either.
 */
export function formatQuantity(text: string): string {
  return /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,20})?$/.test(text) ? formatMoney(text, null) : text;
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
