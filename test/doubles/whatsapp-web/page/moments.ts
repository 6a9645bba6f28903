import type { Words } from './words.ts';

const two = (value: number) => String(value).padStart(2, '0');

/** `10:42`, in the machine's zone; `t` in seconds since 1970. */
export function timeOf(t: number): string {
  const date = new Date(t * 1000);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `21/11/2026`. */
export function dateOf(t: number): string {
  const date = new Date(t * 1000);
  return `${two(date.getDate())}/${two(date.getMonth() + 1)}/${date.getFullYear()}`;
}

/** Today, Yesterday, or the date. */
export function dayOf(t: number, words: Words): string {
  const date = dateOf(t);
  const now = Date.now() / 1000;
  if (date === dateOf(now)) return words.today;
  return date === dateOf(now - 86_400) ? words.yesterday : date;
}
