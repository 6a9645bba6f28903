/** The vendor shows no to-do as it comes back, so its time is read in whichever form it may have; a bare clock is China's. */
const chinaAhead = 8 * 3_600_000;

/** ISO 8601 UTC; null for what is no time. */
export function todoTime(text: string): string | null {
  const wall = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/.exec(
    text.trim(),
  );
  const at = wall ? wallTime(wall.slice(1).map((part) => Number(part ?? 0))) : zonedTime(text.trim());
  return at === null || Number.isNaN(new Date(at).getTime()) ? null : new Date(at).toISOString();
}

const wallTime = ([year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0]: number[]): number =>
  Date.UTC(year, month - 1, day, hour, minute, second) - chinaAhead;

function zonedTime(text: string): number | null {
  if (/^\d{10}$/.test(text)) return Number(text) * 1000;
  if (/^\d{13}$/.test(text)) return Number(text);
  return /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : null;
}
