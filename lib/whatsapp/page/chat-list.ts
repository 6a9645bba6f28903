import { selectors } from './selectors.ts';

/** The list of chats. Others go by its id too, and stand before it: the search drawer, the calls, the command palette. */
export function findChatList(document: Document): Element | null {
  const named = document.querySelector(selectors.chatListByTrace);
  return named ?? [...document.querySelectorAll(selectors.chatList)].at(-1) ?? null;
}
