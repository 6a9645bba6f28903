/** From an open conversation to whose it is. Everything is read anew each time; memory only says where to look. */

import { kindOfJid, numberOfJid } from '../notation/jid.ts';
import type { MessageKey } from '../notation/message-key.ts';
import { numberInTitle, sameName } from '../notation/names.ts';
import type { OpenChat } from '../page/read-page.ts';
import { type ModelStorage, StorageUnreadable, type Unreadable } from '../storage/model-storage.ts';
import { readAccount, readAccountIn, tellingKey } from './account.ts';
import { type ChatFacts, readChatFacts } from './chat-facts.ts';
import type { ChatMemory } from './chat-memory.ts';
import { findByTitle } from './find-by-title.ts';
import { type ChatByRows, type ChatSearch, chatByPackedRows, findChatByRows } from './find-chat.ts';
import { type Evidence, type Judgement, judgeChat, nameOnly } from './judge-chat.ts';
import { reasons } from './reasons.ts';

export interface Detected extends Judgement {
  /** The agent's own number, as far as it is known. */
  account: string | null;
  /** Bare ids and keys of the rows this rests on. */
  rowIds: string[];
}

/** @param account the agent's own number as far as it is known. Never throws for what the database does. */
export async function detectChat(
  open: OpenChat,
  account: string | null,
  deps: ChatSearch,
): Promise<Detected> {
  try {
    return await withDatabase(open, account, deps);
  } catch (thrown) {
    if (!(thrown instanceof StorageUnreadable)) throw thrown;
    return unconfirmed(withoutDatabase(open, thrown.why));
  }
}

async function withDatabase(open: OpenChat, account: string | null, deps: ChatSearch): Promise<Detected> {
  const ahead = readAhead(open, deps);
  const rows = await findChatByRows(open.rows, open.title.text, deps);
  if (rows.conflict) return unconfirmed(nameOnly(...rows.reasons));
  if (rows.chatId === null) return await byTitle(open, account, rows, deps);
  const detected = await judged(open, account, rows.chatId, rows, deps, ahead);
  if (rows.keys.length > 1 || !(await isNamesake(open.title.text, detected, deps))) return detected;
  return { ...unconfirmed(nameOnly(...rows.reasons, reasons.nameShared)), account: detected.account };
}

interface Ahead {
  chatId: string;
  facts: Promise<ChatFacts>;
  teller: MessageKey | null;
  told: Promise<string | null>;
}

/** Of a chat that comes to mind the facts are read while its rows are still being looked up. */
function readAhead(open: OpenChat, { storage, memory }: ChatSearch): Ahead | null {
  const [packed] = open.rows.packed;
  const [chatId, ...more] = packed ? [packed.chatId] : memory.seen(open.rows.bare, open.title.text);
  if (chatId === undefined || more.length > 0) return null;
  const teller = memory.chatSeen(chatId)?.teller ?? null;
  const ahead = {
    chatId,
    facts: readChatFacts(chatId, storage, likelyNumber(chatId, memory)),
    teller,
    told: readTold(teller, storage),
  };
  // Whoever needs them hears of it.
  for (const answer of [ahead.facts, ahead.told]) answer.catch(() => {});
  return ahead;
}

const readTold = (teller: MessageKey | null, storage: ModelStorage): Promise<string | null> =>
  teller ? readAccountIn(teller, storage) : Promise.resolve(null);

const likelyNumber = (chatId: string, memory: ChatMemory) =>
  numberOfJid(chatId) ?? memory.chatSeen(chatId)?.number ?? null;

/** One row alone may be a stray one, and the title no proof: whether somebody else is shown by the same title. */
async function isNamesake(title: string | null, detected: Detected, deps: ChatSearch): Promise<boolean> {
  if (title === null || detected.chatId === null) return false;
  const index = await deps.nameIndex();
  return index
    .byTitle(title)
    .filter(({ titles }) => titles.some((one) => sameName(one, title)))
    .some(({ id, number }) => id !== detected.chatId && (number === null || number !== detected.phone));
}

async function judged(
  open: OpenChat,
  account: string | null,
  chatId: string,
  rows: ChatByRows,
  { storage, memory }: ChatSearch,
  ahead: Ahead | null,
): Promise<Detected> {
  const isAhead = ahead?.chatId === chatId;
  const wasAsked = isAhead && rows.keys.some(({ key }) => key === ahead.teller?.key);
  const teller = wasAsked ? ahead.teller : tellingKey(rows.keys);
  const [facts, told] = await Promise.all([
    isAhead ? ahead.facts : readChatFacts(chatId, storage, likelyNumber(chatId, memory)),
    wasAsked ? ahead.told : readTold(teller, storage),
  ]);
  const evidence: Evidence = {
    chatId,
    rows: rows.keys.length,
    complete: rows.complete,
    toSelf: rows.keys.some(({ toSelf }) => toSelf),
  };
  const own = told ?? account ?? (await readAccount(storage));
  const judgement = judgeChat(open, evidence, facts, own);
  if (judgement.chatId !== null && open.title.text !== null) memory.rememberTitle(open.title.text, chatId);
  memory.rememberChat(chatId, { number: judgement.phone, teller });
  return {
    ...judgement,
    reasons: [...rows.reasons, ...judgement.reasons],
    account: own,
    rowIds: judgement.chatId === null ? [] : rows.keys.map(({ messageId }) => messageId),
  };
}

async function byTitle(
  open: OpenChat,
  account: string | null,
  rows: ChatByRows,
  deps: ChatSearch,
): Promise<Detected> {
  const { text, unclear } = open.title;
  if (text === null) return unconfirmed(nameOnly(...rows.reasons, reasons.noTitle));
  if (unclear) return unconfirmed(nameOnly(...rows.reasons, reasons.titleUnclear));
  const own = account ?? (await readAccount(deps.storage));
  const found = await findByTitle(text, await deps.nameIndex(), deps.storage);
  const why = [...rows.reasons, ...found.reasons];
  if (found.found === 'none') return unconfirmed(nameOnly(...why));
  if (found.found === 'number') {
    const person = numberOnly(open, found.digits, own);
    return { ...unconfirmed({ ...person, reasons: [...why, ...person.reasons] }), account: own };
  }
  const known: ChatByRows = {
    chatId: found.chatId,
    conflict: false,
    keys: [],
    complete: false,
    reasons: why,
  };
  const detected = await judged(open, own, found.chatId, known, deps, null);
  // A name or a number means a person, not a chat: nothing may be kept under it.
  return { ...detected, chatId: null, chatKey: null };
}

/** A number that stands in the title, of nobody we know. */
function numberOnly(open: OpenChat, digits: string, account: string | null): Judgement {
  const { selected, title } = open;
  const text = title.text ?? '';
  if (selected.length > 0 && !selected.some((one) => numberInTitle(one) === numberInTitle(text))) {
    return nameOnly(reasons.selectedDiffers);
  }
  if (digits === account) return { ...nameOnly(), kind: 'self' };
  return { ...nameOnly(), phone: digits, phoneSource: 'title', kind: 'person', confidence: 'probable' };
}

/**
 * What the page alone can tell: kinds, and a number that is the title and in the rows. A title alone may be a number that
 * somebody else was saved under.
 */
function withoutDatabase(open: OpenChat, why: Unreadable): Judgement {
  const rows = chatByPackedRows(open.rows);
  if (rows.conflict) return nameOnly(...rows.reasons, why);
  const kind = rows.chatId === null ? null : kindOfJid(rows.chatId);
  const self = rows.keys.some(({ toSelf }) => toSelf);
  if (self || (kind !== null && kind !== 'person')) {
    return { ...nameOnly(...rows.reasons, why), kind: self ? 'self' : kind };
  }
  const digits = open.title.text === null || open.title.unclear ? null : numberInTitle(open.title.text);
  if (digits === null) return { ...nameOnly(...rows.reasons, why), kind };
  const inRow = rows.chatId === null ? null : numberOfJid(rows.chatId);
  if (inRow === null) return { ...nameOnly(...rows.reasons, reasons.titleUnverified, why), kind };
  if (inRow !== digits) return nameOnly(...rows.reasons, reasons.titleNumberDiffers, why);
  const person = numberOnly(open, digits, null);
  return { ...person, reasons: [...rows.reasons, ...person.reasons, why] };
}

const unconfirmed = (judgement: Judgement): Detected => ({ ...judgement, account: null, rowIds: [] });
