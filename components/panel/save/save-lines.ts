/**
 * The save state in words. Pure. `Saved` stands only where the back end said so. What does not simply go its way is said
 * in words that are fetched after the first paint: `later` is null until they are there.
 */
import { t } from '../../../lib/i18n/index.ts';
import type { PanelView } from '../../../lib/panel/view.ts';
import type { WriteView } from '../../../lib/session/shapes.ts';
import type { troubledLine } from './troubled-line.ts';

export type SaveAction =
  | 'undo'
  | 'redo'
  | 'mine'
  | 'theirs'
  | 'retry'
  | 'edit'
  | 'discard'
  | 'again'
  | 'there';

export interface SaveLine {
  write: WriteView;
  tone: 'busy' | 'waiting' | 'good' | 'bad';
  text: string;
  /** What to do about it. */
  advice: string | null;
  /** What the agent wrote, where it could be lost. */
  yours: string | null;
  small: string | null;
  actions: SaveAction[];
}

/** How long "Saved" stays, ms. */
const savedShownMs = 20_000;

/** The newest write, and older ones that wait for the agent's decision. */
export function saveLines(
  view: Pick<PanelView, 'writes' | 'now' | 'offline' | 'catalogue'>,
  later: typeof troubledLine | null,
): { newest: SaveLine | null; undecided: SaveLine[] } {
  const lines = view.writes
    .filter((write) => write.state !== 'done' || view.now - (write.doneAt ?? 0) < savedShownMs)
    .flatMap((write) => line(write, view, later));
  const newest = lines.at(-1) ?? null;
  return { newest, undecided: lines.slice(0, -1).filter((one) => one.tone === 'bad') };
}

function line(
  write: WriteView,
  view: Pick<PanelView, 'writes' | 'now' | 'offline' | 'catalogue'>,
  later: typeof troubledLine | null,
): SaveLine[] {
  const back = write.undoes ? 'redo' : 'undo';
  const undo: SaveAction[] = write.undoUntil !== null && write.undoUntil > view.now ? [back] : [];
  const calm = { write, advice: null, yours: null, small: null, actions: undo };
  if (write.state === 'done' && !(later && write.together && undo.length > 0)) {
    return [{ ...calm, tone: 'good', text: t(doneWord(write)) }];
  }
  const goesItsWay =
    write.state === 'sending'
      ? !write.confirming
      : write.state === 'waiting' &&
        !view.offline &&
        write.error === null &&
        !write.behind &&
        write.change.kind !== 'delete' &&
        write.change.kind !== 'merge';
  if (goesItsWay) {
    // What leaves in this very moment can't be taken back in time: a button that is gone before it is pressed.
    const waits = view.writes.some((other) => other.state === 'sending');
    return [{ ...calm, tone: 'busy', text: t('save.saving'), actions: waits ? undo : [] }];
  }
  return later ? [later(write, view, undo)] : [];
}

function doneWord({ change, undoes }: WriteView) {
  if (change.kind === 'delete') return 'save.deleted';
  if (change.kind === 'merge') return 'save.merged';
  return undoes ? 'save.undone' : 'save.saved';
}
