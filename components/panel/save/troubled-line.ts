/** What is said of a write that does not simply go its way, and what the agent can do about it. Pure. */
import type { Catalogue } from '../../../lib/crm/model.ts';
import type { Change } from '../../../lib/crm/port.ts';
import { formatSoon } from '../../../lib/i18n/duration.ts';
import { formatList } from '../../../lib/i18n/formats.ts';
import { isolate, t } from '../../../lib/i18n/index.ts';
import type { PanelView } from '../../../lib/panel/view.ts';
import type { WriteView } from '../../../lib/session/shapes.ts';
import { errorWords } from '../../words/error-words.ts';
import { clashesOf, fieldSaid } from './clashes.ts';
import type { SaveLine } from './save-lines.ts';
import { whyRefused } from './why-refused.ts';

export function troubledLine(
  write: WriteView,
  view: Pick<PanelView, 'writes' | 'now' | 'offline' | 'catalogue'>,
  undo: SaveLine['actions'],
): SaveLine {
  const operation = write.change.kind;
  const calm = { write, advice: null, yours: null, small: null };
  switch (write.state) {
    case 'done': {
      const advice = t('tray.together', { count: write.together ?? 1 });
      return { ...calm, tone: 'good', text: t('save.saved'), advice, actions: undo };
    }
    case 'sending':
      return { ...calm, tone: 'busy', text: t('write.confirming'), actions: undo };
    case 'waiting': {
      const advice = write.mayHaveLanded ? t('write.mayHaveLanded') : null;
      const waits = { ...calm, tone: 'waiting' as const, advice, actions: undo };
      if (view.offline || write.error?.code === 'OFFLINE') {
        const count = view.writes.filter((one) => one.state === 'waiting').length;
        return { ...waits, text: t('write.waiting', { count }) };
      }
      // It can't be taken back once it is written, so it waits for that long.
      if (operation === 'delete' && write.error === null) return { ...waits, text: t('write.soon') };
      if (operation === 'merge' && write.error === null) return { ...waits, text: t('write.soonMerged') };
      if (write.behind) return { ...waits, text: t(`write.behind.${write.behind}`) };
      const when = formatSoon((write.nextTry ?? 0) - view.now);
      const words = write.error && errorWords(write.error, operation);
      return { ...waits, text: t('write.later', { when }), small: words?.small ?? null };
    }
    case 'failed': {
      if (write.conflict) {
        const clashes = clashesOf(write.change, write.conflict, view.catalogue);
        const names = formatList([...new Set(clashes.map(({ name }) => name))]);
        return {
          ...calm,
          tone: 'bad',
          text: t('write.conflict', { names }),
          advice: clashes.map(({ theirs, yours }) => t('write.sides', { theirs, yours })).join('\n'),
          actions: ['mine', 'theirs'],
        };
      }
      const words = write.error && errorWords(write.error, operation);
      return {
        write,
        tone: 'bad',
        text: t('write.failed', { operation }),
        advice: whyRefused(write, view.catalogue),
        yours: writtenText(write.change, view.catalogue),
        small: words?.small ?? null,
        actions: ['retry', operation === 'note' ? 'edit' : 'discard'],
      };
    }
    case 'unknown':
      return {
        ...calm,
        tone: 'bad',
        text: t('write.unknown', { operation }),
        yours: writtenText(write.change, view.catalogue),
        actions: ['again', 'there', ...(operation === 'create' ? (['discard'] as const) : [])],
      };
  }
}

/** What the agent typed, so that it can be shown and copied while it is not saved. */
function writtenText(change: Change, catalogue: Catalogue | null): string | null {
  switch (change.kind) {
    case 'note':
      return change.text;
    case 'edit':
      return formatList(change.edits.map((edit) => fieldSaid(edit, catalogue)));
    case 'create':
      return change.name;
    case 'setTags':
      return formatList([
        ...change.add.map(({ name }) => `+ ${isolate(name)}`),
        ...change.remove.map(({ name }) => `− ${isolate(name)}`),
      ]);
    case 'setStage':
    case 'todo':
    case 'assign':
    case 'claim':
    case 'release':
    case 'delete':
    case 'merge':
      return null;
  }
}
