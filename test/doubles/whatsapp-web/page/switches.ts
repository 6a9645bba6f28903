import type { ScreenName } from '../types.ts';

/** When something that is held back comes: after so many ms, on command, or at once (null). */
export type Late = number | 'command' | null;

const layoutNames = [
  'testids',
  'packed',
  'packed-no-testids',
  'bare-no-testids',
  'no-main-id',
  'no-ids',
  'older-title',
  'old-rows',
  'row-testids-only',
  'row-classes-only',
  'unknown',
] as const;

export type LayoutName = (typeof layoutNames)[number];

export const languages = ['en', 'pt-BR', 'es', 'id', 'zh', 'ar', 'he', 'hi'] as const;

export type Language = (typeof languages)[number];

const screens: readonly ScreenName[] = [
  'ready',
  'loading',
  'signed-out',
  'use-here',
  'call-elsewhere',
  'banned',
  'terms',
  'unavailable',
  'proxy',
  'connecting',
  'question',
  'palette',
  'theme-preview',
  'updating',
  'locked',
  'locked-chat',
  'wallpaper-preview',
  'contact-drawer',
  'starred',
  'archived',
  'search',
  'call',
  'offline',
];

type Read<T> = (text: string) => T | undefined;

function oneOf<const T extends string>(values: readonly T[]): Read<T> {
  return (text) => values.find((value) => value === text);
}

const onOff: Read<boolean> = (text) => (text === 'on' ? true : text === 'off' ? false : undefined);

const count: Read<number> = (text) => (/^\d{1,7}$/.test(text) ? Number(text) : undefined);

const late: Read<Late> = (text) => (text === 'no' ? null : text === 'command' ? 'command' : count(text));

/** A chat id, or `none`. */
const chat: Read<string | null> = (text) => (text === 'none' ? null : /@/.test(text) ? text : undefined);

const names: Read<readonly string[]> = (text) => (text === 'none' ? [] : text.split(','));

/** Each switch: its default as one would write it, and how it is read. The table of meanings is in `../index.ts`. */
export const switchTable = {
  layout: { default: 'testids', read: oneOf(layoutNames) },
  lang: { default: 'en', read: oneOf(languages) },
  screen: { default: 'ready', read: oneOf(screens) },
  open: { default: 'none', read: chat },
  cast: { default: 'full', read: oneOf(['full', 'people']) },
  account: { default: 'own', read: (text: string) => (/^(own|\d{7,15})$/.test(text) ? text : undefined) },
  'own-address': { default: 'number', read: oneOf(['number', 'lid', 'absent']) },
  'chat-ids': { default: 'lid', read: oneOf(['lid', 'number']) },
  contacts: { default: '0', read: count },
  chats: { default: '0', read: count },
  messages: { default: '0', read: count },
  'ready-after': { default: '0', read: count },
  'rows-after': { default: '0', read: count },
  'late-names': { default: 'no', read: late },
  'late-numbers': { default: 'no', read: late },
  'late-messages': { default: 'no', read: late },
  warm: { default: 'on', read: onOff },
  root: { default: 'new', read: oneOf(['new', 'reused']) },
  'second-root': { default: 'none', read: chat },
  header: { default: 'ok', read: oneOf(['ok', 'error']) },
  selected: { default: 'right', read: oneOf(['right', 'wrong', 'none']) },
  shells: { default: 'some', read: oneOf(['some', 'all', 'none']) },
  'notice-rows': { default: 'off', read: onOff },
  'stray-row': { default: 'none', read: chat },
  isolates: { default: 'auto', read: oneOf(['auto', 'on', 'off']) },
  twins: { default: 'on', read: onOff },
  database: { default: 'on', read: onOff },
  'packed-columns': { default: 'off', read: onOff },
  'unnamed-group': { default: 'none', read: chat },
  'odd-rows': { default: 'off', read: onOff },
  records: { default: 'today', read: oneOf(['today', 'older']) },
  composer: { default: 'drawn', read: oneOf(['drawn', 'plain', 'rich']) },
  box: { default: 'own', read: oneOf(['own', 'shared']) },
  'missing-stores': { default: 'none', read: names },
} satisfies Record<string, { default: string; read: Read<unknown> }>;

type Table = typeof switchTable;

type SwitchName = keyof Table;

export type Switches = { [Name in SwitchName]: Exclude<ReturnType<Table[Name]['read']>, undefined> };

/**
 * Reads the query string.
 * Throws an Error that names the switch when one is unknown or has a value that it does not take.
 */
export function parseSwitches(query: URLSearchParams): Switches {
  const unknown = [...query.keys()].find((name) => !Object.hasOwn(switchTable, name));
  if (unknown !== undefined) throw new Error(`There is no switch "${unknown}".`);
  const entries = Object.entries(switchTable).map(([name, { default: usual, read }]) => {
    const text = query.get(name) ?? usual;
    const value = read(text);
    if (value === undefined) throw new Error(`The switch "${name}" does not take "${text}".`);
    return [name, value] as const;
  });
  return Object.fromEntries(entries) as Switches;
}
