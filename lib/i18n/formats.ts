/** Ages, moments, dates and numbers as the agent's language writes them. */
import { formatLocale, isolate, t } from './index.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type Unit = 'minute' | 'hour' | 'day';

/** Building an `Intl` formatter is slow, so each is kept per locale. */
function keep<F>(make: (locale: string) => F): () => F {
  const kept = new Map<string, F>();
  return () => {
    const locale = formatLocale();
    const made = kept.get(locale) ?? make(locale);
    kept.set(locale, made);
    return made;
  };
}

const unitFormat = (unit: Unit) =>
  keep((locale) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }));
const ageFormats = { minute: unitFormat('minute'), hour: unitFormat('hour'), day: unitFormat('day') };
const agoFormat = keep((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
const timeFormat = keep((locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }));
const thisYearFormat = keep(
  (locale) =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }),
);
const dayFormat = keep(
  (locale) => new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' }),
);
const dateFormat = keep((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));
const calendarFormat = keep(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }),
);
const dateTimeFormat = keep(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }),
);
const listFormat = keep((locale) => new Intl.ListFormat(locale, { style: 'narrow' }));
const numberFormat = keep((locale) => new Intl.NumberFormat(locale));

function measure(ms: number): { count: number; unit: Unit } | null {
  if (!(ms >= minute && ms < Infinity)) return null;
  if (ms < hour) return { count: Math.floor(ms / minute), unit: 'minute' };
  if (ms < day) return { count: Math.floor(ms / hour), unit: 'hour' };
  return { count: Math.floor(ms / day), unit: 'day' };
}

/**
 * A moment as `format` writes it; the text as it came where that is none, or none that can be written. Never throws:
 * times come from vendors and from files.
 */
function shownTime(text: string, format: (at: Date) => string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return text;
  try {
    return format(at);
  } catch {
    return text;
  }
}

/** How old something is, short: "now", "2 min", "3 hr". Both in epoch ms. */
export function formatAge(since: number, now: number): string {
  const age = measure(now - since);
  return age === null ? t('age.now') : ageFormats[age.unit]().format(age.count);
}

/** How long ago, in words for a sentence: "just now", "2 minutes ago", "yesterday". Both in epoch ms. */
export function formatAgo(since: number, now: number): string {
  const age = measure(now - since);
  return age === null ? t('age.justNow') : agoFormat().format(-age.count, age.unit);
}

/** When, as a list tells it: "10:42" today, "8 Mar, 10:42" this year, "8 Mar 2025" before. Unreadable text stays. */
export function formatMoment(iso: string, now: number): string {
  return shownTime(iso, (at) => {
    const today = new Date(now);
    if (at.toDateString() === today.toDateString()) return timeFormat().format(at);
    return at.getFullYear() === today.getFullYear() ? thisYearFormat().format(at) : dateFormat().format(at);
  });
}

/** The time of the day, "10:42". Unreadable text stays. */
export function formatTime(iso: string): string {
  return shownTime(iso, (at) => timeFormat().format(at));
}

/** The day, as a heading: "today", "yesterday", "Sun, Nov 22" this year, "Nov 22, 2025" before. Unreadable text stays. */
export function formatDay(iso: string, now: number): string {
  return shownTime(iso, (at) => {
    for (const ago of [0, 1]) {
      const then = new Date(now);
      then.setDate(then.getDate() - ago);
      if (at.toDateString() === then.toDateString()) return agoFormat().format(-ago, 'day');
    }
    return at.getFullYear() === new Date(now).getFullYear()
      ? dayFormat().format(at)
      : dateFormat().format(at);
  });
}

/** Day and time in full, in the agent's own zone. Unreadable text stays. */
export function formatDateTime(iso: string): string {
  return shownTime(iso, (at) => dateTimeFormat().format(at));
}

/** A calendar day from `YYYY-MM-DD`, the same in every zone. Anything else stays as it is. */
export function formatDate(date: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return date;
  // 30 February would be written as 2 March.
  return shownTime(date, (at) => (at.toISOString().startsWith(date) ? calendarFormat().format(at) : date));
}

/** A time of the day from `HH:MM`, as moments are written beside it. Anything else stays as it is. */
export function formatClock(time: string): string {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? formatTime(`2000-01-01T${time}`) : time;
}

/** A number as back ends keep it (`38.5`), with the language's decimal mark and all its digits. Anything else stays as it is. */
export function formatDecimal(text: string): string {
  if (!/^-?\d+\.\d+$/.test(text)) return text;
  const mark = numberFormat()
    .formatToParts(0.5)
    .find(({ type }) => type === 'decimal');
  return text.replace('.', mark?.value ?? '.');
}

export function formatNumber(value: number): string {
  return numberFormat().format(value);
}

/** Texts from outside one after another, as a sentence enumerates them: "Hot, VIP". */
export function formatList(texts: readonly string[]): string {
  return listFormat().format(texts.map(isolate));
}
