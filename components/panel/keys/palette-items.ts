import type { Commands } from '../../controls/commands.ts';
import type { PaletteItem } from './palette.tsx';
import { shortcutOf } from './shortcuts.ts';

/** Every command that the panel has in its present state and that has words. */
export function paletteItems(commands: Commands): PaletteItem[] {
  return commands.list().flatMap(({ kind, of = '', text, run }) => {
    const key = shortcutOf(kind)?.keys.at(-1);
    return text ? [{ id: `${kind} ${of}`, text: text(), run, ...(key !== undefined && { key }) }] : [];
  });
}
