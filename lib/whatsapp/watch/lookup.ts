/**
 * Whose chat it is that is open: asked of the database, checked against the page once more, and said.
 *
 *   idle ──ask──▶ pending ─────────────────▶ done ──ask──▶ pending …
 *                    │ once more, when asked meanwhile, or when the page is not what was asked about
 *
 * Dropped at any point: idle again, and nobody hears of the answer any more.
 */

import { isAnother, isFinal } from '../identify/compare-detected.ts';
import { chatDetection, titleDetection } from '../identify/compose-detection.ts';
import type { Detected } from '../identify/detect-chat.ts';
import { reasons } from '../identify/reasons.ts';
import type { PageObserver } from '../page/observe-page.ts';
import { type OpenChat, readOpenChat } from '../page/read-chat.ts';
import { readTitle } from '../page/read-title.ts';
import { showsAnyRow, showsRows, showsTitles } from '../page/still-shown.ts';
import type { Coalesced } from './coalesce.ts';
import type { Epochs } from './epochs.ts';
import type { Identifier } from './identifier.ts';
import { createRetries } from './retries.ts';
import type { ScreenView } from './screen.ts';
import type { Timers } from './timers.ts';

/** ms after which a slow answer is announced by what the page alone shows. */
const announceAfter = 400;

interface LookupDeps {
  document: Document;
  timers: Timers;
  signal: AbortSignal;
  identifier: Identifier;
  screen: Pick<ScreenView, 'now' | 'look'>;
  epochs: Epochs;
  page: Pick<PageObserver, 'observeRows'>;
  /** When the page is looked at next. */
  frame: Coalesced;
  /** Nothing is asked of the database for now. */
  onRest(): void;
}

/** What was asked about, and the last good answer: to this, or to what was asked before it in the same chat. */
interface Asked {
  open: OpenChat;
  detected: Detected | null;
}

type Lookup =
  | { state: 'idle' }
  | (Asked & { state: 'pending'; request: AbortController; again: boolean })
  | (Asked & { state: 'done' });

const detectedBy = (lookup: Lookup) => (lookup.state === 'idle' ? null : lookup.detected);

export function createLookup(deps: LookupDeps) {
  const { document, timers, signal, identifier, screen, epochs, page, frame, onRest } = deps;
  let lookup: Lookup = { state: 'idle' };
  const retries = createRetries(timers, () => {
    if (!isFinal(detectedBy(lookup))) ask();
  });

  function drop(): void {
    if (lookup.state === 'pending') lookup.request.abort();
    lookup = { state: 'idle' };
    page.observeRows([]);
    retries.stop();
  }

  /** Asks about what the page shows now; while an answer is awaited, once more after it. */
  function ask(): void {
    const at = screen.now().root;
    if (!at || signal.aborted) return;
    if (lookup.state === 'pending') lookup = { ...lookup, again: true };
    else void request(at);
  }

  async function request(at: Element): Promise<void> {
    const open = readOpenChat(document, at);
    const { ownNumber } = open.reading;
    if (ownNumber !== null) identifier.setAccount(ownNumber);
    const mine = new AbortController();
    lookup = { state: 'pending', open, detected: detectedBy(lookup), request: mine, again: false };
    const sayTitle = (why: 'reading' | 'slow' | 'failed') =>
      epochs.say(titleDetection(open.reading, identifier.account(), reasons[why]));
    const cancelAnnounce = timers.after(announceAfter, () => {
      if (!mine.signal.aborted && detectedBy(lookup) === null) sayTitle('reading');
    });
    const answer = await identifier.identify(open.reading, mine.signal);
    cancelAnnounce();
    if (mine.signal.aborted) return;
    if (typeof answer !== 'string') {
      settle(at, open, answer);
      onRest();
      return;
    }
    // Whoever answers later speaks of a page that may be gone.
    mine.abort();
    identifier.close();
    finish({ open, detected: null });
    sayTitle(answer);
  }

  /** The last check before anything is said: everything is still as it was when the question was asked. */
  function settle(at: Element, open: OpenChat, answer: Detected): void {
    screen.look();
    if (screen.now().root !== at) return;
    const before = detectedBy(lookup);
    if (!isStillShown(document, at, open, answer)) {
      finish({ open, detected: before });
      frame.start();
      return;
    }
    if (before && isAnother(before, answer)) {
      epochs.leave();
      retries.start();
    }
    if (answer.account !== null) identifier.setAccount(answer.account);
    finish({ open, detected: answer });
    page.observeRows(answer.messageIds.flatMap((id) => open.rowElements.get(id) ?? []));
    epochs.say(chatDetection(open.reading, identifier.account(), answer));
  }

  function finish(asked: Asked): void {
    if (lookup.state === 'pending' && lookup.again) frame.start();
    lookup = { ...asked, state: 'done' };
  }

  signal.addEventListener('abort', drop);
  return {
    ask,
    drop,
    /** Another conversation is open: what comes late is looked for again. */
    expect: retries.start,
    isPending: () => lookup.state === 'pending',
    isFinal: () => isFinal(detectedBy(lookup)),
    /** The page shows something that was not asked about. */
    isOutdated: (at: Element) => lookup.state === 'idle' || isOutdated(document, at, lookup),
    /** Another chat is open in the same place. */
    isReplaced: (at: Element) => lookup.state !== 'idle' && isReplaced(at, lookup),
  };
}

function isStillShown(document: Document, at: Element, open: OpenChat, { messageIds }: Detected): boolean {
  if (messageIds.length > 0 && !showsAnyRow(at, open, messageIds)) return false;
  return showsTitles(document, at, open.reading);
}

function isOutdated(document: Document, at: Element, { open, detected }: Asked): boolean {
  if (!showsTitles(document, at, open.reading)) return true;
  if (detected?.messageIds.length) return !showsAnyRow(at, open, detected.messageIds);
  return !showsRows(at, open.reading);
}

/** By another title, and none of the rows that the answer rests on. */
function isReplaced(at: Element, { open, detected }: Asked): boolean {
  const { text } = open.reading.title;
  if (text === null || readTitle(at).text === text) return false;
  return !detected || !showsAnyRow(at, open, detected.messageIds);
}
