import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { createSocialEpochAdapter } from '../../lib/crm/socialepoch/adapter.ts';
import { parseE164 } from '../../lib/phone/index.ts';
import { settingsSchema } from '../../lib/settings/schema.ts';
import { type CrmServer, createCrmServer } from '../doubles/crm-server/index.ts';
import { agentName } from '../doubles/crm-server/socialepoch/accounts.ts';
import { stages, tags } from '../doubles/people.ts';
import { hastyHttp } from '../support/hasty-http.ts';
import { serve } from '../support/serve.ts';
import { createMemory } from '../unit/socialepoch/memory.ts';
import { adapterContract, type Harness } from './adapter-contract.ts';

const backend = 'socialepoch';

type Variant = Partial<CrmServer['socialepoch']['settings']>;

/** What the vendor's pages leave open, as the double can play it. */
async function makeHarness(variant: Variant): Promise<Harness & { server: CrmServer }> {
  const server = createCrmServer();
  Object.assign(server.socialepoch.settings, variant);
  const front = await serve(server.handler);
  const account = server.socialepoch.accounts.standard;
  const customers = server.socialepoch.customers.standard;
  const settings = v.parse(settingsSchema, {
    version: 1,
    connections: [
      {
        id: 'wa',
        provider: backend,
        baseUrl: front.baseUrl,
        allowPlainHttp: true,
        credentials: {
          ...{ tenantId: account.tenantId, apiKey: account.apiKey },
          userName: variant.importer === 'agent' ? agentName : account.userName,
        },
        options: { timeZone: variant.timeZone ?? 'Asia/Shanghai' },
        catalogue: { tags, stages: stages.map((name) => ({ name })) },
      },
    ],
  });
  const [connection] = settings.connections;
  if (connection?.provider !== backend) throw new Error('not a SocialEpoch connection');

  const memory = createMemory();
  const adapter = createSocialEpochAdapter({
    connection,
    http: hastyHttp(),
    ownTimeZone: 'Europe/Berlin',
    ...memory,
  });
  const gap = (when: 'before' | 'after', name: string, after: number) => (customer: string, desc: string) =>
    server.faults.add({
      kind: 'colleague',
      when,
      interface: name,
      after,
      change: { customer, set: { desc } },
    });
  const change = async (id: string, set: Record<string, string>) =>
    server.socialepoch.change({ customer: id, set });
  const failures = {
    'a page': { kind: 'html', status: 200 },
    "a gateway's page": { kind: 'html', status: 502 },
    'half an answer': { kind: 'truncated' },
    'a dropped connection': { kind: 'drop-before-write' },
    'a broken database': { kind: 'code', code: '517', message: 'database error' },
    'a code in no table': { kind: 'code', code: '777' },
    'no data': { kind: 'mangled', how: 'null-data' },
    'wrong types': { kind: 'mangled', how: 'wrong-types' },
    'no object': { kind: 'mangled', how: 'not-an-object' },
  } as const;

  return {
    server,
    adapter,
    async seed(phone, name) {
      customers.put({ whatsApp: phone.slice(1), friendName: name });
      return phone.slice(1);
    },
    colleague: {
      rename: (id, friendName) => change(id, { friendName }),
      moveTo: (id, stage) => change(id, { stage }),
      addTag: (id, name) =>
        change(id, { tabName: [customers.get(id)?.tabName, name].filter(Boolean).join(',') }),
    },
    // A change between the reading and the import leaves no trace: this back end keeps no history.
    gaps: {
      'before the reading': gap('before', 'query', 0),
      'after the import': gap('after', 'import', 0),
      'before the look': gap('before', 'query', 1),
    },
    sendsWholeRows: true,
    letWrite: memory.guard.allow,
    loseNextAnswer: () => server.faults.add({ kind: 'drop-after-write', backend, interface: 'import' }),
    async hangNext() {
      const earlier = new Set(server.requests);
      server.faults.add({ kind: 'hang', backend });
      await server.waitFor((request) => !earlier.has(request));
    },
    failures: Object.fromEntries(
      Object.entries(failures).map(([name, fault]) => [name, () => server.faults.add({ ...fault, backend })]),
    ),
    unknownField() {
      server.socialepoch.settings.extraFields = true;
      return { name: 'shoeSize', value: '39' };
    },
    complaints: () => server.violations,
    async close() {
      server.reset();
      await front.close();
    },
  };
}

adapterContract('SocialEpoch that patches rows', () => makeHarness({ rows: 'patch' }));
adapterContract('SocialEpoch that replaces rows', () => makeHarness({ rows: 'replace' }));
adapterContract('SocialEpoch with other readings of its pages', () =>
  makeHarness({
    rows: 'replace',
    timeZone: 'UTC',
    successCode: 0,
    codes: 'strings',
    data: 'object',
    none: 'empty-string',
    unset: 'null',
    whatsApp: 'number',
    importer: 'agent',
  }),
);

describe("a server that takes an agent's name only", () => {
  it('refuses the administrator in words that say whose name to try', async () => {
    const { adapter, server, seed, close } = await makeHarness({});
    server.socialepoch.settings.importer = 'agent';
    const phone = parseE164('+5511900000021');
    const id = phone ? await seed(phone, 'Ana') : '';
    const edits = [{ key: 'name', from: 'Ana', to: 'Ana Maria' }];
    const refused = adapter.apply({ kind: 'edit', customerId: id, edits }, 'k', new AbortController().signal);
    await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN', reason: 'admin-cannot-import' });
    await close();
  });
});

describe('a server whose clock is an hour off, in a zone that nobody named', () => {
  it('is read and written all the same', async () => {
    const { adapter, server, seed, close } = await makeHarness({});
    const never = new AbortController().signal;
    server.clock.set({ skewMs: 3_600_000 });
    server.socialepoch.settings.timeZone = 'UTC';
    const phone = parseE164('+5511900000021');
    const id = phone ? await seed(phone, 'Ana') : '';
    const edits = [{ key: 'name', from: 'Ana', to: 'Ana Maria' }];
    const { customer } = await adapter.apply({ kind: 'edit', customerId: id, edits }, 'k', never);
    expect(customer?.name).toBe('Ana Maria');
    expect(server.requests.map(({ interface: name, handledCode }) => `${name} ${handledCode}`)).toEqual([
      'query 502',
      'query 200',
      'import 502',
      'import 200',
      'query 200',
    ]);
    await close();
  });
});
