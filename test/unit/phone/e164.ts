import type { E164 } from '../../../lib/phone/e164.ts';
import { parseE164 } from '../../../lib/phone/index.ts';

/** A number that a test is sure of. */
export function e164(text: string): E164 {
  const number = parseE164(text);
  if (!number) throw new Error(`${text} is no number`);
  return number;
}
