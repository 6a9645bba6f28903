/**
 * The save state in words. Pure. `Saved` stands only where the back end said so. What went wrong is said in words that
 * are fetched after the first paint: `say` is null until they are there.
 */
import type { Change } from '../../../lib/crm/port.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelView } from '../../../lib/panel/view.ts';
import type { WriteView } from '../../../lib/session/shapes.ts';
import type { errorWords } from '../../words/error-words.ts';

export type SaveAction = 'undo' | 'retry' | 'edit' | 'discard' | 'again' | 'there';

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
  view: Pick<PanelView, 'writes' | 'now' | 'offline'>,
  say: typeof errorWords | null,
): { newest: SaveLine | null; undecided: SaveLine[] } {
  const lines = view.writes
    .filter((write) => write.state !== 'done' || view.now - (write.doneAt ?? 0) < savedShownMs)
    .map((write) => line(write, view, say));
  const newest = lines.at(-1) ?? null;
  return { newest, undecided: lines.slice(0, -1).filter((one) => one.tone === 'bad') };
}

function line(
  write: WriteView,
  view: Pick<PanelView, 'writes' | 'now' | 'offline'>,
  say: typeof errorWords | null,
): SaveLine {
  const operation = write.change.kind;
  const goes = operation === 'delete';
  const undo: SaveAction[] = write.undoUntil !== null && write.undoUntil > view.now ? ['undo'] : [];
  const calm = { write, advice: null, yours: null, small: null };
  switch (write.state) {
    case 'done':
      return { ...calm, tone: 'good', text: goes ? t('save.deleted') : t('save.saved'), actions: undo };
    case 'sending':
      return { ...calm, tone: 'busy', text: t('save.saving'), actions: undo };
    case 'waiting': {
      const advice = write.mayHaveLanded ? t('save.mayHaveLanded') : null;
      if (view.offline || write.error?.code === 'OFFLINE') {
        const count = view.writes.filter((one) => one.state === 'waiting').length;
        return { ...calm, tone: 'waiting', text: t('save.waiting', { count }), advice, actions: undo };
      }
      // It can't be taken back once it is written, so it waits for that long.
      if (goes && write.error === null)
        return { ...calm, tone: 'waiting', text: t('save.soon'), actions: undo };
      if (write.behind) return { ...calm, tone: 'waiting', text: t('save.behind'), advice, actions: undo };
      if (write.error === null) return { ...calm, tone: 'busy', text: t('save.saving'), actions: undo };
      const small = say?.(write.error, operation).small ?? null;
      return { ...calm, tone: 'waiting', text: t('save.later'), advice, small, actions: undo };
    }
    case 'failed': {
      const words = write.error && say?.(write.error, operation);
      return {
        write,
        tone: 'bad',
        text: t('save.failed', { operation }),
        advice: words?.text ?? null,
        yours: writtenText(write.change),
        small: words?.small ?? null,
        actions: ['retry', operation === 'note' ? 'edit' : 'discard'],
      };
    }
    case 'unknown':
      return {
        write,
        tone: 'bad',
        text: t('save.unknown', { operation }),
        advice: null,
        yours: writtenText(write.change),
        small: null,
        actions: ['again', 'there'],
      };
  }
}

/** What the agent typed, so that it can be shown and copied while it is not saved. */
function writtenText(change: Change): string | null {
  switch (change.kind) {
    case 'note':
      return change.text;
    case 'edit': {
      const texts = change.edits.map(({ to }) => (Array.isArray(to) ? to.join(', ') : to));
      return texts.filter((text) => text !== null).join(', ') || null;
    }
    case 'create':
      return change.name;
    case 'setTags':
      return [
        ...change.add.map(({ name }) => `+ ${name}`),
        ...change.remove.map(({ name }) => `− ${name}`),
      ].join(', ');
    case 'setStage':
    case 'todo':
    case 'assign':
    case 'claim':
    case 'release':
    case 'delete':
      return null;
  }
}
