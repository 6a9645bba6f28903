import { findChatList } from './chat-list.ts';
import { selectors } from './selectors.ts';

/** What a page is recognised by, in nodes that are quick to find: while they stay the same, so does the screen. */
export interface Landmarks {
  list: Element | null;
  elements: readonly Element[];
}

export function readLandmarks(document: Document): Landmarks {
  const list = findChatList(document);
  const roots = document.querySelectorAll(selectors.rootById);
  const headers = document.getElementsByTagName(selectors.header);
  const popups = document.querySelectorAll(selectors.popup);
  return { list, elements: [...(list ? [list] : []), ...roots, ...headers, ...popups] };
}

export function sameLandmarks(one: Landmarks, other: Landmarks): boolean {
  return (
    one.list === other.list &&
    one.elements.length === other.elements.length &&
    one.elements.every((element, index) => element === other.elements[index])
  );
}
