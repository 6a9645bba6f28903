/** Comparing what the page shows as a name with what is stored as one. */
import { plainDigits } from '../../text/plain-digits.ts';
import { isBlank, withoutUnseen } from '../../text/unseen.ts';

const emoji = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{1F1E6}-\u{1F1FF}\u20E3]/gu;
const joiners = /[\uFE0E\uFE0F]/g;
const dashes = /\p{Pd}/gu;

/** Nearly every name is of Latin letters and single spaces, in which there is nothing to mend. */
const simple = /^[!-~¡-¨ª-¬¯-ſ]+(?: [!-~¡-¨ª-¬¯-ſ]+)*$/;

/** Without what cannot be seen, with single plain spaces; empty where nothing can be seen at all. */
export function plainName(text: string): string {
  if (simple.test(text)) return text;
  return isBlank(text) ? '' : withoutUnseen(text).replace(/\s+/g, ' ').trim().normalize('NFC');
}

const marks = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** As it is shown: what joins letters and emoji stays, since without it they are others. */
export function shownTitle(text: string): string {
  if (simple.test(text)) return text;
  return isBlank(text) ? '' : text.replace(marks, '').replace(/\s+/g, ' ').trim().normalize('NFC');
}

/**
 * Without emoji too, since they are stored in one place and left out in another; a name of emoji alone keeps them. A
 * dash is one whatever its length, a number however it is set.
 */
export function looseName(text: string): string {
  if (simple.test(text) && !text.startsWith('+')) return text;
  const number = numberInTitle(text);
  if (number !== null) return `+${number}`;
  const plain = plainName(text).replace(joiners, '').replace(dashes, '-');
  return plain.replace(emoji, '').replace(/\s+/g, ' ').trim() || plain;
}

/** Whether two spellings can be one name. Confirms; it is too generous to identify by. */
export function sameName(one: string, other: string): boolean {
  return looseName(one) === looseName(other);
}

/** Two stops or dashes together hide something. */
const shownNumber = /^\+\d(?!.*[.-]{2})[\d ().-]{6,}$/;

/** The digits of a title that is a telephone number in full; null for names, and for numbers that are masked. */
export function numberInTitle(title: string): string | null {
  const plain = plainDigits(plainName(title));
  if (!shownNumber.test(plain)) return null;
  const digits = plain.replace(/\D/g, '');
  return digits.length >= 7 && digits.length <= 15 ? digits : null;
}

/** Whether a title is a number that stands without its plus sign, since its country is not known. */
export function isBareNumber(title: string, digits: string): boolean {
  const plain = plainDigits(plainName(title));
  return /^\d[\d ().-]{6,}$/.test(plain) && plain.replace(/\D/g, '') === digits;
}

const guestWord = /^ ?[(（][^()（）]{1,40}[)）]$/;

/** Whether a title is this name with the word for a guest behind it, in any language. Confirms, and identifies nobody. */
export function isGuestOf(title: string, name: string): boolean {
  const [whole, start] = [plainName(title), plainName(name)];
  return start !== '' && whole.startsWith(start) && guestWord.test(whole.slice(start.length));
}

const maskedNumber = /^\+([\d ().-]*)[^\d\s().-]{2,}[^\d]*(\d*)$/;

/**
 * A number of which only the first and last digits are shown (`+55∙∙∙∙∙∙∙∙03`): it says who it cannot be, never who it
 * is. Null for everything else.
 */
export function maskInTitle(title: string): { fits(digits: string): boolean } | null {
  const [, start, end] = maskedNumber.exec(plainDigits(plainName(title))) ?? [];
  if (start === undefined || end === undefined) return null;
  const first = start.replace(/\D/g, '');
  return { fits: (digits) => digits.startsWith(first) && digits.endsWith(end) };
}
