/** By what somebody is known who may show no number. Pure. */
import { lidDigits } from '../notation/jid.ts';
import { maskInTitle, sameName } from '../notation/names.ts';
import { type ChatFacts, people } from './chat-facts.ts';

/**
 * Of a chat that is kept under its number: the LID that has the number now, where the chat's own row names it too. Links
 * hang on it, and one row alone is not proof enough.
 * @param number null: not known for certain.
 */
export function lidOf({ chatId, chat, twin }: ChatFacts, number: string | null): string | null {
  const isCurrent = number !== null && twin !== null && twin.phoneNumberCreatedAt !== 0;
  const isProved = isCurrent && chat?.accountLid === twin.id;
  const digits = lidDigits(chatId) ?? (isProved ? lidDigits(twin.id) : null);
  return digits === null ? null : `${digits}@lid`;
}

/** By the row of the LID, where there is one: the other may be older. */
export function usernameOf({ chatId, contact, twin }: ChatFacts): string | null {
  const [first, second] = lidDigits(chatId) === null ? [twin, contact] : [contact, twin];
  return (first ?? second)?.username ?? null;
}

/** What stands in place of the number, though it is known: a username of one who is not saved, or a mask. */
export function isNumberHidden(facts: ChatFacts, title: string): boolean {
  if (maskInTitle(title)) return true;
  const isTitle = (name: string | null) => name !== null && sameName(name, title);
  const isSaved = people(facts).some(({ name, verifiedName }) => isTitle(name) || isTitle(verifiedName));
  const handle = title.replace(/^@/, '');
  return !isSaved && people(facts).some(({ username }) => username !== null && sameName(username, handle));
}
