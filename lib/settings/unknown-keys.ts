import type * as v from 'valibot';
import { isRecord } from './is-record.ts';
import type { Path } from './problems.ts';

type Schema = v.GenericSchema;
type Walked = { value: unknown; unknown: Path[] };

/**
 * `input` without the keys that `schema` does not know, and where they stood. Values are not judged: what has not the
 * expected shape is left as it is, for the schema to refuse.
 */
export function withoutUnknownKeys(schema: Schema, input: unknown, at: Path = []): Walked {
  if (isOptional(schema)) return withoutUnknownKeys(schema.wrapped, input, at);
  if (isArray(schema) && Array.isArray(input)) {
    const walked = input.map((item: unknown, index) => withoutUnknownKeys(schema.item, item, [...at, index]));
    return { value: walked.map((one) => one.value), unknown: walked.flatMap((one) => one.unknown) };
  }
  if (!isRecord(input)) return { value: input, unknown: [] };
  if (isVariant(schema)) {
    const chosen = schema.options.find((option) => option.entries[schema.key]?.literal === input[schema.key]);
    return chosen ? withoutUnknownKeys(chosen, input, at) : { value: input, unknown: [] };
  }
  if (!isObject(schema)) return { value: input, unknown: [] };

  const value: Record<string, unknown> = {};
  const unknown: Path[] = [];
  for (const [key, inner] of Object.entries(input)) {
    const entry = Object.hasOwn(schema.entries, key) ? schema.entries[key] : undefined;
    if (!entry) {
      unknown.push([...at, key]);
      continue;
    }
    const walked = withoutUnknownKeys(entry, inner, [...at, key]);
    value[key] = walked.value;
    unknown.push(...walked.unknown);
  }
  return { value, unknown };
}

function isOptional(schema: Schema): schema is Schema & { wrapped: Schema } {
  return schema.type === 'optional' || schema.type === 'exact_optional';
}

function isArray(schema: Schema): schema is Schema & { item: Schema } {
  return schema.type === 'array';
}

function isObject(schema: Schema): schema is Schema & { entries: Record<string, Schema> } {
  return schema.type === 'strict_object';
}

type Option = Schema & { entries: Record<string, Schema & { literal?: unknown }> };

function isVariant(schema: Schema): schema is Schema & { key: string; options: Option[] } {
  return schema.type === 'variant';
}
