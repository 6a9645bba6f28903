/**
 * From a reading of the page to whose chat it is. Everything is asked anew each time; memory only says where to look.
 *
 *   reading ──▶ which chat: by its rows, else by its title ──▶ what hangs on that chat ──▶ judgement
 */

import type { Reason } from '../detection.ts';
import { StorageUnreadable } from '../storage/model-storage.ts';
import { readAccount } from './account.ts';
import { type FoundChat, findByRows } from './find-by-rows.ts';
import { doubtsOf, findByTitle, hasNamesake } from './find-by-title.ts';
import { type Judgement, judgeChat, nameOnly, numberIn } from './judge-chat.ts';
import { judgeNumber, judgeWithoutStorage } from './judge-title.ts';
import type { Question } from './question.ts';
import { type ChatRead, readAhead, readFound } from './read-ahead.ts';
import { reasons } from './reasons.ts';

export interface Detected extends Judgement {
  /** The agent's own number, as far as it is known. */
  account: string | null;
  /** Messages whose rows this rests on. */
  messageIds: string[];
}

/** Never throws for what the database does. */
export async function detectChat(question: Question): Promise<Detected> {
  try {
    return await detectByStorage(question);
  } catch (thrown) {
    if (!(thrown instanceof StorageUnreadable)) throw thrown;
    return unconfirmed(judgeWithoutStorage(question.reading, thrown.why));
  }
}

async function detectByStorage(question: Question): Promise<Detected> {
  const ahead = readAhead(question);
  const chat = await findByRows(question);
  if (chat.found === 'conflict') return unconfirmed(nameOnly(...chat.reasons));
  if (chat.found === 'none') return await detectByTitle(question, chat.reasons);
  const detected = await detectFound(chat, question, ahead);
  // One row alone may be a stray one, and the title no proof.
  if (chat.keys.length > 1 || !(await hasNamesake(question, detected))) return detected;
  return { ...unconfirmed(nameOnly(...chat.reasons, reasons.nameShared)), account: detected.account };
}

/** @param why no row tells. */
async function detectByTitle(question: Question, why: Reason[]): Promise<Detected> {
  const { reading, storage, nameIndex } = question;
  const { text, unclear, number } = reading.title;
  if (reading.toSelf) return unconfirmed({ ...nameOnly(...why, reasons.toSelf), kind: 'self' });
  if (text === null) return unconfirmed(nameOnly(...why, reasons.noTitle));
  if (unclear) return unconfirmed(nameOnly(...why, reasons.titleUnclear));
  const account = reading.ownNumber ?? question.account ?? (await readAccount(storage));
  const index = await nameIndex();
  const named = await findByTitle(text, number, index, storage);
  const doubts = doubtsOf(index);
  const because = [...why, ...named.reasons, ...doubts];
  const said = (detected: Detected) => (doubts.length > 0 ? asSuggestion(detected) : detected);
  switch (named.found) {
    case 'none':
      return unconfirmed(nameOnly(...because));
    case 'number': {
      const person = judgeNumber(named.digits, reading, account);
      return said({ ...unconfirmed(person), reasons: [...because, ...person.reasons], account });
    }
    case 'chat': {
      const chat: FoundChat = { ...named, keys: [], complete: false, reasons: because };
      const detected = await detectFound(chat, { ...question, account }, null);
      // A name or a number means a person, not a chat: nothing may be kept under it.
      const { hiddenPhone } = detected;
      const unproved = { ...detected, chatId: null, chatKey: null, lid: null };
      if (hiddenPhone === undefined) return said(unproved);
      // A username is whoever's took it last.
      return asSuggestion({ ...unproved, reasons: [...unproved.reasons, reasons.byUsername] });
    }
  }
}

/** What is not certain enough to be said is left to the agent. */
function asSuggestion(detected: Detected): Detected {
  const { kind, account, username, numberHidden } = detected;
  const number = numberIn(detected);
  if (number === null || kind !== 'person') return detected;
  return {
    ...unconfirmed(nameOnly(...detected.reasons)),
    username,
    numberHidden,
    suggestedPhone: number,
    account,
  };
}

async function detectFound(chat: FoundChat, question: Question, ahead: ChatRead | null): Promise<Detected> {
  const { reading, storage, memory } = question;
  const { chatId, keys, complete } = chat;
  const read = readFound(chat, question, ahead);
  const [facts, told] = await Promise.all([read.facts, read.account]);
  const account = told ?? question.account ?? (await readAccount(storage));
  const toSelf = keys.some((key) => key.toSelf);
  const judgement = judgeChat(reading, { chatId, rows: keys.length, complete, toSelf }, facts, account);
  if (judgement.chatId !== null) memory.rememberTitle(reading.title.text, chatId);
  memory.rememberChat(chatId, { number: numberIn(judgement), accountKey: read.accountKey });
  return {
    ...judgement,
    reasons: [...chat.reasons, ...judgement.reasons],
    account,
    messageIds: judgement.chatId === null ? [] : keys.map(({ messageId }) => messageId),
  };
}

const unconfirmed = (judgement: Judgement): Detected => ({ ...judgement, account: null, messageIds: [] });
