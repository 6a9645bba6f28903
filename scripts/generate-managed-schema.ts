/**
 * Writes `public/managed-schema.json` from the settings schema: what administrators' tools and Chromium read.
 *
 * The dialect is what browsers accept: each node has one `type` and nothing but `properties`, `items`, a
 * schema as `additionalProperties`, `title` and `description` beside it. No enum, pattern or bounds either: one wrong value would make its whole branch vanish
 * before we see it, while our own check names it by path. Where a list holds several kinds of object, their
 * properties are merged.
 */
import { writeFileSync } from 'node:fs';
import type { GenericSchema } from 'valibot';
import { descriptions } from '../lib/settings/descriptions.ts';
import { settingsDraftSchema } from '../lib/settings/schema.ts';

export interface ManagedNode {
  type: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  description?: string;
  properties?: Record<string, ManagedNode>;
  items?: ManagedNode;
  /** Of what is named freely. */
  additionalProperties?: ManagedNode;
}

interface Walkable extends GenericSchema {
  wrapped?: Walkable;
  item?: Walkable;
  value?: Walkable;
  entries?: Record<string, Walkable>;
  options?: readonly unknown[];
  literal?: unknown;
  /** Of a variant: the key that tells its options apart. */
  key?: unknown;
}

/**
 * One node of the schema in the browsers' dialect, described by `place`: the keys that lead to it, with dots between.
 * Throws for a kind of schema that the dialect has no word for.
 */
export function managedNode(schema: Walkable, place = ''): ManagedNode {
  if ((schema.type === 'optional' || schema.type === 'exact_optional') && schema.wrapped)
    return managedNode(schema.wrapped, place);
  const description = descriptions[place];
  return { ...bare(schema, place), ...(description !== undefined && { description }) };
}

function bare(schema: Walkable, place: string): ManagedNode {
  switch (schema.type) {
    case 'string':
    case 'boolean':
      return { type: schema.type };
    case 'number':
      return { type: 'integer' };
    case 'picklist': {
      const options = schema.options ?? [];
      const type = options.every(Number.isInteger) ? 'integer' : 'string';
      return { type, description: `One of: ${options.join(', ')}` };
    }
    case 'literal':
      return { type: typeof schema.literal === 'number' ? 'integer' : 'string' };
    case 'array':
      if (schema.item) return { type: 'array', items: managedNode(schema.item, place) };
      break;
    case 'record':
      if (schema.value) return { type: 'object', additionalProperties: managedNode(schema.value, place) };
      break;
    case 'strict_object':
      if (schema.entries) return { type: 'object', properties: properties(schema.entries, place) };
      break;
    case 'variant':
      return merged(String(schema.key), (schema.options ?? []) as readonly Walkable[], place);
  }
  throw new Error(`The managed dialect has no word for a schema of type ${schema.type}`);
}

function properties(entries: Record<string, Walkable>, place: string): Record<string, ManagedNode> {
  const inside = place === '' ? '' : `${place}.`;
  return Object.fromEntries(
    Object.entries(entries).map(([key, entry]) => [key, managedNode(entry, `${inside}${key}`)]),
  );
}

function merged(key: string, options: readonly Walkable[], place: string): ManagedNode {
  const names = options.map((option) => option.entries?.[key]?.literal);
  return {
    type: 'object',
    properties: {
      ...options.map((option) => managedNode(option, place).properties ?? {}).reduce(together),
      [key]: { type: 'string', description: `One of: ${names.join(', ')}` },
    },
  };
}

/** What both have; objects of the same name hold the properties of both, and choices those of both. */
function together(
  one: Record<string, ManagedNode>,
  other: Record<string, ManagedNode>,
): Record<string, ManagedNode> {
  const both = { ...one, ...other };
  for (const [name, node] of Object.entries(other)) {
    const known = one[name]?.properties;
    if (known && node.properties) both[name] = { ...node, properties: together(known, node.properties) };
    const choices = [one[name], node].flatMap((each) => each?.description?.match(/(?<=^One of: ).*/) ?? []);
    if (choices.length === 2) both[name] = { ...node, description: `One of: ${choices.join(', ')}` };
  }
  return both;
}

/** The whole file's text. */
export function managedSchemaText(): string {
  return `${JSON.stringify(managedNode(settingsDraftSchema), null, 2)}\n`;
}

export const managedSchemaFile = new URL('../public/managed-schema.json', import.meta.url);

if (import.meta.main) writeFileSync(managedSchemaFile, managedSchemaText());
