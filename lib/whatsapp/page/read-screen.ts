import type { ScreenState } from '../detection.ts';
import { findChatList } from './chat-list.ts';
import { findOpenRoot, isPreview, type OpenRoot } from './open-root.ts';
import { selectors } from './selectors.ts';
import type { IsVisible } from './visibility.ts';

export interface Screen {
  state: ScreenState;
  /** The open conversation; only with `chat`. */
  root: Element | null;
}

/** What the page was before. */
export interface ScreenHistory {
  /** The app was up in this document: one that goes away without a QR code is not starting. */
  wasUp: boolean;
  /** ms for which nothing known was seen: an app that is drawn and stays unknown is not starting either. */
  unknownFor: number;
}

/** An app at work has more elements than this; a screen that only waits has fewer. */
const fullApp = 120;
/** ms that an app may take to draw what we know. */
const startsWithin = 8000;

/** Which screen the page shows. Words are never read, so that every language is the same. */
export function readScreen(document: Document, isVisible: IsVisible, history: ScreenHistory): Screen {
  const open: OpenRoot = findOpenRoot(document, isVisible);
  if (open.found === 'one') return { state: 'chat', root: open.root };
  if (open.found === 'several') return { state: 'unreadable', root: null };
  return { state: screenWithoutChat(document, isVisible, history), root: null };
}

function screenWithoutChat(
  document: Document,
  isVisible: IsVisible,
  { wasUp, unknownFor }: ScreenHistory,
): ScreenState {
  const shows = (css: string) => [...document.querySelectorAll(css)].some(isVisible);
  if (shows(selectors.chatList)) return chatListSaysOpen(document, isVisible) ? 'layout-changed' : 'no-chat';
  if (shows(selectors.qrCode)) return 'signed-out';
  if (shows(selectors.dialog) || shows(selectors.password)) return 'inactive';
  if (shows(selectors.grid)) return 'layout-changed';
  const isFull = unknownFor > startsWithin && document.body.querySelectorAll('*').length > fullApp;
  if (isFull && !shows(selectors.progress)) return 'layout-changed';
  return wasUp ? 'inactive' : 'loading';
}

/** A row is selected or a message can be written, and yet no conversation was found. */
function chatListSaysOpen(document: Document, isVisible: IsVisible): boolean {
  if ([...document.querySelectorAll(selectors.rootById)].some((root) => isVisible(root) && isPreview(root)))
    return false;
  const list = findChatList(document);
  if (list?.querySelector(selectors.selectedRow)) return true;
  return [...document.querySelectorAll(selectors.composer)].some((box) => isVisible(box));
}
