import type { Detection, Reason } from '../detection.ts';
import type { ChatReading } from '../page/read-chat.ts';
import type { Screen } from '../page/read-screen.ts';
import type { Detected } from './detect-chat.ts';
import { nameOnly } from './judge-chat.ts';
import { reasons } from './reasons.ts';

/** All but the epoch, which the watcher adds. */
export type DetectionBody = Omit<Detection, 'epoch'>;

/** A screen on which no one chat is open. */
export function screenDetection(
  { state, inactive }: Pick<Screen, 'state' | 'inactive'>,
  account: string | null,
  why: Reason[],
): DetectionBody {
  const base = { ...nameOnly(...why), state, account, displayName: null, confidence: null };
  return inactive ? { ...base, inactive } : base;
}

/** An open chat of which nothing but the title is known, or not yet. */
export function titleDetection({ title }: ChatReading, account: string | null, why: Reason): DetectionBody {
  return { ...nameOnly(why), state: 'chat', account, displayName: title.text };
}

export function chatDetection(
  { title, composer }: ChatReading,
  account: string | null,
  { messageIds: _messageIds, noName, ...judgement }: Detected,
): DetectionBody {
  const soft = composer === 'differs' ? [reasons.composerDiffers] : [];
  return {
    ...judgement,
    state: 'chat',
    account,
    displayName: noName ? null : title.text,
    reasons: [...judgement.reasons, ...soft],
  };
}
