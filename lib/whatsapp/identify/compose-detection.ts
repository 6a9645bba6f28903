import type { Detection, Reason, ScreenState } from '../detection.ts';
import type { OpenChat } from '../page/read-page.ts';
import type { Detected } from './detect-chat.ts';
import { reasons } from './reasons.ts';

/** All but the epoch, which the watcher adds. */
export type Said = Omit<Detection, 'epoch'>;

const nothing = {
  chatId: null,
  chatKey: null,
  phone: null,
  phoneSource: null,
  displayName: null,
  kind: null,
  groupSize: null,
  isBusiness: false,
  confidence: null,
} as const;

/** A screen on which no one chat is open. */
export function saidOfScreen(state: ScreenState, account: string | null, why: Reason[]): Said {
  return { ...nothing, state, account, reasons: why };
}

/** An open chat of which nothing but the title is known, or not yet. */
export function saidOfTitle(open: OpenChat, account: string | null, why: Reason): Said {
  const { text } = open.title;
  return { ...nothing, state: 'chat', account, displayName: text, confidence: 'name-only', reasons: [why] };
}

export function saidOfChat(open: OpenChat, account: string | null, detected: Detected): Said {
  const { rowIds: _rowIds, ...judgement } = detected;
  const soft = open.composer === 'differs' ? [reasons.composerDiffers] : [];
  return {
    ...judgement,
    state: 'chat',
    account,
    displayName: open.title.text,
    reasons: [...judgement.reasons, ...soft],
  };
}
