import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { createLocalAdapter } from '../../lib/crm/local/local-adapter.ts';
import type { CrmAdapter } from '../../lib/crm/port.ts';
import { adapterContract, type Harness } from './adapter-contract.ts';

const never = new AbortController().signal;

async function makeHarness(): Promise<Harness> {
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id-${ids}`;
  };
  const adapter = createLocalAdapter({
    language: async () => 'en',
    connectionId: 'device',
    indexedDB: new IDBFactory(),
    clock: { now: () => Date.UTC(2026, 10, 22, 10, 42) },
    newId,
  });
  const apply = (change: Parameters<CrmAdapter['apply']>[0]) => adapter.apply(change, newId(), never);

  return {
    adapter,
    async seed(phone, name) {
      return (await apply({ kind: 'create', phone, name, fields: [] })).customerId;
    },
    colleague: {
      async rename(id, to) {
        const { name } = await adapter.get(id, never);
        await apply({ kind: 'edit', customerId: id, edits: [{ key: 'name', from: name, to }] });
      },
      async moveTo(id, stageId) {
        const { stage } = await adapter.get(id, never);
        await apply({ kind: 'setStage', customerId: id, from: stage, to: { stageId, outcome: 'open' } });
      },
      async addTag(id, name) {
        await apply({
          kind: 'setTags',
          customerId: id,
          add: [{ id: name, name, groupId: null }],
          remove: [],
        });
      },
    },
    gaps: null,
    sendsWholeRows: false,
    letWrite: async () => {},
    loseNextAnswer: null,
    hangNext: null,
    failures: {},
    unknownField: null,
    complaints: () => [],
    close: async () => {},
  };
}

adapterContract('On this device', makeHarness, {
  unknownField: 'nobody else writes its rows',
  loseNextAnswer: 'a change and its answer are one transaction',
  hangNext: 'nothing is waited for but the disk',
  gaps: 'an edit is one transaction',
});
