import { maskDigits } from './mask-digits.ts';
import { nameIn } from './name-in.ts';

/** A name as it stands where numbers are hidden: one that is a number shows its last four digits alone. */
export function maskedName(name: string, masked: boolean): string {
  return masked && nameIn(name) === null ? maskDigits(name, 4) : name;
}
