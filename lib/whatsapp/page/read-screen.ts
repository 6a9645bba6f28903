import type { InactiveReason, ScreenState } from '../detection.ts';
import { findChatList } from './chat-list.ts';
import { findOpenRoot, isPreview, type OpenRoot } from './open-root.ts';
import { hiddenBy, reasonOf } from './read-popup.ts';
import { readTitle } from './read-title.ts';
import { selectors } from './selectors.ts';
import type { IsVisible } from './visibility.ts';

export interface Screen {
  state: ScreenState;
  /** The open conversation; only with `chat`. */
  root: Element | null;
  /** The conversations that are drawn at once, each followed by its title; only with `unreadable`. */
  rivals: readonly (Element | string | null)[];
  /** Only with `inactive`. */
  inactive: InactiveReason | null;
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
  const shows = (css: string) => [...document.querySelectorAll(css)].some(isVisible);
  if (open.found !== 'none' || shows(selectors.chatList)) {
    const why = hiddenBy(document, isVisible);
    if (why) return inactive(why);
    if (open.found === 'one') return screen('chat', open.root);
    if (open.found === 'several') return { ...screen('unreadable'), rivals: withTitles(open.roots) };
    return screen(chatListSaysOpen(document, isVisible) ? 'layout-changed' : 'no-chat');
  }
  return screenWithoutApp(document, isVisible, history);
}

const screen = (state: ScreenState, root: Element | null = null): Screen => ({
  state,
  root,
  rivals: [],
  inactive: null,
});
const inactive = (why: InactiveReason): Screen => ({ ...screen('inactive'), inactive: why });
const withTitles = (roots: readonly Element[]) => roots.flatMap((root) => [root, readTitle(root).text]);

function screenWithoutApp(
  document: Document,
  isVisible: IsVisible,
  { wasUp, unknownFor }: ScreenHistory,
): Screen {
  const drawn = (css: string) => [...document.querySelectorAll(css)].find(isVisible);
  if (drawn(selectors.qrCode)) return screen('signed-out');
  if (drawn(selectors.dialog)) return inactive(reasonOf(drawn(selectors.popup) ?? document.body));
  if (drawn(selectors.password)) return inactive('locked');
  if (drawn(selectors.grid)) return screen('layout-changed');
  const isStarting = drawn(selectors.progress) !== undefined;
  const isFull = unknownFor > startsWithin && document.body.querySelectorAll('*').length > fullApp;
  if (isFull && !isStarting) return screen('layout-changed');
  if (!wasUp) return screen('loading');
  return inactive(isStarting ? 'updating' : 'other');
}

/** A row is selected or a message can be written, and yet no conversation was found. */
function chatListSaysOpen(document: Document, isVisible: IsVisible): boolean {
  if ([...document.querySelectorAll(selectors.rootById)].some((root) => isVisible(root) && isPreview(root)))
    return false;
  const list = findChatList(document);
  if (list?.querySelector(selectors.selectedRow)) return true;
  return [...document.querySelectorAll(selectors.composer)].some((box) => isVisible(box));
}
