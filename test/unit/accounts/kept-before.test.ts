import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Registry } from '../../../lib/accounts/account.ts';
import { createAccounts } from '../../../lib/accounts/accounts.ts';
import { openSealedStore, type SealedStore } from '../../../lib/sealed/index.ts';
import type { Settings } from '../../../lib/settings/schema.ts';
import { device, settingsWith, socialEpoch } from '../settings/samples.ts';
import { keptUnderConnections } from './kept-under-connections.ts';

let sealed: SealedStore;
let settings: Settings;

/** The disk as a version before this one left it. */
beforeEach(async () => {
  sealed = openSealedStore({ indexedDB: new IDBFactory(), crypto });
  settings = settingsWith(socialEpoch, device) as Settings;
  for (const [name, rows] of Object.entries(keptUnderConnections)) {
    for (const [id, value] of Object.entries(rows)) await sealed.collection(name).put(id, value);
  }
});

function open(store: Pick<SealedStore, 'collection'> = sealed) {
  return createAccounts({
    rows: store.collection<Registry>('accounts'),
    settings: async () => settings,
    digest: async (secret) => `digest of ${secret}`,
    newId: () => crypto.randomUUID(),
    stores: {
      outbox: store.collection('outbox'),
      links: store.collection('links'),
      drafts: [store.collection('drafts'), store.collection('field-drafts')],
      learnt: [store.collection('learnt'), store.collection('sent-notes')],
      tokens: store.collection('tokens'),
      habits: store.collection('habits'),
      audit: store.collection('audit'),
    },
  });
}
const list = (name: string) => sealed.collection(name).list();

describe('what an older version kept under ids of connections', () => {
  it('is asked about, and its connection is nobody’s until then', async () => {
    const { questions, accountOf } = await open().view();
    expect(questions).toEqual([expect.objectContaining({ connectionId: socialEpoch.id, about: 'before' })]);
    expect(accountOf.has(socialEpoch.id)).toBe(false);
  });

  it('is this device’s without a question where it was kept for this device', async () => {
    const { accountOf } = await open().view();
    const drafts = await list('drafts');
    expect(drafts).toContainEqual({
      id: JSON.stringify([accountOf.get('device'), 'ana']),
      value: 'on this device',
    });
  });

  it('is all there under the account, once the agent said whose it is', async () => {
    const accounts = open();
    await accounts.answer(socialEpoch.id, true);
    const account = (await accounts.view()).accountOf.get(socialEpoch.id);
    expect(account).toBeDefined();
    expect(await list('outbox')).toContainEqual({
      id: 'w1',
      value: expect.objectContaining({ key: 'w1', state: 'waiting', accountId: account }),
    });
    expect(await list('links')).toEqual([
      {
        id: `${account} phone:+5511900000001`,
        value: { accountId: account, chat: 'phone:+5511900000001', customerId: 'ana', rejected: [], at: 5 },
      },
    ]);
    expect(await list('field-drafts')).toEqual([
      { id: JSON.stringify([account, 'ana']), value: { email: 'ana@' } },
    ]);
    expect(await list('learnt')).toEqual([
      { id: account, value: { timeZone: 'Asia/Jakarta', writingStopped: true } },
    ]);
    expect((await list('habits'))[0]?.value).toMatchObject({ recentTags: { [String(account)]: ['hot'] } });
    expect((await list('audit'))[0]?.value).toEqual([
      expect.objectContaining({ id: 'e1', accountId: account, connectionId: socialEpoch.id }),
    ]);
  });

  it('of a connection that is gone waits for nobody, and is named as that', async () => {
    const { absent, usedIds } = await open().view();
    const gone = (await list('outbox')).find((row) => row.id === 'w2')?.value;
    expect(absent).toEqual([{ accountId: Object(gone).accountId, name: null, provider: null }]);
    expect(usedIds).toContain('gone');
  });

  it('is moved whole though the browser ends at any step of it', async () => {
    for (let steps = 1; steps < 60; steps++)
      await open(dyingAfter(steps))
        .view()
        .catch(() => {});
    const accounts = open();
    await accounts.answer(socialEpoch.id, true);
    const account = String((await accounts.view()).accountOf.get(socialEpoch.id));
    const kept = JSON.stringify(await Promise.all(['outbox', 'links', 'drafts', 'learnt'].map(list)));
    expect(kept.match(new RegExp(account, 'g'))?.length).toBeGreaterThanOrEqual(5);
    expect(await list('outbox')).toHaveLength(Object.keys(keptUnderConnections.outbox).length);
    expect(await list('drafts')).toHaveLength(Object.keys(keptUnderConnections.drafts).length);
    expect(kept).not.toContain('connectionId');
  });

  it('is not looked for again', async () => {
    await open().view();
    await sealed.collection('links').put('left over', { connectionId: socialEpoch.id, chat: 'x' });
    await open().view();
    expect(await sealed.collection('links').get('left over')).toBeDefined();
  });
});

describe('an older version that kept of a connection only', () => {
  const tag = { state: 'waiting', connectionId: socialEpoch.id };
  it.each<[string, string, string, unknown, boolean]>([
    ['a change that waits', 'outbox', 'w', tag, true],
    ['a change that is done', 'outbox', 'w', { ...tag, state: 'done' }, false],
    ['a change that is closed', 'outbox', 'w', { ...tag, state: 'closed' }, false],
    ['whose a chat is', 'links', 'l', { connectionId: socialEpoch.id, chat: 'phone:+1' }, true],
    ['a draft', 'drafts', JSON.stringify([socialEpoch.id, 'ana']), 'half a sen', true],
    ['what was learnt', 'learnt', socialEpoch.id, { timeZone: 'Asia/Jakarta' }, false],
    ['the tags used last', 'habits', 'panel', { recentTags: { [socialEpoch.id]: ['hot'] } }, false],
    ['what was done', 'audit', '0', [{ id: 'e', connectionId: socialEpoch.id }], false],
  ])('%s', async (_, collection, row, value, isAsked) => {
    sealed = openSealedStore({ indexedDB: new IDBFactory(), crypto });
    await sealed.collection(collection).put(row, value);
    const { questions, accountOf } = await open().view();
    expect(questions).toHaveLength(isAsked ? 1 : 0);
    const account = isAsked ? questions[0]?.accountId : accountOf.get(socialEpoch.id);
    expect(account).toBeDefined();
    expect(JSON.stringify(await list(collection))).toContain(account);
  });

  it('what has its account already leaves it there', async () => {
    const mine = { accountId: 'mine', connectionId: socialEpoch.id, id: 'e2' };
    await sealed.collection('audit').put('1', [mine]);
    await sealed.collection('links').put('mine phone:+1', { accountId: 'mine', chat: 'phone:+1' });
    await sealed.collection('outbox').put('w9', { accountId: 'mine', state: 'waiting' });
    // That of the connection that is gone, and no other.
    expect((await open().view()).absent).toHaveLength(1);
    expect(await sealed.collection('audit').get('1')).toEqual([mine]);
    expect(await sealed.collection('links').get('mine phone:+1')).toEqual({
      accountId: 'mine',
      chat: 'phone:+1',
    });
    expect(await sealed.collection('outbox').get('w9')).toEqual({ accountId: 'mine', state: 'waiting' });
  });
});

it('a device on which nothing was kept is asked nothing', async () => {
  sealed = openSealedStore({ indexedDB: new IDBFactory(), crypto });
  const { questions, accountOf, absent } = await open().view();
  expect([questions, absent]).toEqual([[], []]);
  expect([...accountOf.keys()]).toEqual([socialEpoch.id, 'device']);
});

/** The same disk, for a worker that ends at its `steps`th write. */
function dyingAfter(steps: number): Pick<SealedStore, 'collection'> {
  let left = steps;
  const dies = () => {
    if (--left < 0) throw new Error('the worker is gone');
  };
  return {
    collection<T>(name: string) {
      const rows = sealed.collection<T>(name);
      return {
        ...rows,
        async put(id: string, value: T) {
          dies();
          await rows.put(id, value);
        },
        async delete(id: string) {
          dies();
          await rows.delete(id);
        },
      };
    },
  };
}
