/** A shop that answers with JSON as its form holds it, and back. Pure. */
import * as v from 'valibot';
import { type DraftMap, draftOf, type MapField, mapOf } from '../../../lib/orders/map-fields.ts';
import { addressProblem, bodyProblem, type TemplateProblem } from '../../../lib/orders/template-problem.ts';
import { orderOrigin } from '../../../lib/settings/addresses.ts';
import {
  isAddress,
  isHeaderName,
  isHeaderValue,
  isPointer,
  type OrderRequest,
  type OrderSource,
  orderRequestSchema,
  orderSourceSchema,
} from '../../../lib/settings/order-source.ts';
import { isPlainHttp } from '../../../lib/settings/permission-pattern.ts';
import { keptOnDevice } from '../../../lib/settings/schema.ts';

export interface JsonValues {
  name: string;
  url: string;
  /** One a line: an address, or of a `POST` a body. */
  orElse: string;
  method: 'GET' | 'POST';
  body: string;
  /** A value is `keptOnDevice` while the kept one is not replaced. */
  headers: readonly { name: string; value: string }[];
  allowPlainHttp: boolean;
  numbers: string;
  currency: string;
  minorUnits: boolean;
  /** Of an order's page. */
  link: string;
  map: DraftMap;
}

export interface JsonErrors {
  url?: TemplateProblem;
  orElse?: TemplateProblem | { body: 'not-json' | 'in-query' };
  body?: 'missing' | 'not-json' | 'in-query';
  link?: TemplateProblem;
  currency?: 'not-a-currency';
  allowPlainHttp?: 'not-encrypted';
  /** By their place. */
  headers: Readonly<
    Record<number, { name?: 'missing' | 'wrong' | 'twice'; value?: 'missing' | 'unsendable' | 'moved' }>
  >;
  map: Partial<Record<MapField, 'missing' | 'not-a-pointer'>>;
  /** Nothing says whose an order is, where a search may find those of others. */
  owner?: true;
}

/** Where most shops want their key. */
const newHeader = { name: 'Authorization', value: '' };

export const newJson: JsonValues = {
  name: '',
  url: 'https://',
  orElse: '',
  method: 'GET',
  body: '',
  headers: [newHeader],
  allowPlainHttp: false,
  numbers: 'international',
  currency: '',
  minorUnits: false,
  link: '',
  map: {},
};

export function jsonValuesOf(source: OrderSource): JsonValues {
  return {
    name: source.name ?? '',
    url: source.url,
    orElse: source.orElse.map((one) => (isAddress(one) ? one : JSON.stringify(JSON.parse(one)))).join('\n'),
    method: source.method,
    body: source.body ?? '',
    headers: Object.entries(source.headers).map(([name, value]) => ({ name, value })),
    allowPlainHttp: source.allowPlainHttp,
    numbers: source.numbers,
    currency: source.currency ?? '',
    minorUnits: source.minorDigits !== undefined || source.minorUnits,
    link: source.link ?? '',
    map: draftOf(source.map),
  };
}

/** What these values ask, or what is wrong with each field that it takes. */
export function requestOf(
  id: string,
  values: JsonValues,
  saved: OrderSource | undefined,
): { request: OrderRequest } | { errors: JsonErrors } {
  const typed = values.headers.map(({ name, value }) => ({ name: name.trim(), value: value.trim() }));
  const secrets = typed.flatMap(({ value }) => (value === keptOnDevice ? [] : value));
  const orElse = linesOf(values.orElse);
  const url = addressProblem(values.url, secrets);
  const questionProblem = (one: string): JsonErrors['orElse'] | null => {
    if (isAddress(one) || values.method === 'GET') return addressProblem(one, secrets);
    const problem = bodyProblem(one);
    return problem && { body: problem === 'in-query' ? problem : 'not-json' };
  };
  const other = orElse.map(questionProblem).find((one) => one !== null);
  const isPlain = url === null && [values.url.trim(), ...orElse].some(isPlainHttp);
  const body = values.method === 'POST' ? bodyProblem(values.body) : null;
  const draft = {
    id,
    kind: 'json' as const,
    url: values.url.trim(),
    orElse,
    method: values.method,
    ...(values.method === 'POST' && { body: values.body }),
    ...(saved?.pageSize !== undefined && { pageSize: saved.pageSize }),
    headers: Object.fromEntries(
      typed.filter(({ name, value }) => name !== '' && value !== '').map(({ name, value }) => [name, value]),
    ),
    // Whoever has consented to another address has not to this one.
    allowPlainHttp: isPlain && values.allowPlainHttp,
  };
  // Kept keys go to no other host than the one they were typed for.
  const isMoved = url === null && !other && saved !== undefined && orderOrigin(saved) !== orderOrigin(draft);
  const headers = headerErrors(typed, saved, isMoved);
  const errors: JsonErrors = {
    ...(url && { url }),
    ...(other && { orElse: other }),
    ...(body && { body }),
    ...(isPlain && !values.allowPlainHttp && { allowPlainHttp: 'not-encrypted' as const }),
    headers,
    map: {},
  };
  if (countErrors(errors) > 0) return { errors };
  return { request: v.parse(orderRequestSchema, draft) };
}

/** The source that these values make, or what is wrong with each field. `saved`: as it is kept; undefined: it is new. */
export function jsonSourceOf(
  id: string,
  values: JsonValues,
  saved: OrderSource | undefined,
): { source: OrderSource } | { errors: JsonErrors } {
  const asked = requestOf(id, values, saved);
  const before = 'errors' in asked ? asked.errors : { headers: {}, map: {} };
  const link = values.link.trim() === '' ? null : addressProblem(values.link, [], ['id', 'number']);
  const currency = values.currency.trim().toUpperCase();
  const map = mapOf(values.map);
  const errors: JsonErrors = {
    ...before,
    ...(link && { link }),
    ...(!/^([A-Z]{3})?$/.test(currency) && { currency: 'not-a-currency' as const }),
    map: mapErrors(values.map),
  };
  if ('errors' in asked || map === undefined || countErrors(errors) > 0) return { errors };
  const parsed = v.safeParse(orderSourceSchema, {
    ...asked.request,
    kind: 'json',
    ...(values.name.trim() !== '' && { name: values.name.trim() }),
    numbers: values.numbers,
    map: withoutHoles(map),
    ...(values.link.trim() !== '' && { link: values.link.trim() }),
    minorUnits: values.minorUnits,
    ...(values.minorUnits && saved?.minorDigits !== undefined && { minorDigits: saved.minorDigits }),
    ...(currency !== '' && { currency }),
    statuses: saved?.statuses ?? {},
  });
  return parsed.success ? { source: parsed.output } : { errors: { ...errors, owner: true } };
}

export function countErrors({ headers, map, ...others }: JsonErrors): number {
  const inHeaders = Object.values(headers).flatMap((one) => Object.keys(one));
  return inHeaders.length + Object.keys(map).length + Object.keys(others).length;
}

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

type HeaderErrors = JsonErrors['headers'][number];

function headerErrors(
  typed: readonly { name: string; value: string }[],
  saved: OrderSource | undefined,
  isMoved: boolean,
): JsonErrors['headers'] {
  const errors = typed.map(({ name, value }, at): HeaderErrors => {
    // What stands there at first and is not filled in is no header.
    if (value === '' && (name === '' || (name === newHeader.name && saved === undefined))) return {};
    const wrongName = nameError(name, typed.slice(0, at));
    const wrongValue = value === keptOnDevice ? keptError(name, saved, isMoved) : valueError(value);
    return { ...(wrongName && { name: wrongName }), ...(wrongValue && { value: wrongValue }) };
  });
  return Object.fromEntries([...errors.entries()].filter(([, one]) => Object.keys(one).length > 0));
}

function nameError(name: string, before: readonly { name: string }[]): HeaderErrors['name'] | null {
  if (name === '') return 'missing';
  if (!isHeaderName(name)) return 'wrong';
  return before.some((one) => one.name.toLowerCase() === name.toLowerCase()) ? 'twice' : null;
}

/** What is kept is found by the header's name, and belongs to the host that it was typed for. */
function keptError(
  name: string,
  saved: OrderSource | undefined,
  isMoved: boolean,
): HeaderErrors['value'] | null {
  if (saved === undefined || !Object.hasOwn(saved.headers, name)) return 'missing';
  return isMoved ? 'moved' : null;
}

function valueError(value: string): HeaderErrors['value'] | null {
  if (value === '') return 'missing';
  return isHeaderValue(value) ? null : 'unsendable';
}

function mapErrors(map: DraftMap): JsonErrors['map'] {
  const errors: JsonErrors['map'] = {};
  for (const [field, pointer] of Object.entries(map) as [MapField, string | undefined][]) {
    if (pointer !== undefined && !isPointer(pointer)) errors[field] = 'not-a-pointer';
  }
  const hasItems = map.items !== undefined;
  const needed: MapField[] = ['orders', 'number', ...(hasItems ? (['itemName'] as const) : [])];
  for (const field of needed) if (map[field] === undefined) errors[field] = 'missing';
  if (!hasItems && (map.itemName ?? map.itemQuantity ?? map.itemTotal) !== undefined)
    errors.items = 'missing';
  return errors;
}

/** Of JSON: what is not there is not named. */
const withoutHoles = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
