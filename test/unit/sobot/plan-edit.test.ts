import { describe, expect, it } from 'vitest';
import { customDefinitions, requiredVariables } from '../../../lib/crm/sobot/custom-fields.ts';
import { planEdit, planFields } from '../../../lib/crm/sobot/plan-edit.ts';
import { standardDefinitions } from '../../../lib/crm/sobot/standard-fields.ts';
import { readUserRow } from '../../../lib/crm/sobot/user-row.ts';
import type { WireField } from '../../../lib/crm/sobot/wire-rows.ts';

const field = (id: string, variable: string, type: string, more: Partial<WireField> = {}): WireField => ({
  field_id: id,
  field_name: id,
  field_variable: variable,
  field_type: type,
  fill_flag: '0',
  field_status: '1',
  field_remark: '',
  operate_type: '',
  cus_field_data_info_list: [],
  ...more,
});
const required = { fill_flag: '1' };
const option = { data_id: '', data_value: 'v1', data_name: 'One' };

const wire = [
  field('tel-id', 'tel', '1', required),
  field('company-id', 'enterpriseName', '6'),
  field('mail-id', 'email', '1', required),
  field('size', 'customField5', '5', required),
  field('colour', 'customField6', '6', { cus_field_data_info_list: [option] }),
  field('shop', 'customField9', '9', required),
  field('gone', 'customField10', '1', { field_status: '0', ...required }),
];
const definitions = [...standardDefinitions(requiredVariables(wire), [], []), ...customDefinitions(wire)];

const row = readUserRow(
  {
    id: 'u1',
    nick: 'Ana',
    email: 'ana@example.com',
    ex_field_str: '[{"fieldid":"size","field_value":"38","field_type":"5"}]',
  },
  'test',
);
const edit = (key: string, from: string | null, to: string | null) =>
  planEdit({ kind: 'edit', customerId: 'u1', edits: [{ key, from, to }] }, row, definitions);

describe("the company's fields", () => {
  it('are told apart from what every customer has, and from what was deleted', () => {
    expect(customDefinitions(wire).map(({ key }) => key)).toEqual([
      'custom:size',
      'custom:colour',
      'custom:shop',
    ]);
  });

  it('make standard fields required', () => {
    expect(definitions.filter((one) => one.required).map(({ key }) => key)).toEqual([
      'email',
      'phone',
      'custom:size',
      'custom:shop',
    ]);
  });
});

describe('a required field', () => {
  it.each([
    ['email', 'ana@example.com'],
    ['custom:size', '38'],
  ])('%s cannot be cleared', (key, from) => {
    expect(() => edit(key, from, null)).toThrowError(expect.objectContaining({ code: 'INVALID_INPUT' }));
    expect(() => edit(key, from, ' ')).toThrowError(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });

  it('must be there in a new customer, but for a cascade, which cannot be written', () => {
    const email = { key: 'email', value: 'a@example.com' };
    const size = { key: 'custom:size', value: '38' };
    expect(planFields([email, size], definitions).fields).toEqual({ email: 'a@example.com' });
    for (const fields of [[email], [size], [email, { ...size, value: '' }]]) {
      expect(() => planFields(fields, definitions)).toThrowError(
        expect.objectContaining({ code: 'INVALID_INPUT' }),
      );
    }
  });
});

describe('an edit', () => {
  it('refuses to overwrite what the agent did not see', () => {
    for (const [key, from, to] of [
      ['name', 'Anna', 'Ana B'],
      ['custom:size', null, '40'],
      ['custom:colour', 'v0', 'v1'],
    ] as const) {
      expect(() => edit(key, from, to), key).toThrowError(expect.objectContaining({ code: 'CONFLICT' }));
    }
  });

  it('of what is there already is nothing to do', () => {
    expect(edit('custom:size', '37', '38')).toEqual({ fields: {}, custom: new Map() });
    expect(edit('name', 'Anna', 'Ana')).toEqual({ fields: {}, custom: new Map() });
  });
});
