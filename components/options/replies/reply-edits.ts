/** Quick replies as their list is edited: those of policy stand first, and stay as they are. Pure. */
import { foldText } from '../../../lib/search/fold-text.ts';
import type { QuickReply } from '../../../lib/settings/quick-reply.ts';
import type { SettingsDraft } from '../../../lib/settings/schema.ts';
import { reordered } from '../lists/list-edits.ts';

export function withReplies(
  { replies: _, ...others }: SettingsDraft,
  now: readonly QuickReply[],
): SettingsDraft {
  return now.length > 0 ? { ...others, replies: [...now] } : others;
}

interface ReplyGroup {
  /** Null: they stand under no heading. */
  name: string | null;
  replies: QuickReply[];
}

/** Under their headings, each where the first of its replies stands. */
export function groupsOf(replies: readonly QuickReply[]): ReplyGroup[] {
  const groups = new Map<string, ReplyGroup>();
  for (const reply of replies) {
    const name = reply.group ?? null;
    const group = groups.get(name ?? '') ?? { name, replies: [] };
    groups.set(name ?? '', group);
    group.replies.push(reply);
  }
  return [...groups.values()];
}

/** One place up (-1) or down (1) among those of its group. */
export function movedReply(replies: readonly QuickReply[], id: string, by: -1 | 1): QuickReply[] {
  const group = replies.find((one) => one.id === id)?.group;
  const inGroup = replies.filter((one) => one.group === group);
  const moved = reordered(inGroup, id, by)[Symbol.iterator]();
  return replies.map((one) => (one.group === group ? (moved.next().value ?? one) : one));
}

/** A copy of a reply stands right behind it; behind one of policy, at the end. */
export function withCopy(
  replies: readonly QuickReply[],
  { id, shortcut: _, ...rest }: QuickReply,
  copy: Pick<QuickReply, 'id' | 'title'>,
  isOwn: boolean,
): QuickReply[] {
  const at = isOwn ? replies.findIndex((one) => one.id === id) + 1 : replies.length;
  return replies.toSpliced(at, 0, { ...rest, ...copy });
}

/** As it is typed and compared: without the slash that people put before it. */
export const plainShortcut = (shortcut: string): string => shortcut.trim().replace(/^\/+/, '').trim();

/** The one that answers to the same shortcut for the same chats; one for each language is as it should be. */
export function shortcutClash(
  shortcut: string,
  language: string | undefined,
  others: readonly QuickReply[],
): QuickReply | undefined {
  const wanted = foldText(plainShortcut(shortcut));
  if (wanted === '') return undefined;
  return others.find(
    (one) =>
      one.shortcut !== undefined &&
      foldText(plainShortcut(one.shortcut)) === wanted &&
      isSameLanguage(one.language, language),
  );
}

const isSameLanguage = (one: string | undefined, other: string | undefined): boolean =>
  (one ?? '').toLowerCase() === (other ?? '').toLowerCase();
