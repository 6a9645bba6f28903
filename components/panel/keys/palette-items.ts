import { t } from '../../../lib/i18n/index.ts';
import type { CommandKind, Commands } from '../../controls/commands.ts';
import type { PaletteItem } from './palette.tsx';
import { shortcutOf } from './shortcuts.ts';

/** What is reached by a key alone: from the palette it would be a detour. */
type Unlisted = 'stage' | 'palette';

/** The agent's words for what is done to `name`, in the order in which commands are listed. */
const words: Record<Exclude<CommandKind, Unlisted>, (name: string) => string> = {
  save: (name) => name,
  mine: (name) => name,
  theirs: (name) => name,
  offer: (name) => name,
  search: () => t('find.search'),
  tag: () => t('palette.tag'),
  note: () => t('palette.note'),
  move: (name) => t('palette.move', { name }),
  outcome: (outcome) => t('outcome.mark', { outcome }),
  reopen: () => t('outcome.open'),
  'show-number': () => t('header.showNumber'),
  'copy-number': () => t('header.copyNumber'),
  'copy-local': () => t('header.copyLocal'),
  edit: (name) => t('details.edit', { name }),
  'save-username': (name) => name,
  'remove-tag': (name) => t('tags.remove', { name }),
  reminder: (text) => t('reminders.markDone', { text }),
  claim: () => t('header.claim'),
  owner: () => t('owner.title'),
  release: () => t('header.release'),
  'more-timeline': () => t('timeline.more'),
  reject: () => t('find.no'),
  forget: () => t('forget.action'),
  delete: () => t('delete.action'),
  merge: () => t('merge.action'),
  refresh: () => t('header.refresh'),
  connection: (name) => t('palette.switch', { name }),
  arrange: () => t('arrange.title'),
  replies: () => t('replies.title'),
  changes: () => t('tray.title'),
  settings: () => t('error.settings'),
  help: () => t('help.title'),
};

/** Every command that the panel has in its present state, in the agent's words. */
export function paletteItems(commands: Commands): PaletteItem[] {
  const all = commands.all();
  return Object.entries(words).flatMap(([kind, textOf]) =>
    all
      .filter((command) => command.kind === kind)
      .sort((one, other) => (one.place ?? 0) - (other.place ?? 0))
      .map(({ kind, of = '', name = of, run }) => {
        const key = shortcutOf(kind)?.keys.at(-1);
        return { id: `${kind} ${of}`, text: textOf(name), run, ...(key !== undefined && { key }) };
      }),
  );
}
