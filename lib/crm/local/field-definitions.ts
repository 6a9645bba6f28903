import { type FieldDefinition, type FieldType, type StandardField, standardFields } from '../model.ts';

const types: Partial<Record<StandardField, FieldType>> = {
  sex: 'single',
  birthday: 'date',
  address: 'multiline',
  remark: 'multiline',
};

/** What every customer on this device has. */
export const standardDefinitions: FieldDefinition[] = standardFields.map((key) => ({
  id: key,
  key,
  name: null,
  type: types[key] ?? 'text',
  required: false,
  options:
    key === 'sex' ? ['Female', 'Male', 'Other'].map((label) => ({ value: label.toLowerCase(), label })) : [],
}));
