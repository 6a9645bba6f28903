import { idOf } from './ids.ts';
import { checkQuery, type Interface } from './scene.ts';
import type { Settings } from './settings.ts';

interface Option {
  data_value: string;
  data_name: string;
  data_params: string;
}

export interface CustomField {
  id: string;
  name: string;
  variable: string;
  /** 1 text, 2 multiline, 3 date, 4 time, 5 number, 6 dropdown, 7 checkboxes, 8 radio, 9 cascade. */
  type: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
  params: string | null;
  valid: boolean;
  options: Option[];
}

const options = (...names: string[]): Option[] =>
  names.map((name, index) => ({
    data_value: String(607592500180500 + name.length * 1000 + index),
    data_name: name,
    data_params: name.toLowerCase(),
  }));

const field = (
  number: number,
  type: CustomField['type'],
  name: string,
  more: Partial<CustomField> = {},
): CustomField => ({
  id: idOf('field', name),
  name,
  variable: `customField${number}`,
  type,
  params: null,
  valid: true,
  options: [],
  ...more,
});

/** One field of each type, and one that was deleted. */
export const customFields: readonly CustomField[] = [
  field(1, 1, 'Profession'),
  field(2, 2, 'Delivery notes'),
  field(3, 3, 'Birthday'),
  field(4, 4, 'Best time to call'),
  field(5, 5, 'Shoe size'),
  field(6, 6, 'Favourite colour', { params: 'colour', options: options('Red', 'Green', 'Blue') }),
  field(7, 7, 'Interests', { options: options('Running', 'Hiking', 'Dancing') }),
  field(8, 8, 'Contact by', { options: options('Chat', 'Call') }),
  field(9, 9, 'Shop', { options: options('North', 'North / Harbour', 'South') }),
  field(10, 1, 'Fax', { valid: false }),
];

/** The company's own VIP levels. */
export const levelOptions = options('Gold', 'Silver').map((option) => ({
  ...option,
  data_id: idOf('option', option.data_value),
}));

/** The fixed fields that the page does not show, by how their variables are spelt. */
const furtherFixed: Record<
  Settings['fixedVariables'],
  readonly [name: string, variable: string, type: number][]
> = {
  camel: [
    ['昵称', 'nick', 1],
    ['真实姓名', 'uname', 1],
    ['VIP级别', 'vipLevel', 6],
  ],
  snake: [
    ['昵称', 'nick', 1],
    ['真实姓名', 'uname', 1],
    ['VIP级别', 'vip_level', 6],
  ],
  'unheard-of': [
    ['昵称', 'customerNick', 1],
    ['真实姓名', 'customerName', 1],
    ['VIP级别', 'user_level', 6],
  ],
};

/** What the company made for its customers, beside the two fixed fields that the page shows (`tel`, `enterpriseName`). */
export const listFields: Interface = (scene) => {
  checkQuery(scene, ['id']);
  const fixed = (name: string, variable: string, type: number) => ({
    field_id: idOf('field', variable),
    field_name: name,
    field_variable: variable,
    field_type: type,
    fill_flag: 0,
    field_status: 1,
    field_remark: null,
    ...(name === 'VIP级别' && { cus_field_data_info_list: levelOptions }),
  });
  return {
    items: [
      fixed('电话', 'tel', 1),
      fixed('公司', 'enterpriseName', 6),
      ...customFields.map(({ id, name, variable, type, params, valid, options: choices }) => ({
        field_id: id,
        field_name: name,
        field_variable: variable,
        field_type: type,
        fill_flag: 0,
        field_status: valid ? 1 : 0,
        field_remark: '',
        operate_type: 1,
        field_params: params,
        cus_field_data_info_list:
          choices.length === 0
            ? null
            : choices.map((choice) => ({
                data_id: idOf('option', choice.data_value),
                ...choice,
                field_id: id,
                field_variable: null,
              })),
      })),
      ...furtherFixed[scene.settings.fixedVariables].map((field) => fixed(...field)),
    ],
  };
};

const isChoice = ({ type }: CustomField): boolean => type >= 6;
const takesSeveral = ({ type }: CustomField): boolean => type === 7 || type === 9;

/** Whether a value is one that a field of this type takes; empty clears it. */
export function fitsField(definition: CustomField, value: string): boolean {
  if (value === '') return true;
  if (isChoice(definition)) {
    const chosen = takesSeveral(definition) ? value.split(',') : [value];
    return chosen.every((one) => definition.options.some(({ data_value }) => data_value === one));
  }
  switch (definition.type) {
    case 3:
      return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
    case 4:
      return /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(value);
    case 5:
      return /^-?\d+(\.\d+)?$/.test(value);
    default:
      return true;
  }
}

/** `ex_field_str` of the detail: every value, with its option's text where it has options. */
export function writeValues(values: ReadonlyMap<string, string>): string {
  return JSON.stringify(
    customFields
      .filter(({ id, valid }) => valid && values.has(id))
      .map((definition) => {
        const value = values.get(definition.id) ?? '';
        const chosen = definition.options.filter(({ data_value }) => value.split(',').includes(data_value));
        return {
          fieldid: definition.id,
          field_value: value,
          ...(chosen.length > 0 && { field_text: chosen.map(({ data_name }) => data_name).join(',') }),
          field_type: String(definition.type),
          ...(definition.params !== null && { field_params: definition.params }),
          ...(chosen[0] && definition.params !== null && { data_params: chosen[0].data_params }),
        };
      }),
  );
}
