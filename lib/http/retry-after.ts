/**
 * `Retry-After` as epoch ms: seconds or an HTTP date (RFC 9110 §10.2.3). A date is the server's, so it is compared with
 * the server's time (`serverNow`) and told in ours (`now`). Null: absent or not readable.
 */
export function readRetryAfter(header: string | null, now: number, serverNow: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return now + Number(text) * 1000;
  // A bare number or a broken date must not become the year 2001.
  if (!/[a-z]{3}/i.test(text)) return null;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : now + Math.max(0, date - serverNow);
}
