/** A connection whose key, address or company changed while nothing lies on this device that could come to the wrong one. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, Registry } from '../../../lib/accounts/account.ts';
import { createAccounts } from '../../../lib/accounts/accounts.ts';
import { openSealedStore, type SealedStore } from '../../../lib/sealed/index.ts';
import type { Connection, Settings } from '../../../lib/settings/schema.ts';
import { settingsWith, sobot } from '../settings/samples.ts';

const { id } = sobot;
const withNewKey: Connection = { ...sobot, credentials: { ...sobot.credentials, appKey: 'rotated' } };
let sealed: SealedStore;
let settings: Settings;

beforeEach(() => {
  sealed = openSealedStore({ indexedDB: new IDBFactory(), crypto });
  settings = settingsWith(sobot) as Settings;
});

const open = () =>
  createAccounts({
    rows: sealed.collection<Registry>('accounts'),
    settings: async () => settings,
    digest: async (secret) => `digest of ${secret}`,
    newId: () => crypto.randomUUID(),
    stores: {
      outbox: sealed.collection('outbox'),
      links: sealed.collection('links'),
      drafts: [sealed.collection('drafts'), sealed.collection('field-drafts')],
      learnt: [sealed.collection('learnt'), sealed.collection('sent-notes')],
      tokens: sealed.collection('tokens'),
      habits: sealed.collection('habits'),
      audit: sealed.collection('audit'),
    },
  });

const kept: Record<string, (of: AccountId) => [collection: string, key: string, value: unknown]> = {
  'a change': (accountId) => ['outbox', 'w1', { state: 'waiting', accountId }],
  'a link': (accountId) => ['links', `${accountId} phone:+1`, { accountId, chat: 'phone:+1' }],
  'a draft': (accountId) => ['drafts', JSON.stringify([accountId, 'ana']), []],
  'a field’s draft': (accountId) => ['field-drafts', JSON.stringify([accountId, 'ana']), {}],
  'a stop of writing': (accountId) => ['learnt', accountId, { timeZone: null, writingStopped: true }],
  'a sent note': (accountId) => ['sent-notes', accountId, {}],
  'a recent tag': (accountId) => ['habits', 'panel', { recentTags: { [accountId]: ['hot'] } }],
  'a line of the record': (accountId) => ['audit', '0', [{ accountId, connectionId: id }]],
};

async function account(): Promise<AccountId> {
  const known = (await open().view()).accountOf.get(id);
  if (!known) throw new Error('no account');
  return known;
}

describe('a connection that changed', () => {
  it.each(Object.keys(kept))('is asked about where %s is kept', async (what) => {
    const before = await account();
    const [collection, key, value] = kept[what]?.(before) ?? ['', '', null];
    await sealed.collection(collection).put(key, value);
    settings = settingsWith(withNewKey) as Settings;
    const { questions, accountOf } = await open().view();
    expect(questions).toMatchObject([{ connectionId: id, accountId: before }]);
    expect(accountOf.has(id)).toBe(false);
  });

  it('is another account, without a question, where nothing is kept but a token, or what is others’', async () => {
    const before = await account();
    await sealed.collection('tokens').put(before, {});
    for (const of of Object.values(kept)) {
      const [collection, key, value] = of('another' as AccountId);
      await sealed.collection(collection).put(key, value);
    }
    settings = settingsWith(withNewKey) as Settings;
    const { questions, accountOf } = await open().view();
    expect(questions).toEqual([]);
    expect(accountOf.get(id)).toBeDefined();
    expect(accountOf.get(id)).not.toBe(before);
  });

  it('is asked about when it is what it was again, where anything was kept meanwhile', async () => {
    await account();
    settings = settingsWith(withNewKey) as Settings;
    const meanwhile = await account();
    await sealed.collection('links').put('a link', { accountId: meanwhile, chat: 'phone:+1' });
    settings = settingsWith(sobot) as Settings;
    expect((await open().view()).questions).toMatchObject([{ connectionId: id, accountId: meanwhile }]);
  });

  it('is told beforehand to keep nothing, while that is so', async () => {
    const accounts = open();
    const before = await account();
    expect(await accounts.withNothingKept()).toEqual([id]);
    await sealed.collection('outbox').put('w1', { state: 'waiting', accountId: before });
    expect(await accounts.withNothingKept()).toEqual([]);
  });
});
