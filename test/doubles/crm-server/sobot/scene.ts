import type { JsonObject } from '../json.ts';
import type { Code } from './codes.ts';
import type { Company } from './company.ts';
import type { Settings } from './settings.ts';

/** One authorised call, as an interface sees it. */
export interface Scene {
  company: Company;
  settings: Settings;
  /** What follows the address: `{id}`; empty where nothing does. */
  id: string;
  query: URLSearchParams;
  /** The parsed body; undefined for a GET. */
  body: unknown;
  /** Epoch ms by the server's clock. */
  now: number;
  violate(what: string): void;
}

export type Outcome =
  | { refused: Code }
  | { item: unknown }
  | { items: unknown[]; paging?: Record<string, number> }
  | 'done';

export type Interface = (scene: Scene) => Outcome;

export type Kind = 'text' | 'integer' | 'list';

const fits: Record<Kind, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  list: Array.isArray,
};

/** The body when every value has its documented type, else null. An undocumented key is only noted. */
export function readBody({ body, violate }: Scene, shape: Record<string, Kind>): JsonObject | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const read: JsonObject = {};
  for (const [name, value] of Object.entries(body)) {
    const kind = shape[name];
    if (kind === undefined) violate(`${name} is not documented here`);
    else if (fits[kind](value)) read[name] = value;
    else {
      violate(`${name} is not of its documented type`);
      return null;
    }
  }
  return read;
}

/** Notes parameters that no page names. */
export function checkQuery({ query, violate }: Scene, known: readonly string[]): void {
  for (const name of query.keys()) if (!known.includes(name)) violate(`${name} is not documented here`);
}

/** One page of a list, by `page_no` (from 1) and `page_size`. */
export function pageOf<T>(
  all: readonly T[],
  { query, settings, violate }: Pick<Scene, 'query' | 'settings' | 'violate'>,
  usualSize: number,
): { items: T[]; paging: Record<string, number> } {
  const positive = (name: string, usual: number) => {
    const value = Number(query.get(name) ?? usual);
    if (Number.isInteger(value) && value > 0) return value;
    violate(`${name} is no page`);
    return usual;
  };
  const page = positive('page_no', 1);
  const size = Math.min(positive('page_size', usualSize), settings.pageCap || Number.MAX_SAFE_INTEGER);
  return {
    items: all.slice((page - 1) * size, page * size),
    paging: {
      page_no: page,
      page_count: Math.ceil(all.length / size),
      total_count: all.length,
      page_size: size,
    },
  };
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
