import type { Detection } from '../detection.ts';
import { screenDetection } from '../identify/compose-detection.ts';
import type { PageObserver } from '../page/observe-page.ts';
import { readTitle } from '../page/read-title.ts';
import type { IsVisible } from '../page/visibility.ts';
import type { Coalesced } from './coalesce.ts';
import { createEpochs } from './epochs.ts';
import type { Identifier } from './identifier.ts';
import { createLookup } from './lookup.ts';
import { createScreen } from './screen.ts';
import type { Timers } from './timers.ts';

interface FollowDeps {
  document: Document;
  isVisible: IsVisible;
  timers: Timers;
  signal: AbortSignal;
  identifier: Identifier;
  page: PageObserver;
  /** When the page is looked at next. */
  frame: Coalesced;
  /** Nothing is asked of the database for now. */
  onRest(): void;
  onLeft(epoch: number): void;
  onDetection(detection: Detection): void;
}

/** Joins what the page shows with what is asked about it: the screen leaves and opens chats, the lookup says whose they are. */
export function followChat(deps: FollowDeps) {
  const { identifier, page, frame, onRest } = deps;
  const root = () => screen.now().root;
  const epochs = createEpochs({
    ...deps,
    onLeft(epoch) {
      lookup.drop();
      deps.onLeft(epoch);
    },
  });
  const screen = createScreen({
    ...deps,
    epochs,
    onRoot() {
      if (root()) lookup.expect();
    },
    onChange() {
      if (screen.now().state === 'signed-out') identifier.setAccount(null);
      frame.start();
    },
  });
  const lookup = createLookup({ ...deps, epochs, screen });

  return {
    epoch: epochs.now,
    root,
    look: screen.look,
    doubt: screen.doubt,
    isPending: lookup.isPending,
    isFinal: lookup.isFinal,

    /**
     * The conversation that was open is gone. Where the next one is drawn already, the database is asked before the
     * page draws its frame, so that both happen at once; whatever else comes instead is for that frame to see.
     */
    lose(): void {
      screen.lose();
      if (!frame.isDue()) {
        screen.look();
        const at = root();
        if (at && readTitle(at).text !== null) lookup.ask();
      }
      frame.start();
    },

    /** The head may be another: another chat in the same place is cleared as one. */
    checkHead(): void {
      const at = root();
      if (at && lookup.isReplaced(at)) {
        epochs.leave();
        lookup.expect();
      }
      page.listenTo(screen.now());
    },

    /** Says what is shown now, as soon as it is known. */
    update(): void {
      if (screen.isDoubted()) screen.look();
      else page.listenTo(screen.now());
      const shown = screen.now();
      const { root: at, state, diagnosis } = shown;
      if (at) {
        if (lookup.isOutdated(at)) lookup.ask();
        return;
      }
      epochs.say(screenDetection(shown, identifier.account(), diagnosis));
      if (state === 'no-chat') onRest();
    },
  };
}
