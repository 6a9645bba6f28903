import { commandKinds } from '../../controls/command-kinds.ts';
import type { Command, Commands } from '../../controls/commands.ts';
import type { PaletteItem } from './palette.tsx';
import { shortcutOf } from './shortcuts.ts';

/** Every command that the panel has in its present state and that has words, each kind at its place. */
export function paletteItems(commands: Commands): PaletteItem[] {
  return commands
    .all()
    .sort(inOrder)
    .flatMap(({ kind, of = '', text, run }) => {
      const key = shortcutOf(kind)?.keys.at(-1);
      return text ? [{ id: `${kind} ${of}`, text: text(), run, ...(key !== undefined && { key }) }] : [];
    });
}

function inOrder(one: Command, other: Command): number {
  const between = commandKinds.indexOf(one.kind) - commandKinds.indexOf(other.kind);
  return between || (one.place ?? 0) - (other.place ?? 0);
}
