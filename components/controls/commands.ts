/**
 * What the panel can do in its present state. The parts that are drawn say what each of them can; the palette, the keys
 * and the buttons all run it from here. Where nobody collects commands, as on the options page, nothing is kept.
 */
import { createContext } from 'preact';
import { useContext, useLayoutEffect, useRef } from 'preact/hooks';

export type CommandKind =
  | 'save'
  | 'mine'
  | 'theirs'
  | 'offer'
  | 'search'
  | 'tag'
  | 'note'
  | 'stage'
  | 'move'
  | 'outcome'
  | 'reopen'
  | 'show-number'
  | 'copy-number'
  | 'copy-local'
  | 'edit'
  | 'save-username'
  | 'remove-tag'
  | 'reminder'
  | 'claim'
  | 'owner'
  | 'release'
  | 'more-timeline'
  | 'reject'
  | 'forget'
  | 'delete'
  | 'merge'
  | 'refresh'
  | 'connection'
  | 'arrange'
  | 'changes'
  | 'replies'
  | 'settings'
  | 'help'
  | 'palette';

export interface Command {
  kind: CommandKind;
  /** What it is done to, unique among those of its kind. */
  of?: string | undefined;
  /** What that is called, where `of` is an id. */
  name?: string;
  /** Its place among those of its kind, where several parts have one. */
  place?: number | undefined;
  /** @param text what its box begins with, where it has one. */
  run(text?: string): void;
}

export function createCommands() {
  const parts = new Set<{ readonly current: readonly Command[] }>();
  const all = () => [...parts].flatMap(({ current }) => current);
  return {
    /** @returns takes the part's commands back. */
    add(part: { readonly current: readonly Command[] }): () => void {
      parts.add(part);
      return () => parts.delete(part);
    },
    all,
    /** The first of this kind; nothing happens where there is none. */
    run: (kind: CommandKind, text?: string): void =>
      all()
        .find((command) => command.kind === kind)
        ?.run(text),
  };
}

export type Commands = ReturnType<typeof createCommands>;

/** Null: what is drawn here has no commands at present. */
export const CommandsContext = createContext<Commands | null>(null);

/** What a part can do, for as long as it is drawn. */
export function useCommands(commands: readonly Command[]): void {
  const registry = useContext(CommandsContext);
  const latest = useRef(commands);
  latest.current = commands;
  useLayoutEffect(() => registry?.add(latest), [registry]);
}

/** Opens the folded section around what a command leads to. */
export function unfolded<T extends Element>(element: T | null): T | null {
  const section = element?.closest('details');
  if (section) section.open = true;
  return element;
}
