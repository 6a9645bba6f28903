import { AppError } from '../../errors/app-error.ts';
import type { FieldDefinition, FieldValue } from '../model.ts';

/**
 * A value as it may be kept in this field. Text of nothing but spaces is no value. A cascade's value is the value of
 * one of its options, each of which is a whole path. Throws `INVALID_INPUT`, naming the field.
 */
export function checkedValue(definition: FieldDefinition, value: FieldValue): FieldValue {
  const kept = isEmpty(value) ? null : onOneLine(definition, value);
  if (kept === null ? definition.required : !fits(definition, kept)) {
    throw new AppError('INVALID_INPUT', { detail: `field ${definition.key}` });
  }
  return kept;
}

/** Names are pasted with line breaks in them. */
function onOneLine({ type }: FieldDefinition, value: FieldValue): FieldValue {
  return type === 'text' && typeof value === 'string' ? value.replace(/\s*[\r\n]+\s*/g, ' ').trim() : value;
}

/** What to show for a value whose words the definition has; null where the value speaks for itself. */
export function valueText(definition: FieldDefinition, value: FieldValue): string | null {
  if (value === null) return null;
  const labels = new Map(definition.options.map((option) => [option.value, option.label]));
  const label = (one: string) => labels.get(one) ?? one;
  if (Array.isArray(value)) return value.map(label).join(', ');
  return labels.has(value) ? label(value) : null;
}

/** The order of several options says nothing. */
export function sameValue(one: FieldValue, other: FieldValue): boolean {
  const plain = (value: FieldValue) =>
    isEmpty(value) ? null : Array.isArray(value) ? [...value].sort() : value;
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

function isEmpty(value: FieldValue): boolean {
  return value === null || (Array.isArray(value) ? value.length === 0 : value.trim() === '');
}

function fits({ type, options }: FieldDefinition, value: string | string[]): boolean {
  const offered = new Set(options.map((option) => option.value));
  if (type === 'multi') {
    return (
      Array.isArray(value) && new Set(value).size === value.length && value.every((one) => offered.has(one))
    );
  }
  if (typeof value !== 'string') return false;
  switch (type) {
    case 'text':
    case 'multiline':
      return true;
    case 'number':
      return /^-?\d+([.]\d+)?$/.test(value);
    case 'date':
      return isDate(value);
    case 'time':
      return /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(value);
    case 'single':
    case 'cascade':
      return offered.has(value);
  }
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
