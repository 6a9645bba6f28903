import { type MessageKey, parseMessageKey } from '../notation/message-key.ts';
import { rowTestIdPrefix, selectors } from './selectors.ts';

/** The message rows of a conversation, by what their ids say. */
export interface Rows {
  /** Whole keys, which name their chat: builds until spring 2026. */
  packed: MessageKey[];
  /** Message ids alone, in the order of the page. */
  bare: string[];
}

const anyRow = `${selectors.row}, ${selectors.rowByTestId}`;
const bareId = /^[0-9A-Za-z.-]{6,80}$/;

/**
 * Notices of the app's own say nothing of whose chat it is. Two rows of one id are one message. Shells of rows that are not drawn yet count: their ids are right.
 * @returns with the element of each, by message id.
 */
export function readRows(root: Element): { rows: Rows; elements: Map<string, Element> } {
  const rows: Rows = { packed: [], bare: [] };
  const elements = new Map<string, Element>();
  const seen = new Set<string>();
  const notices = new Set([...root.querySelectorAll(selectors.notice)].map((one) => one.closest(anyRow)));
  for (const row of root.querySelectorAll(anyRow)) {
    const id = rowId(row);
    if (id === null || seen.has(id) || notices.has(row)) continue;
    seen.add(id);
    const key = parseMessageKey(id);
    if (key) rows.packed.push(key);
    else if (bareId.test(id)) rows.bare.push(id);
    else continue;
    elements.set(key?.messageId ?? id, row);
  }
  return { rows, elements };
}

/** The message that a row is of, as it stands now. */
export function messageIdOf(row: Element): string | null {
  const id = rowId(row);
  return id === null ? null : (parseMessageKey(id)?.messageId ?? id);
}

/** Null when a row's two marks contradict each other. */
function rowId(row: Element): string | null {
  const id = row.getAttribute('data-id');
  const testId = row.getAttribute('data-testid');
  const named = testId?.startsWith(rowTestIdPrefix) ? testId.slice(rowTestIdPrefix.length) : null;
  if (id === null) return named;
  return named === null || named === id || parseMessageKey(id)?.messageId === named ? id : null;
}

/** At most `count` of the ids, from both ends: the newest may not be stored yet, the oldest may be stray. */
export function sampleIds(ids: readonly string[], count: number): string[] {
  if (ids.length <= count) return [...ids].reverse();
  const half = Math.floor(count / 2);
  return [...ids.slice(-half).reverse(), ...ids.slice(0, count - half)];
}
