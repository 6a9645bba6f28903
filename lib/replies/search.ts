/** Quick replies by what is typed: shortcut, title, text, without accents and by pinyin. Pure. */
import { foldText } from '../search/fold-text.ts';
import { type Fit, nameMatcher, prepareNames } from '../search/match-name.ts';
import type { QuickReply } from '../settings/quick-reply.ts';

/** How often a reply was used, and when last, in epoch ms. */
export type RepliesUsed = Readonly<Record<string, { count: number; at: number }>>;

/** Takes replies apart ahead of the first key. */
export function prepareReplies(replies: readonly QuickReply[]): void {
  prepareNames(replies.flatMap(({ title, text }) => [title, text]));
}

/**
 * The replies that answer to what was typed, the best first: a shortcut before a title before the text; in the first of
 * `languages`, or in none, before those in the next and those in others; what was used most before what was used last before
 * the order they stand in, which is the company's own first. Nothing typed: all of them.
 */
export function searchReplies(
  replies: readonly QuickReply[],
  typed: string,
  { used, languages }: { used: RepliesUsed; languages: readonly string[] },
): QuickReply[] {
  const wanted = foldText(typed.replace(/^\s*\//, ''));
  const rankOf = ranker(wanted);
  const spoken = languages.map(baseOf);
  const found = replies.flatMap((reply, place) => {
    const rank = rankOf(reply);
    if (rank === null) return [];
    return [{ reply, place, rank, far: farness(reply, spoken), ...usedOf(used, reply) }];
  });
  found.sort(
    (one, other) =>
      one.rank - other.rank ||
      one.far - other.far ||
      other.count - one.count ||
      other.at - one.at ||
      one.place - other.place,
  );
  return found.map(({ reply }) => reply);
}

/** The same with one use more. Those of replies that are gone are let go. */
export function withOneUse(
  used: RepliesUsed,
  replyId: string,
  at: number,
  present: readonly QuickReply[],
): RepliesUsed {
  const ids = new Set(present.map(({ id }) => id));
  const kept = Object.entries(used).filter(([id]) => ids.has(id));
  const count = usedOf(used, { id: replyId }).count + 1;
  return Object.fromEntries([...kept, [replyId, { count, at }]]);
}

function usedOf(used: RepliesUsed, { id }: Pick<QuickReply, 'id'>): { count: number; at: number } {
  return (Object.hasOwn(used, id) ? used[id] : undefined) ?? { count: 0, at: 0 };
}

/** From 0: the first of the languages, or none. */
function farness({ language }: QuickReply, spoken: readonly (string | undefined)[]): number {
  if (language === undefined) return 0;
  const place = spoken.indexOf(baseOf(language));
  return place < 0 ? spoken.length : place;
}

const baseOf = (tag: string) => tag.split('-')[0]?.toLowerCase();

/** From 0, the best; null: it does not answer. */
function ranker(wanted: string): (reply: QuickReply) => number | null {
  if (wanted === '') return () => 0;
  const whole = nameMatcher(wanted);
  const words = wanted.split(' ').map(nameMatcher);
  return ({ shortcut, title, text }) => {
    const short = foldText((shortcut ?? '').replace(/^\//, ''));
    if (short === wanted) return 0;
    if (short !== '' && short.startsWith(wanted)) return 1;
    const byTitle = whole(title);
    if (byTitle !== null) return 2 + byTitle;
    if (words.length === 1) return answers(whole(text)) ? 6 : null;
    if (words.every((word) => answers(word(title)))) return 5;
    const both = words.every((word) => answers(word(title)) || answers(word(text)));
    return both ? 6 : null;
  };
}

const answers = (fit: Fit): boolean => fit !== null;
