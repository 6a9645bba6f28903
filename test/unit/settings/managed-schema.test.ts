import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { descriptions } from '../../../lib/settings/descriptions.ts';
import {
  managedNode,
  managedSchemaFile,
  managedSchemaText,
} from '../../../scripts/generate-managed-schema.ts';

const text = readFileSync(managedSchemaFile, 'utf8');

function nodes(value: unknown, path = ''): { path: string; node: Record<string, unknown> }[] {
  const node = value as Record<string, unknown>;
  const below = Object.entries((node.properties ?? {}) as Record<string, unknown>);
  return [
    { path, node },
    ...below.flatMap(([key, inner]) => nodes(inner, `${path}.${key}`)),
    ...(node.items === undefined ? [] : nodes(node.items, `${path}[]`)),
    ...(node.additionalProperties === undefined ? [] : nodes(node.additionalProperties, `${path}.*`)),
  ];
}

const all = nodes(JSON.parse(text));

it('is current: run scripts/generate-managed-schema.ts after a change of the settings schema', () => {
  expect(text).toBe(managedSchemaText());
});

it.each(all)('gives $path one type, and no word that would make a branch vanish', ({ node }) => {
  expect(['object', 'array', 'string', 'integer', 'boolean']).toContain(node.type);
  expect(['type', 'properties', 'items', 'additionalProperties', 'description']).toEqual(
    expect.arrayContaining(Object.keys(node)),
  );
  expect('properties' in node !== 'additionalProperties' in node).toBe(node.type === 'object');
  expect('items' in node).toBe(node.type === 'array');
});

it.each(Object.entries(descriptions))('says of %s what is meant for it', (place, description) => {
  const found = all.find(({ path }) => path.slice(1).replaceAll('[]', '') === place && !path.endsWith('[]'));
  expect(found?.node.description).toBe(description);
});

it('lets a connection be of any back end', () => {
  const connection = all.find(({ path }) => path === '.connections[]');
  expect(Object.keys(connection?.node.properties ?? {})).toEqual(
    expect.arrayContaining(['id', 'provider', 'baseUrl', 'credentials', 'catalogue']),
  );
});

it('refuses a kind of schema that the dialect has no word for', () => {
  expect(() => managedNode(v.union([v.string(), v.number()]))).toThrow('union');
});
