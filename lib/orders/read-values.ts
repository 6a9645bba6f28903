/** Single values of a shop's reply, as the model has them. Pure; null for whatever cannot be read. */

const longest = 2_000;

/** A text or a number as text, without white space around it. */
export function readText(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text === '' ? null : text.slice(0, longest);
}

/** ISO 4217, where it looks like one. */
export function readCurrency(value: unknown): string | null {
  const text = readText(value)?.toUpperCase() ?? '';
  return /^[A-Z]{3}$/.test(text) ? text : null;
}

/**
 * An amount as a decimal string: from a number, or a text with whatever stands around it. Of two kinds of separators the
 * last parts the decimals; one comma does so before one or two digits, a full stop always, but where it stands twice.
 *
 * @param minor it is in cents, or what `currency` has in their place; a number: it has so many decimals in it.
 */
export function readMoney(value: unknown, currency: string | null, minor: boolean | number): string | null {
  const amount = typeof value === 'number' ? plainNumber(value) : decimal(readText(value) ?? '');
  if (amount === null || minor === false) return amount;
  if (amount.includes('.')) return null;
  const digits = minor === true ? minorDigits(currency) : minor;
  if (digits === 0) return amount;
  const [, sign = '', whole = ''] = /^(-?)(\d+)$/.exec(amount) ?? [];
  const padded = whole.padStart(digits + 1, '0');
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

/** Without an exponent, as far as numbers are exact. */
function plainNumber(value: number): string | null {
  const text = String(value);
  return Number.isFinite(value) && !text.includes('e') ? text.replace(/^-0$/, '0') : null;
}

function decimal(text: string): string | null {
  const found = /^\D*?(-?)[^\d-]*(\d[\d.,'’\s\u00a0\u202f]*)\D*$/.exec(text);
  if (!found) return null;
  const [, sign = '', written = ''] = found;
  const number = written.replace(/['’\s\u00a0\u202f]/g, '').replace(/[.,]$/, '');
  const last = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','));
  if (last < 0) return sign + number;
  const separator = number.charAt(last);
  const others = number.slice(0, last);
  const isTwice = others.includes(separator);
  const isMixed = /[.,]/.test(others.replaceAll(separator, ''));
  const behind = number.length - last - 1;
  const parts = !isTwice && (isMixed || separator === '.' || behind < 3);
  const whole = (parts ? others : number).replace(/[.,]/g, '');
  return parts ? `${sign}${whole}.${number.slice(last + 1)}` : sign + whole;
}

/** How many decimals a currency has; two where it is not known. */
function minorDigits(currency: string | null): number {
  if (currency === null) return 2;
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** Below this a number is seconds; as ms it would be of March 1973. */
const firstMs = 1e11;

/**
 * A moment as ISO 8601 UTC: from seconds, ms, or ISO text, which without a zone is UTC; a calendar day stays one.
 * Anything else stays as the shop writes it.
 */
export function readMoment(value: unknown): string | null {
  const text = readText(value);
  if (text === null) return null;
  if (/^\d{9,14}(\.\d+)?$/.test(text)) {
    const count = Number(text);
    return isoOf(count < firstMs ? count * 1000 : count) ?? text;
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const iso = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
    text,
  );
  if (!iso) return text;
  const [, day, time, zone = 'Z'] = iso;
  const stamp = zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  return isoOf(Date.parse(`${day}T${time}${stamp}`)) ?? text;
}

function isoOf(ms: number): string | null {
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : null;
}

/** An address that may be opened: http(s) alone, and without user name or password. */
export function readLink(value: unknown): string | null {
  const text = readText(value);
  if (text === null || !URL.canParse(text)) return null;
  const { protocol, username, password, href } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '' ? href : null;
}
