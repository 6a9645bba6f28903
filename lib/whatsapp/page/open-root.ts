/**
 * Finds the open conversation by three ways: its id, its test id, its structure. Conversations that are not drawn do
 * not count, nor do previews: of a wallpaper, which has no title, and of a theme, which has one; neither has a panel for rows.
 */
import { findChatList } from './chat-list.ts';
import { titleElement } from './read-title.ts';
import { selectors } from './selectors.ts';
import type { IsVisible } from './visibility.ts';

const placesToTalk = `${selectors.messagePanel}, ${selectors.composer}`;

export type OpenRoot =
  | { found: 'one'; root: Element }
  | { found: 'none' }
  | { found: 'several'; roots: readonly Element[] };

export function findOpenRoot(document: Document, isVisible: IsVisible): OpenRoot {
  const named = outermost([
    ...document.querySelectorAll(selectors.rootById),
    ...document.querySelectorAll(selectors.rootByTestId),
  ]).filter((root) => isConversation(root) && isVisible(root));
  if (named.length > 0) return only(named);
  return only(outermost(rootsByStructure(document, isVisible)).filter(isVisible));
}

function only(roots: readonly Element[]): OpenRoot {
  const [root, ...more] = roots;
  if (!root) return { found: 'none' };
  return more.length > 0 ? { found: 'several', roots } : { found: 'one', root };
}

function isConversation(root: Element): boolean {
  return holdsRows(root) || (titleElement(root) !== null && !isPreview(root));
}

const holdsRows = (root: Element) =>
  root.querySelector(selectors.row) !== null || root.querySelector(selectors.messagePanel) !== null;

/** How a theme would look: a head above a foot in which there is nothing, and no place for rows. */
export function isPreview(root: Element): boolean {
  if (holdsRows(root)) return false;
  const feet = [...root.querySelectorAll(selectors.footer)];
  const isEmpty = (foot: Element) =>
    foot.textContent?.trim() === '' && !foot.querySelector('[contenteditable], [role="button"], button');
  return feet.length > 0 && feet.every(isEmpty);
}

/** Two names on one conversation, or one inside the other, are one conversation. */
function outermost(elements: Element[]): Element[] {
  const unique = [...new Set(elements)];
  return unique.filter((one) => !unique.some((other) => other !== one && other.contains(one)));
}

/** What has one head, rows, and a place to talk. Drawers may have rows and a head too. */
function rootsByStructure(document: Document, isVisible: IsVisible): Element[] {
  const list = findChatList(document);
  const roots: Element[] = [];
  for (const header of document.querySelectorAll(selectors.header)) {
    if (list?.contains(header) || !isVisible(header)) continue;
    let element = header.parentElement;
    while (element && !holdsTalk(element)) element = element.parentElement;
    if (!element || element === document.body || (list && element.contains(list))) continue;
    if (element.querySelectorAll(selectors.header).length !== 1) continue;
    if (element.querySelector(placesToTalk)) roots.push(element);
  }
  return [...roots, ...rootsByTrace(document, list)];
}

/** Round the place for messages that says so: as little as has a title. */
function rootsByTrace(document: Document, list: Element | null): Element[] {
  return [...document.querySelectorAll(selectors.messageTrace)].flatMap((trace) => {
    let element = trace.parentElement;
    while (element && element !== document.body && !titleElement(element)) element = element.parentElement;
    return !element || element === document.body || (list && element.contains(list)) ? [] : [element];
  });
}

/** Rows, or the place for them together with the place to write. */
function holdsTalk(element: Element): boolean {
  if (element.querySelectorAll(selectors.row).length > 1) return true;
  return (
    element.querySelector(selectors.messagePanel) !== null &&
    element.querySelector(selectors.composer) !== null
  );
}
