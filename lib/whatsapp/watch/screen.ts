/** What the page shows now. */

import type { Reason } from '../detection.ts';
import { diagnose } from '../page/diagnostics.ts';
import { type Landmarks, readLandmarks, sameLandmarks } from '../page/landmarks.ts';
import type { PageObserver } from '../page/observe-page.ts';
import { readScreen, type Screen } from '../page/read-screen.ts';
import type { IsVisible } from '../page/visibility.ts';
import type { Epochs } from './epochs.ts';
import type { Timers } from './timers.ts';

interface ScreenDeps {
  document: Document;
  isVisible: IsVisible;
  timers: Pick<Timers, 'now'>;
  epochs: Pick<Epochs, 'leave' | 'isUsed'>;
  page: Pick<PageObserver, 'listenTo'>;
  /** Another conversation is open, or none. */
  onRoot(): void;
  /** Another screen or another conversation. */
  onChange(): void;
}

/** As it was at the last look. */
interface Shown extends Screen {
  landmarks: Landmarks;
  /** Counts for a screen that is not understood, taken once for each. */
  diagnosis: Reason[];
  /** The app was up in this document. */
  wasUp: boolean;
  /** Epoch ms at which something known was last seen. */
  knownAt: number;
}

export type ScreenView = ReturnType<typeof createScreen>;

export function createScreen(deps: ScreenDeps) {
  const { document, timers, epochs, page, onRoot, onChange } = deps;
  let shown: Shown = {
    state: 'loading',
    root: null,
    rivals: [],
    inactive: null,
    landmarks: readLandmarks(document),
    diagnosis: [],
    wasUp: false,
    knownAt: timers.now(),
  };
  /** The screen may be another one. */
  let isDoubted = true;

  return {
    now: () => shown,

    /** It may be another one: it has to be looked at. */
    doubt(): void {
      isDoubted = true;
    },

    // Without a list, screens differ in what is no landmark; of several conversations no head is listened to.
    isDoubted: () =>
      isDoubted ||
      shown.rivals.length > 0 ||
      !shown.landmarks.list ||
      !sameLandmarks(shown.landmarks, readLandmarks(document)),

    /** The conversation that was open is gone; what came instead is not known yet. */
    lose(): void {
      shown = { ...shown, root: null };
      isDoubted = true;
      epochs.leave();
    },

    /** Reads which conversation is drawn. */
    look(): void {
      const before = shown;
      isDoubted = false;
      shown = lookAgain(before, deps);
      page.listenTo(shown);
      if (!isOther(before, shown)) return;
      if (shown.root !== before.root || !sameRivals(before, shown)) {
        if (before.root !== null || epochs.isUsed()) epochs.leave();
        onRoot();
      }
      onChange();
    },
  };
}

function lookAgain(before: Shown, { document, isVisible, timers }: ScreenDeps): Shown {
  const { wasUp, knownAt, diagnosis } = before;
  const landmarks = readLandmarks(document);
  const screen = readScreen(document, isVisible, { wasUp, unknownFor: timers.now() - knownAt });
  const { state } = screen;
  const isUp = state === 'no-chat' || state === 'chat';
  const isLost = state === 'layout-changed' || state === 'unreadable';
  const counts = () => (isLost ? diagnose(document, isVisible) : []);
  return {
    ...screen,
    landmarks,
    diagnosis: isOther(before, screen) ? counts() : diagnosis,
    wasUp: wasUp || isUp,
    knownAt: isUp || state === 'signed-out' ? timers.now() : knownAt,
  };
}

const isOther = (one: Screen, other: Screen) =>
  one.root !== other.root ||
  one.state !== other.state ||
  one.inactive !== other.inactive ||
  !sameRivals(one, other);

const sameRivals = (one: Screen, other: Screen) =>
  one.rivals.length === other.rivals.length && one.rivals.every((each, at) => each === other.rivals[at]);
