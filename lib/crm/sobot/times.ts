/** Sobot's times as ISO 8601 UTC: epoch seconds, or milliseconds in some events; null for 0 and for what is no time. */
export function timeOf(text: string | undefined): string | null {
  const number = Number(text?.trim() || Number.NaN);
  if (!Number.isFinite(number) || number <= 0) return null;
  // Seconds have ten digits until the year 2286.
  const date = new Date(number < 1e11 ? number * 1000 : number);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
