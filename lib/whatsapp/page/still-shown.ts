/** Whether the page still shows what was read of it. */
import { type ChatReading, type OpenChat, readSelected } from './read-chat.ts';
import { messageIdOf, readRows } from './read-rows.ts';
import { readTitle } from './read-title.ts';

/** The title, and the selected rows of the chat list, are as they were read. */
export function showsTitles(document: Document, root: Element, { title, selected }: ChatReading): boolean {
  return readTitle(root).text === title.text && sameTexts(readSelected(document), selected);
}

/** The rows are as they were read. */
export function showsRows(root: Element, { rows }: ChatReading): boolean {
  const now = readRows(root).rows;
  return sameTexts(now.bare, rows.bare) && now.packed.length === rows.packed.length;
}

/** One of the rows with these message ids is still there. */
export function showsAnyRow(
  root: Element,
  { rowElements }: OpenChat,
  messageIds: readonly string[],
): boolean {
  const isThere = (id: string) => {
    const row = rowElements.get(id);
    return row !== undefined && root.contains(row) && messageIdOf(row) === id;
  };
  if (messageIds.length === 0) return false;
  if (messageIds.some(isThere)) return true;
  const { elements } = readRows(root);
  return messageIds.some((id) => elements.has(id));
}

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}
