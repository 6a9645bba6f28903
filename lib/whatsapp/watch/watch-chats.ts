/**
 * Watches the page and says, each time it changes, which chat is open. One observer on the whole app; whatever is
 * cheap is done in its own microtask, whatever reads the database once a frame.
 *
 *   another conversation drawn ──▶ epoch + 1, `onLeft` at once ──▶ read, ask, next frame: check again ──▶ `onDetection`
 *   same conversation, new title, rows or selection ─────────────▶ next frame …
 *   not settled ─────────────────▶ again after 1, 3 and 10 s
 *
 * An answer is dropped when the conversation, its title or the epoch is not what it was when the question was asked.
 */

import type { Detection, Reason } from '../detection.ts';
import { createChatMemory } from '../identify/chat-memory.ts';
import { isAnother, isSettled } from '../identify/compare-detected.ts';
import {
  chatDetection,
  type DetectionBody,
  screenDetection,
  titleDetection,
} from '../identify/compose-detection.ts';
import { type Detected, detectChat } from '../identify/detect-chat.ts';
import { reasons } from '../identify/reasons.ts';
import { diagnose } from '../page/diagnostics.ts';
import { readLandmarks, sameLandmarks } from '../page/landmarks.ts';
import { observePage } from '../page/observe-page.ts';
import { type OpenChat, readOpenChat } from '../page/read-chat.ts';
import { readScreen, type Screen } from '../page/read-screen.ts';
import { readTitle } from '../page/read-title.ts';
import { showsAnyRow, showsRows, showsTitles } from '../page/still-shown.ts';
import { type IsVisible, isDrawn } from '../page/visibility.ts';
import { createModelStorage } from '../storage/model-storage.ts';
import { keepNameIndex } from './keep-name-index.ts';
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

/** ms after which data that came late is looked for again. */
const lateLooks = [1000, 3000, 10_000];
/** ms between looks while a chat is open and known. */
const soon = 200;
/** ms between looks at a page that says nothing of its changes. */
const pollEvery = 2000;
/** ms after which a database that does not answer is not waited for. */
const patience = 5000;
/** ms after which a slow answer is announced by what the page alone shows. */
const announceAfter = 400;

export interface ChatWatch {
  /** The epoch of what is shown now. */
  epoch(): number;
}

export function watchChats(deps: WatchDeps): ChatWatch {
  const { document, timers, signal, isVisible = isDrawn, onLeft, onDetection } = deps;
  const memory = createChatMemory(timers);
  let account: string | null = null;
  const storage = createModelStorage({
    indexedDB: deps.indexedDB,
    onLost() {
      memory.clear();
      account = null;
    },
  });

  const names = keepNameIndex({ storage, memory, timers });

  let screen: Screen = { state: 'loading', root: null };
  /** Counts for the screens that are not understood, taken once for each. */
  let diagnosis: Reason[] = [];
  let landmarks = readLandmarks(document);
  /** The screen may be another one: to be looked at in the next frame. */
  let unsure = true;
  let wasUp = false;
  let knownAt = timers.now();
  let epoch = timers.now();
  let said = '';
  let saidEpoch = 0;
  /** Of the conversation that is open: what the last answer rests on. */
  let asked: { open: OpenChat; detected: Detected | null } | null = null;
  let cancelFrame: (() => void) | null = null;
  let cancelSoon: (() => void) | null = null;
  let cancelIdle: (() => void) | null = null;
  let cancelLate: (() => void)[] = [];
  let busy = false;
  let again = false;
  /** Aborted when nobody waits for it any more. */
  let lookup: AbortController | null = null;

  function leave(): void {
    epoch = Math.max(epoch + 1, timers.now());
    lookup?.abort();
    asked = null;
    changes.hold([]);
    again = false;
    busy = false;
    for (const cancel of cancelLate.splice(0)) cancel();
    onLeft(epoch);
  }

  /** Reads which conversation is drawn. */
  function look(): void {
    unsure = false;
    landmarks = readLandmarks(document);
    const fresh = readScreen(document, isVisible, { wasUp, unknownFor: timers.now() - knownAt });
    const isUp = fresh.state === 'no-chat' || fresh.state === 'chat';
    wasUp ||= isUp;
    if (isUp || fresh.state === 'signed-out') knownAt = timers.now();
    const moved = fresh.root !== screen.root;
    // An epoch stands for one chat, or for none.
    const isLeft = screen.root !== null || saidEpoch === epoch;
    const changed = moved || fresh.state !== screen.state;
    screen = fresh;
    aim();
    if (changed) {
      const lost = fresh.state === 'layout-changed' || fresh.state === 'unreadable';
      diagnosis = lost ? diagnose(document, isVisible) : [];
    }
    if (fresh.state === 'signed-out') account = null;
    if (moved) {
      if (isLeft) leave();
      lookLater();
    }
    if (changed) schedule();
  }

  /**
   * The conversation that was open is gone. Where the next one is drawn already, the database is asked before the page
   * draws its frame, so that both happen at once; whatever else comes instead is for that frame to see.
   */
  function lose(): void {
    screen = { state: screen.state, root: null };
    unsure = true;
    leave();
    if (!cancelFrame) {
      look();
      if (screen.root && readTitle(screen.root).text !== null) ask();
    }
    schedule();
  }

  function lookLater(): void {
    for (const cancel of cancelLate.splice(0)) cancel();
    if (!screen.root) return;
    cancelLate = lateLooks.map((ms) =>
      timers.after(ms, () => {
        if (!isSettled(asked?.detected)) ask();
      }),
    );
  }

  const changes = observePage(document, {
    onNodes(records) {
      const { root } = screen;
      if (!root) schedule();
      else if (!root.isConnected) lose();
      else if (cancelFrame !== null) return;
      else if (isKnown() || !records.some(({ target }) => root.contains(target))) scheduleSoon();
      else schedule();
    },
    onDrawn() {
      const { root } = screen;
      if (root && !isVisible(root)) lose();
      unsure = true;
      schedule();
    },
    onHead,
    onMarks: schedule,
  });

  function onHead(): void {
    onTitle();
    aim();
    schedule();
  }

  const aim = () => changes.aim(landmarks, screen.root);

  /** Certain, and by a row that is still there: what else changes can wait. */
  const isKnown = () => isSettled(asked?.detected) && changes.holds();

  /** Another title and none of the rows that were known: another chat in the same place, so it is cleared as one. */
  function onTitle(): void {
    const { root } = screen;
    const before = asked?.open.reading.title.text ?? null;
    if (!root || before === null || readTitle(root).text === before) return;
    if (!stillHolds(root)) {
      leave();
      lookLater();
    }
  }

  /** Whether a row that the last answer rests on is still there. */
  const stillHolds = (root: Element) =>
    asked?.detected != null && showsAnyRow(root, asked.open, asked.detected.messageIds);

  function schedule(): void {
    cancelFrame ??= timers.frame(() => {
      cancelFrame = null;
      if (!signal.aborted) onFrame();
    });
  }

  /** What is known is hardly touched: many such changes may pass before one look. */
  function scheduleSoon(): void {
    cancelSoon ??= timers.after(soon, () => {
      cancelSoon = null;
      schedule();
    });
  }

  function onFrame(): void {
    // Without a list, screens differ in what is no landmark.
    if (unsure || !landmarks.list || !sameLandmarks(landmarks, readLandmarks(document))) look();
    else aim();
    const { root } = screen;
    if (!root) {
      emit(screenDetection(screen.state, account, diagnosis));
      if (screen.state === 'no-chat') prepareNames();
      return;
    }
    if (!asked || isNews(root)) ask();
  }

  function isNews(root: Element): boolean {
    if (!asked) return true;
    const { open, detected } = asked;
    if (!showsTitles(document, root, open.reading)) return true;
    return detected?.messageIds.length ? !stillHolds(root) : !showsRows(root, open.reading);
  }

  /** Asks the database about what the page shows now; while an answer is awaited, once more after it. */
  function ask(): void {
    if (busy) {
      again = true;
      return;
    }
    void resolve();
  }

  async function resolve(): Promise<void> {
    const { root } = screen;
    if (!root) return;
    busy = true;
    const mine = new AbortController();
    lookup = mine;
    const isWanted = () => !mine.signal.aborted && !signal.aborted;
    const open = readOpenChat(document, root);
    asked = { open, detected: asked?.detected ?? null };
    const cancelAnnounce = timers.after(announceAfter, () => {
      if (isWanted() && asked?.detected === null)
        emit(titleDetection(open.reading, account, reasons.reading));
    });
    const answer = detectChat({
      reading: open.reading,
      account,
      storage,
      memory,
      nameIndex: names.fresh,
      signal: mine.signal,
    });
    const detected = await withPatience(answer).catch(() => 'failed' as const);
    cancelAnnounce();
    if (!isWanted()) return;
    busy = false;
    if (typeof detected === 'string') {
      // Whoever answers later speaks of a page that may be gone.
      mine.abort();
      storage.close();
      asked = { open, detected: null };
      emit(titleDetection(open.reading, account, reasons[detected]));
    } else {
      settle(root, open, detected);
      prepareNames();
    }
    if (again) {
      again = false;
      schedule();
    }
  }

  /** Not before the chat that is open has been read: the two would only wait for each other. */
  function prepareNames(): void {
    cancelIdle ??= timers.idle(() => {
      cancelIdle = null;
      if (!signal.aborted && !busy) names.prepare();
    });
  }

  /** The last check before anything is said: everything is still as it was when the question was asked. */
  function settle(root: Element, open: OpenChat, detected: Detected): void {
    look();
    if (screen.root !== root) return;
    const isMoved = detected.messageIds.length > 0 && !showsAnyRow(root, open, detected.messageIds);
    if (isMoved || !showsTitles(document, root, open.reading)) {
      again = true;
      return;
    }
    if (asked?.detected && isAnother(asked.detected, detected)) {
      leave();
      lookLater();
    }
    account = detected.account ?? account;
    asked = { open, detected };
    changes.hold(
      detected.messageIds.map((id) => open.rowElements.get(id)).filter((row) => row !== undefined),
    );
    emit(chatDetection(open.reading, account, detected));
  }

  async function withPatience(answer: Promise<Detected>): Promise<Detected | 'slow'> {
    let cancel = () => {};
    const late = new Promise<'slow'>((resolve) => {
      cancel = timers.after(patience, () => resolve('slow'));
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      cancel();
    }
  }

  function emit(detection: DetectionBody): void {
    const text = JSON.stringify({ ...detection, epoch });
    if (text === said) return;
    said = text;
    saidEpoch = epoch;
    onDetection({ ...detection, epoch });
  }

  function poll(): void {
    if (signal.aborted) return;
    if (document.visibilityState !== 'hidden') catchUp();
    timers.after(pollEvery, poll);
  }

  function catchUp(): void {
    look();
    onTitle();
    schedule();
  }

  const onVisible = () => {
    if (document.visibilityState !== 'hidden') catchUp();
  };
  document.addEventListener('visibilitychange', onVisible, { signal });
  signal.addEventListener('abort', () => {
    changes.end();
    lookup?.abort();
    cancelFrame?.();
    cancelSoon?.();
    cancelIdle?.();
    for (const cancel of cancelLate.splice(0)) cancel();
    storage.close();
  });
  catchUp();
  timers.after(pollEvery, poll);

  return { epoch: () => epoch };
}
