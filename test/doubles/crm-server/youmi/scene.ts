import { isObject, type JsonObject } from '../json.ts';
import type { Code } from './codes.ts';
import type { Company } from './company.ts';
import type { Settings } from './settings.ts';

/** One authorised call, as an interface sees it. */
export interface Scene {
  company: Company;
  settings: Settings;
  query: URLSearchParams;
  /** The parsed body; undefined for a GET. */
  body: unknown;
  /** Epoch ms by the server's clock. */
  now: number;
  violate(what: string): void;
}

export type Outcome = { refused: Code } | { rows: unknown[] } | { value: unknown };

export type Interface = (scene: Scene) => Outcome;

/** Notes parameters that no page names. */
export function checkQuery({ query, violate }: Scene, known: readonly string[]): void {
  for (const name of query.keys()) if (!known.includes(name)) violate(`${name} is not documented here`);
}

type Kind = 'text' | 'integer' | 'texts';

const fits: Record<Kind, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string',
  integer: Number.isInteger,
  texts: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
};

/** The body when every value has its documented type, else null. An undocumented key is only noted. */
export function readBody({ body, violate }: Scene, shape: Record<string, Kind>): JsonObject | null {
  if (!isObject(body)) return null;
  for (const [name, value] of Object.entries(body)) {
    const kind = shape[name];
    if (kind === undefined) violate(`${name} is not documented here`);
    else if (!fits[kind](value)) {
      violate(`${name} is not of its documented type`);
      return null;
    }
  }
  return body;
}

/** `page` counts from `first`. */
export const pageOf = <T>(
  all: readonly T[],
  page: number,
  size: number,
  { pageCap }: Settings,
  first = 1,
): T[] => {
  const rows = pageCap > 0 ? Math.min(size, pageCap) : size;
  return all.slice((page - first) * rows, (page - first + 1) * rows);
};
