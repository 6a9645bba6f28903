import type { CommandKind } from '../../controls/commands.ts';

const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');
/** What is written on the key that stands for Ctrl here. */
export const commandKey = isApple ? '⌘' : 'Ctrl';

/** The keys that run a command, as written on them. One by itself is a letter while something is typed. */
export const shortcuts = [
  { kind: 'palette', keys: [commandKey, 'K'] },
  { kind: 'tag', keys: ['T'] },
  { kind: 'note', keys: ['N'] },
  { kind: 'stage', keys: ['S'] },
  { kind: 'mine', keys: ['M'] },
  { kind: 'theirs', keys: ['K'] },
  { kind: 'refresh', keys: ['R'] },
  { kind: 'changes', keys: ['C'] },
  { kind: 'replies', keys: ['/'] },
  { kind: 'help', keys: ['?'] },
] as const satisfies readonly { kind: CommandKind; keys: readonly string[] }[];

export type Shortcut = (typeof shortcuts)[number];

export const shortcutOf = (kind: CommandKind): Shortcut | undefined =>
  shortcuts.find((one) => one.kind === kind);
