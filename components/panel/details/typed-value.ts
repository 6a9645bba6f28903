/** What was typed into a field, as every back end takes it. Pure. */
import type { FieldDefinition, FieldValue } from '../../../lib/crm/model.ts';
import { formatDecimal } from '../../../lib/i18n/formats.ts';
import { formatLocale, t } from '../../../lib/i18n/index.ts';
import { readNumber } from '../../../lib/text/read-number.ts';

/** One address, or several with a comma or semicolon between them. */
const addresses = /^[^\s@,;]+@[^\s@,;]+(\s*[,;]\s*[^\s@,;]+@[^\s@,;]+)*$/;

/** The value to save, or what is wrong with it. */
export function typedValue(
  { key, type, required }: FieldDefinition,
  value: FieldValue,
): { value: FieldValue } | { problem: string } {
  const typed = typeof value === 'string' ? value.trim() || null : value;
  if (typed === null || typed.length === 0) {
    return required ? { problem: t('details.required') } : { value: null };
  }
  if (typeof typed !== 'string') return { value: typed };
  if (type === 'number') {
    const number = readNumber(typed, formatLocale());
    return number === null
      ? { problem: t('details.badNumber', { example: formatDecimal('38.5') }) }
      : { value: number };
  }
  if (key === 'email' && !addresses.test(typed)) return { problem: t('details.badEmail') };
  return { value: typed };
}
