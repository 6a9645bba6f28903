import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import { accountId } from '../../../lib/accounts/account.ts';
import { createLocalAdapter } from '../../../lib/crm/local/local-adapter.ts';
import type { CrmAdapter } from '../../../lib/crm/port.ts';
import { createSubmissionMemory } from '../../../lib/drafts/submissions.ts';
import { createOutbox } from '../../../lib/outbox/outbox.ts';
import type { OutboxRow } from '../../../lib/outbox/row.ts';
import { openSealedStore } from '../../../lib/sealed/index.ts';
import type { OutboxDigest } from '../../../lib/session/shapes.ts';
import { change } from './world.ts';

const device = accountId('device');
/** A worker with the real sealed store and the CRM on this device. */
function start(indexedDB: IDBFactory, dying = false) {
  let digest: OutboxDigest = { writes: [] };
  const time = { now: Date.now() };
  const real = createLocalAdapter({
    connectionId: 'device',
    indexedDB,
    clock: { now: () => time.now },
    newId: () => crypto.randomUUID(),
    language: async () => 'en',
  });
  const adapter: CrmAdapter = {
    ...real,
    capabilities: real.capabilities,
    async apply(...args) {
      const applied = await real.apply(...args);
      return dying ? new Promise(() => {}) : applied;
    },
  };
  const sealed = openSealedStore({ indexedDB, crypto });
  const outbox = createOutbox({
    rows: sealed.collection<OutboxRow>('outbox'),
    commit: sealed.commit,
    submissions: createSubmissionMemory({ rows: sealed.collection('submissions'), now: () => time.now }),
    adapterFor: async () => adapter,
    standing: async () => new Set([device]),
    clock: () => time.now,
    setAlarm() {},
    onChange: (now) => {
      digest = now;
    },
    onApplied() {},
    onTrouble(error) {
      throw new Error(error.code);
    },
  });
  return { outbox, real, time, states: () => digest.writes.map(({ state }) => state) };
}

test('a customer and a first note are written once each, though every answer was lost with its worker', async () => {
  const disk = new IDBFactory();
  const first = start(disk, true);
  await first.outbox.submit({ id: 'c', accountId: device, change: change.create('+15550100009') });
  await first.outbox.submit({
    id: 'n',
    accountId: device,
    change: change.note('hello', 'phone:+15550100009'),
  });
  const signal = new AbortController().signal;
  const asked = { e164: '+15550100009' as never, spellings: ['15550100009'] };
  await vi.waitFor(async () => expect(await first.real.findByPhone(asked, signal)).toHaveLength(1));

  const second = start(disk);
  await second.outbox.resume();
  second.time.now += 31_000;
  await second.outbox.pump();
  await vi.waitFor(() => expect(second.states()).toEqual(['done', 'done']));
  const [found, another] = await second.real.findByPhone(asked, signal);
  expect(another).toBeUndefined();
  const page = await second.real.timeline(found?.customer.id ?? '', null, signal);
  expect(page.events.filter(({ kind }) => kind === 'note')).toMatchObject([{ summary: 'hello' }]);
});
