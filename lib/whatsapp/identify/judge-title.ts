/** What may be said of an open chat of which the database holds nothing, or tells nothing. Pure. */
import { kindOfJid, numberOfJid } from '../notation/jid.ts';
import { numberInTitle } from '../notation/names.ts';
import type { ChatReading } from '../page/read-chat.ts';
import type { Unreadable } from '../storage/model-storage.ts';
import { findByPackedRows } from './find-by-rows.ts';
import { type Judgement, nameOnly, type Shown } from './judge-chat.ts';
import { reasons } from './reasons.ts';

/**
 * A number that is the title, of nobody we know.
 * @param account the agent's own number, where known.
 */
export function judgeNumber(digits: string, { selected }: Shown, account: string | null): Judgement {
  if (selected.length > 0 && !selected.some((one) => numberInTitle(one) === digits)) {
    return nameOnly(reasons.selectedDiffers);
  }
  if (digits === account) return { ...nameOnly(), kind: 'self' };
  return { ...nameOnly(), phone: digits, phoneSource: 'title', kind: 'person', confidence: 'probable' };
}

/**
 * What the page alone can tell: kinds, and a number that is the title and in the rows. A title alone may be a number that
 * somebody else was saved under.
 */
export function judgeWithoutStorage(reading: ChatReading, why: Unreadable): Judgement {
  const rows = findByPackedRows(reading.rows);
  if (rows.found === 'conflict') return nameOnly(...rows.reasons, why);
  const chat = rows.found === 'chat' ? rows : null;
  const kind = chat && kindOfJid(chat.chatId);
  const toSelf = reading.toSelf || chat?.keys.some((key) => key.toSelf);
  if (toSelf || (kind !== null && kind !== 'person')) {
    return { ...nameOnly(...rows.reasons, why), kind: toSelf ? 'self' : kind };
  }
  const digits = reading.title.unclear ? null : reading.title.number;
  if (digits === null) return { ...nameOnly(...rows.reasons, why), kind };
  const inRow = chat && numberOfJid(chat.chatId);
  if (inRow === null) return { ...nameOnly(...rows.reasons, reasons.titleUnverified, why), kind };
  if (inRow !== digits) return nameOnly(...rows.reasons, reasons.titleNumberDiffers, why);
  const person = judgeNumber(digits, reading, null);
  return { ...person, reasons: [...rows.reasons, ...person.reasons, why] };
}
