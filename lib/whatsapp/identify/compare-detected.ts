import type { Detected } from './detect-chat.ts';
import { numberIn } from './judge-chat.ts';

/** In the same place, and yet somebody else. */
export function isAnother(before: Detected, now: Detected): boolean {
  return differs(before.chatId, now.chatId) || differs(numberIn(before), numberIn(now));
}

const differs = (one: string | null, other: string | null) => one !== null && other !== null && one !== other;

/** Certain, and with all that can be known. */
export function isFinal(detected: Detected | null | undefined): boolean {
  return detected?.confidence === 'exact' && (numberIn(detected) !== null || detected.kind !== 'person');
}
