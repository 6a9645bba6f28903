import { formatLocale } from './index.ts';

const units = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1_000 },
] as const;

/** A length of time as one would say it: "4 seconds", "1.5 minutes", "1 hour". In ms. */
export function formatDuration(ms: number): string {
  const { count, unit } =
    units.map(({ unit, ms: length }) => ({ unit, count: roughly(ms / length) })).find(isWhole) ?? none;
  return new Intl.NumberFormat(formatLocale(), { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

/** How soon, for a sentence: "in 45 seconds", "in 2 minutes", "now". In ms. */
export function formatSoon(ms: number): string {
  const [count, unit] =
    ms < 90_000 ? [Math.ceil(ms / 1_000), 'second' as const] : [Math.ceil(ms / 60_000), 'minute' as const];
  const format = new Intl.RelativeTimeFormat(formatLocale(), { numeric: 'auto' });
  return format.format(Math.max(0, count), unit);
}

const none = { count: 0, unit: 'second' as const };
const isWhole = ({ count }: { count: number }) => count >= 1;

/** Halves matter while there are few. */
function roughly(count: number): number {
  if (count < 1) return count > 0.97 ? 1 : 0;
  return count < 3 ? Math.round(count * 2) / 2 : Math.round(count);
}
