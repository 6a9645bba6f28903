import { digitsIn } from './plain-digits.ts';
import { isBlank, withoutTurns } from './unseen.ts';

/** What stands there is a name, unless nothing of it can be seen or it is a number, hidden in part or not. */
export function nameIn(text: string): string | null {
  const name = withoutTurns(text).trim();
  const isNumber = !/\p{L}/u.test(name) && (/^[+＋]/.test(name) || digitsIn(name).length >= 7);
  return isBlank(name) || isNumber ? null : name;
}
