import { expect, it, vi } from 'vitest';
import { createLanded } from '../../../entrypoints/background/landed.ts';
import type { DoneRow } from '../../../lib/outbox/row.ts';
import { acme } from '../support/samples.ts';

const change = { kind: 'merge' as const, customerId: 'bob', staysId: 'ana', take: [] };
const row: DoneRow = {
  state: 'done',
  key: 'm',
  parts: [{ id: 'm', change, undone: false }],
  change,
  accountId: acme,
  customerId: 'bob',
  seq: 1,
  rev: 1,
  createdAt: 1,
  attempts: 0,
  mayHaveLanded: false,
  doneAt: 2,
  inverse: null,
  newId: 'ana',
  told: false,
};

it('has a merge followed by what lies on this device before it is on record, for the one who stays', async () => {
  const steps: unknown[] = [];
  const landed = createLanded({
    session: { readCatalogue: async () => null },
    accounts: { lineTo: async () => null },
    audit: { append: async (entries) => void steps.push(['record', ...entries]) },
    follower: { written: vi.fn() },
    forgetting: { deleted: vi.fn() },
    followMerge: async (merge) => void steps.push(['follow', merge]),
  });
  await landed({ row, applied: null });
  expect(steps).toEqual([
    ['follow', { accountId: acme, connectionId: null, gone: 'bob', stays: 'ana' }],
    ['record', expect.objectContaining({ what: 'merged', customerId: 'ana', from: 'bob', to: 'ana' })],
  ]);
});
