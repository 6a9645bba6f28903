import type { Catalogue, FieldDefinition, FieldValue } from '../../lib/crm/model.ts';
import { formatClock, formatDate, formatDecimal, formatList } from '../../lib/i18n/formats.ts';
import { isolate, t } from '../../lib/i18n/index.ts';

/** Standard fields that no catalogue describes are one line of text. */
export function definitionOf(key: string, catalogue: Catalogue | null): FieldDefinition {
  const known = catalogue?.fields.find((field) => field.key === key);
  if (known) return known;
  const type = key === 'remark' ? 'multiline' : key === 'birthday' ? 'date' : 'text';
  return { id: key, key, name: null, type, required: false, options: [] };
}

/** As it is shown, in one way wherever it comes from; null: there is nothing. */
export function valueText(
  value: FieldValue,
  definition: FieldDefinition,
  given: string | null,
): string | null {
  if (given !== null) return given;
  if (value === null || value.length === 0) return null;
  const one = (part: string) =>
    (definition.key === 'sex' ? sexText(part) : null) ??
    definition.options.find((option) => option.value === part)?.label ??
    part;
  if (Array.isArray(value)) {
    const parts = value.map(one);
    return definition.type === 'cascade' ? parts.map(isolate).join(' › ') : formatList(parts);
  }
  if (definition.type === 'date') return formatDate(value);
  if (definition.type === 'number') return formatDecimal(value);
  return definition.type === 'time' ? formatClock(value) : one(value);
}

/** Back ends write it in small letters, in capitals, or as their users typed it. */
function sexText(value: string): string | null {
  const plain = value.trim().toLowerCase();
  return plain === 'female' || plain === 'male' ? t(`sex.${plain}`) : null;
}
