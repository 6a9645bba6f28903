import { type Numbers, readStoredNumber } from '../../phone/index.ts';
import type { SocialEpochConnection } from '../../settings/schema.ts';
import type { Customer } from '../model.ts';
import { fieldValue } from './fields.ts';
import { idOf } from './read-rows.ts';
import type { Row } from './schema.ts';
import { splitTags, tagOf } from './tags.ts';

/** How this connection's stored numbers are read; the settings' schema has checked the form. */
export function numbersOf({ numbers }: Pick<SocialEpochConnection, 'numbers'>): Numbers {
  return numbers as Numbers;
}

/** One row in our model. What the model has no place for is in `other`. */
export function customerFromRow(row: Row, connection: SocialEpochConnection): Customer {
  const separator = connection.options.tagSeparator;
  const { readings } = readStoredNumber(row.whatsApp, numbersOf(connection));
  return {
    id: idOf(row),
    connectionId: connection.id,
    name: fieldValue(row, 'name'),
    phones: [{ raw: row.whatsApp, e164: readings.length === 1 ? (readings[0] ?? null) : null }],
    email: fieldValue(row, 'email'),
    sex: fieldValue(row, 'sex'),
    birthday: fieldValue(row, 'birthday'),
    address: fieldValue(row, 'address'),
    company: null,
    profession: fieldValue(row, 'profession'),
    income: fieldValue(row, 'income'),
    remark: fieldValue(row, 'remark'),
    source: fieldValue(row, 'source'),
    level: null,
    owner: null,
    stage: stageOf(row),
    tags: splitTags(row.fields.tabName, separator).map((name) =>
      tagOf(name, connection.catalogue.tags, separator),
    ),
    fields: [],
    other: Object.entries(row.rest).flatMap(([name, value]) => {
      const text = textOf(value);
      return text === '' ? [] : [{ name, value: text }];
    }),
    blocked: false,
    createdAt: null,
    updatedAt: null,
  };
}

/** A stage is known by its name. `unknown`: the row does not tell; null: it tells that there is none. */
export function stageOf(row: Row): Customer['stage'] {
  const { stage } = row.fields;
  if (stage === undefined) return 'unknown';
  const name = stage.trim();
  return name === '' ? null : { stageId: name, outcome: 'open' };
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value).trim();
  const text = JSON.stringify(value);
  return text === '{}' || text === '[]' ? '' : text;
}
