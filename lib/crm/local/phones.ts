/** A customer's numbers as a field that the agent edits: one text, with commas between them. Pure. */
import { AppError } from '../../errors/app-error.ts';
import { bareNumber, type E164, parseE164 } from '../../phone/e164.ts';
import { splitNumbers } from '../../phone/numbers-in.ts';
import type { FieldDefinition, FieldValue } from '../model.ts';

export const phoneDefinition: FieldDefinition = {
  id: 'phone',
  key: 'phone',
  name: null,
  type: 'text',
  required: false,
  options: [],
};

export const phonesValue = (phones: readonly E164[]): string | null =>
  phones.length > 0 ? phones.join(',') : null;

/** Each once. Throws `INVALID_INPUT` for what is no number, or one without its country code. */
export function phonesIn(value: FieldValue): E164[] {
  const texts = typeof value === 'string' ? splitNumbers(value) : (value ?? []);
  return [...new Set(texts.map(whole))];
}

/** Without `+` or `00` it may be one that is dialled at home. */
function whole(text: string): E164 {
  const number = bareNumber(text);
  const e164 = number && (number.plus || number.digits.startsWith('00')) ? parseE164(text) : null;
  if (e164 === null) throw new AppError('INVALID_INPUT', { detail: 'field phone' });
  return e164;
}
