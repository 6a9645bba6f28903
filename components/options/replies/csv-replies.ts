/** What a CSV file of quick replies would add, and what of it is left out. Pure. */
import * as v from 'valibot';
import { foldText } from '../../../lib/search/fold-text.ts';
import { type QuickReply, quickReplySchema } from '../../../lib/settings/quick-reply.ts';
import { readCsv } from './csv.ts';
import { plainShortcut } from './reply-edits.ts';
import { replyOf } from './reply-values.ts';

/** As the first line may name them, in any order; without it they stand in this one. */
export const csvColumns = ['title', 'shortcut', 'text', 'language', 'group'] as const;
type Column = (typeof csvColumns)[number];

/** More are looked through at each key. */
export const mostReplies = 2000;

export type LeftOut =
  | 'no-title'
  | 'no-text'
  | 'same-title'
  | 'same-shortcut'
  | 'language'
  | 'unclosed'
  | 'full'
  | { unknown: string };

export interface CsvPlan {
  taken: Omit<QuickReply, 'id'>[];
  /** By the line of the file, from 1. */
  left: { line: number; title: string; why: LeftOut }[];
}

/**
 * @param present a reply of the same title or the same shortcut, for chats in the same language, is left as it is; so is
 *   one of an earlier line.
 */
export function planCsv(file: string, present: readonly QuickReply[]): CsvPlan {
  const [first, ...rest] = readCsv(file);
  const named = first?.cells.map((cell) => csvColumns.find((one) => one === cell.trim().toLowerCase()));
  const hasHeader = named?.includes('title') === true && named.includes('text');
  const columns: readonly (Column | undefined)[] = hasHeader ? named : csvColumns;
  const rows = hasHeader || !first ? rest : [first, ...rest];

  const titles = new Set(present.map(titleKey));
  const shortcuts = new Set(present.flatMap(shortcutKey));
  const plan: CsvPlan = { taken: [], left: [] };
  for (const { line, cells, isOpen } of rows) {
    const read = isOpen ? 'unclosed' : readRow(columns, cells);
    const why = typeof read === 'string' || 'unknown' in read ? read : clash(read);
    if (why === null) {
      const reply = read as Omit<QuickReply, 'id'>;
      titles.add(titleKey(reply));
      for (const key of shortcutKey(reply)) shortcuts.add(key);
      plan.taken.push(reply);
    } else plan.left.push({ line, title: cells[Math.max(columns.indexOf('title'), 0)]?.trim() ?? '', why });
  }
  return plan;

  function clash(reply: Omit<QuickReply, 'id'>): LeftOut | null {
    if (titles.has(titleKey(reply))) return 'same-title';
    if (shortcutKey(reply).some((key) => shortcuts.has(key))) return 'same-shortcut';
    return present.length + plan.taken.length >= mostReplies ? 'full' : null;
  }
}

function readRow(
  columns: readonly (Column | undefined)[],
  cells: readonly string[],
): Omit<QuickReply, 'id'> | LeftOut {
  const cell = (name: Column) => cells[columns.indexOf(name)] ?? '';
  const made = replyOf('csv', {
    title: cell('title'),
    shortcut: cell('shortcut'),
    text: cell('text'),
    language: cell('language'),
    group: cell('group'),
  });
  if ('errors' in made) {
    const { title, text = 'missing' } = made.errors;
    if (title) return 'no-title';
    return text === 'missing' ? 'no-text' : text;
  }
  const parsed = v.safeParse(quickReplySchema, made.reply);
  if (!parsed.success) return 'language';
  const { id: _, ...reply } = parsed.output;
  return reply;
}

type Told = Pick<QuickReply, 'title' | 'shortcut' | 'language'>;
const inLanguage = (text: string, { language = '' }: Told) => `${language.toLowerCase()} ${text}`;
const titleKey = (reply: Told): string => inLanguage(reply.title.trim().toLowerCase(), reply);
const shortcutKey = (reply: Told): string[] =>
  reply.shortcut === undefined ? [] : [inLanguage(foldText(plainShortcut(reply.shortcut)), reply)];
