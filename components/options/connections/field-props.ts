import type { Provider } from '../../../lib/settings/schema.ts';
import type { ConnectionField, TextFieldName } from './connection-values.ts';
import { fieldErrorWords } from './field-error-words.ts';
import type { ProviderFieldsProps } from './social-epoch-fields.tsx';

export type FieldProps = ReturnType<typeof fieldPropsOf>;

/** What the fields of a connection's form have in common. */
export function fieldPropsOf(
  provider: Provider,
  { idPrefix, values, onValues, errors, isLocked }: Omit<ProviderFieldsProps, 'kept'>,
) {
  const errorOf = (field: ConnectionField): string | undefined => {
    const error = errors[field];
    return error && fieldErrorWords(field, error, provider);
  };
  const text = (field: TextFieldName) => ({
    id: `${idPrefix}-${field}`,
    value: values[field],
    onValue: (value: string) => onValues({ [field]: value }),
    error: errorOf(field),
    locked: isLocked(field),
  });
  return { errorOf, text };
}
