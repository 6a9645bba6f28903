import { type Catalogue, type FurtherField, furtherFields, isStandardField } from '../../lib/crm/model.ts';
import { t } from '../../lib/i18n/index.ts';

const isFurtherField = (key: string): key is FurtherField =>
  (furtherFields as readonly string[]).includes(key);

/** A field's name for the agent: ours for what the model knows, the company's own for the rest. */
export function fieldLabel(key: string, catalogue: Catalogue | null): string {
  if (isStandardField(key) || isFurtherField(key)) return t(`field.${key}`);
  const definition = catalogue?.fields.find((field) => field.key === key || field.id === key);
  return definition?.name ?? key.replace(/^custom:/, '');
}
