/**
 * Reading, comparing and showing phone numbers. libphonenumber formats and splits, it never rejects: new ranges and
 * long national parts are real. Whatever is not beyond doubt is a reason to ask the agent, not an answer.
 * Not for the content script: the number plans are heavy.
 */
export { compareNumbers } from './compare-numbers.ts';
export { parseE164 } from './e164.ts';
export { formatInternational, formatLocal } from './format-number.ts';
export { maskPhone } from './mask-phone.ts';
export { splitNumbers } from './numbers-in.ts';
export { spellings, spellingsWithCode } from './spellings.ts';
export { type Numbers, readStoredNumber } from './stored-number.ts';
export { typedSpellings } from './typed-spellings.ts';
