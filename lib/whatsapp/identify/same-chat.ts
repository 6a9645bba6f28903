/** Whether what is on the page is still what an answer was given for. */

import type { OpenChat } from '../page/read-page.ts';
import { messageIdOf, readRows } from '../page/read-rows.ts';
import type { Detected } from './detect-chat.ts';

/** Whether the page still has one of the rows that an answer rests on. */
export function holdsRow(root: Element, open: OpenChat, { rowIds }: Detected): boolean {
  const isHeld = (id: string) => {
    const row = open.rows.elements.get(id);
    return row !== undefined && root.contains(row) && messageIdOf(row) === id;
  };
  if (rowIds.length === 0) return false;
  if (rowIds.some(isHeld)) return true;
  const rows = readRows(root);
  return rowIds.some((id) => rows.elements.has(id));
}

/** In the same place, and yet somebody else. */
export function isAnother(before: Detected, now: Detected): boolean {
  return differs(before.chatId, now.chatId) || differs(before.phone, now.phone);
}

const differs = (one: string | null, other: string | null) => one !== null && other !== null && one !== other;

/** Certain, and with all that can be known. */
export function isSettled(detected: Detected | null | undefined): boolean {
  return detected?.confidence === 'exact' && (detected.phone !== null || detected.kind !== 'person');
}

export function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}
