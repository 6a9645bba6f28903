import { expect, it } from 'vitest';
import { migrateSettings } from '../../../lib/settings/migrations.ts';

const chain = [
  (old: Record<string, unknown>) => ({ ...old, first: true }),
  (old: Record<string, unknown>) => ({ ...old, second: true }),
];

it('takes settings through every step from their version on', () => {
  expect(migrateSettings({ version: 1 }, chain)).toEqual({ version: 3, first: true, second: true });
  expect(migrateSettings({ version: 2 }, chain)).toEqual({ version: 3, second: true });
});

it.each([
  [{ version: 3 }],
  [{ version: 9 }],
  [{ version: '1' }],
  [{ version: 1.5 }],
  [null],
  ['text'],
  [undefined],
])('leaves what needs no step, or is not known, as it is: %j', (stored) => {
  expect(migrateSettings(stored, chain)).toEqual(stored);
});

it('leaves the first version as it is today', () => {
  expect(migrateSettings({ version: 1, enabled: true })).toEqual({ version: 1, enabled: true });
});
