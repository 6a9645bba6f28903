/**
 * Watches the page and says, each time it changes, which chat is open. One observer on the whole app; whatever is
 * cheap is done in its own microtask, whatever reads the database once a frame.
 *
 *   another conversation drawn ──▶ epoch + 1, `onLeft` at once ──▶ read, ask, next frame: check again ──▶ `onDetection`
 *   same conversation, new title, rows or selection ─────────────▶ next frame …
 *   not final ───────────────────▶ again after 1, 3 and 10 s
 *
 * What the page shows is the screen's, what is asked about it the lookup's: an answer is dropped when the conversation,
 * its title or the epoch is not what it was when the question was asked.
 */

import type { Detection } from '../detection.ts';
import { observePage } from '../page/observe-page.ts';
import { type IsVisible, isDrawn } from '../page/visibility.ts';
import { coalesce } from './coalesce.ts';
import { followChat } from './follow-chat.ts';
import { createIdentifier } from './identifier.ts';
import { pollVisible } from './poll-visible.ts';
import type { Timers } from './timers.ts';

export interface WatchDeps {
  document: Document;
  indexedDB: IDBFactory;
  timers: Timers;
  /** Ends the watch and closes what it opened. */
  signal: AbortSignal;
  isVisible?: IsVisible;
  /** The chat that was open no longer is. Called before the page is drawn again. */
  onLeft(epoch: number): void;
  /** Only when it differs from the one before. */
  onDetection(detection: Detection): void;
}

/** ms between looks while a chat is open and known. */
const soonAfter = 200;

export interface ChatWatch {
  /** The epoch of what is shown now. */
  epoch(): number;
}

export function watchChats(deps: WatchDeps): ChatWatch {
  const { document, timers, signal, isVisible = isDrawn } = deps;
  const frame = coalesce(timers.frame, () => chat.update(), signal);
  const soon = coalesce((run) => timers.after(soonAfter, run), frame.start, signal);
  const idle = coalesce(timers.idle, onIdle, signal);
  const identifier = createIdentifier({ indexedDB: deps.indexedDB, timers });
  const page = observePage(document, { onNodes, onDrawn, onHead, onMarks: frame.start });
  const chat = followChat({ ...deps, isVisible, identifier, page, frame, onRest: idle.start });

  function onNodes(records: readonly MutationRecord[]): void {
    const root = chat.root();
    if (root && !root.isConnected) chat.lose();
    else if (frame.isDue()) return;
    else if (root && isQuiet(root, records)) soon.start();
    else frame.start();
  }

  /** Certain, and by a row that is still there, or beside the conversation: many such changes may pass before one look. */
  function isQuiet(root: Element, records: readonly MutationRecord[]): boolean {
    if (chat.isFinal() && page.hasObservedRow()) return true;
    return !records.some(({ target }) => root.contains(target));
  }

  function onDrawn(): void {
    const root = chat.root();
    if (root && !isVisible(root)) chat.lose();
    chat.doubt();
    frame.start();
  }

  function onHead(): void {
    chat.checkHead();
    frame.start();
  }

  /** Not before the chat that is open has been read: the two would only wait for each other. */
  function onIdle(): void {
    if (!chat.isPending()) identifier.prepareNames();
  }

  function catchUp(): void {
    chat.look();
    chat.checkHead();
    frame.start();
  }

  signal.addEventListener('abort', () => {
    page.disconnect();
    identifier.close();
  });
  catchUp();
  pollVisible({ document, timers, signal }, catchUp);

  return { epoch: chat.epoch };
}
