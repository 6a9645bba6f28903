/**
 * Popups that stand over the app, or in its place. All are drawn alike, and the app's own questions with them; words are
 * never read, so what tells them apart is how many buttons there are, whether there is a title, and what is behind.
 */
import type { InactiveReason } from '../detection.ts';
import { selectors } from './selectors.ts';
import type { IsVisible } from './visibility.ts';

/** Why the app that is drawn cannot be used; null where it can, though a question of its own may stand over it. */
export function hiddenBy(document: Document, isVisible: IsVisible): InactiveReason | null {
  const popups = [...document.querySelectorAll(selectors.popup)];
  const hiding = popups.find((one) => isVisible(one) && (isOpaque(one) || offersNothing(one)));
  return hiding ? reasonOf(hiding) : null;
}

/** A question of the app's lets it shine through. */
function isOpaque(popup: Element): boolean {
  const backdrop = popup.closest(selectors.popupBackdrop);
  const colour = backdrop && popup.ownerDocument.defaultView?.getComputedStyle(backdrop).backgroundColor;
  return Boolean(colour) && !/transparent|rgba|\//.test(colour ?? '');
}

/** It says something, and there is no way to answer. A popup that is still being loaded says nothing. */
function offersNothing(popup: Element): boolean {
  return popup.textContent?.trim() !== '' && popup.querySelector(selectors.popupHandle) === null;
}

/** Which of the app's screens a popup is that stands in its place. */
export function reasonOf(popup: Element): InactiveReason {
  const buttons = popup.querySelectorAll(selectors.popupButton).length;
  if (popup.querySelector(selectors.popupTitle)) return buttons > 0 ? 'proxy' : cutOff(popup);
  if (buttons === 0) return 'connecting';
  if (buttons > 1 && isTerms(popup)) return 'terms';
  return buttons > 1 && isBan(popup) ? 'banned' : 'use-here';
}

function cutOff({ ownerDocument }: Element): InactiveReason {
  return ownerDocument.defaultView?.navigator.onLine === false ? 'offline' : 'unavailable';
}

/** What is to be agreed to is followed by a space that does not break, in a text of its own. */
function isTerms(popup: Element): boolean {
  const walker = popup.ownerDocument.createTreeWalker(popup, 4);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node.nodeValue === '\u00a0') return true;
  return false;
}

/** Why, and for how long. */
function isBan(popup: Element): boolean {
  return [...popup.querySelectorAll(selectors.popupContents)].some(
    ({ children }) =>
      children.length === 2 &&
      [...children].every(({ localName, children: { length } }) => localName === 'div' && length === 0),
  );
}
