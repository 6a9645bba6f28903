/** Two companies with the same customer ids, one connection id, and a change that waits for the first of them. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createAdapters } from '../../../entrypoints/background/adapters.ts';
import type { AccountId, Registry } from '../../../lib/accounts/account.ts';
import { type Accounts, createAccounts } from '../../../lib/accounts/accounts.ts';
import type { Change, CrmAdapter } from '../../../lib/crm/port.ts';
import { createSubmissionMemory } from '../../../lib/drafts/submissions.ts';
import { AppError } from '../../../lib/errors/app-error.ts';
import { createOutbox, type Outbox } from '../../../lib/outbox/outbox.ts';
import type { OutboxRow } from '../../../lib/outbox/row.ts';
import { openSealedStore, type SealedStore } from '../../../lib/sealed/index.ts';
import type { OutboxDigest } from '../../../lib/session/shapes.ts';
import type { Connection, Settings } from '../../../lib/settings/schema.ts';
import { capabilities as outboxCapabilities } from '../outbox/world.ts';
import { settingsWith, sobot } from '../settings/samples.ts';

const companyA: Connection = sobot;
const companyB: Connection = { ...sobot, credentials: { appId: 'other-scrm', appKey: 'zzz' } };
const newKeyOfA: Connection = { ...sobot, credentials: { ...sobot.credentials, appKey: 'rotated' } };
const id = sobot.id;
const tagging: Change = {
  kind: 'setTags',
  customerId: 'ana',
  add: [{ id: 'hot', name: 'Hot', groupId: null }],
  remove: [],
};

let sealed: SealedStore;
let settings: Settings;
let now: number;
let alarm: number | null;
let digest: OutboxDigest;
/** By app id and key: what its company was sent. */
let written: string[];
let busy: Set<string>;
let held: Promise<void> | null;
let accounts: Accounts;
let outbox: Outbox;

const setUp = (...connections: Connection[]) => {
  settings = settingsWith(...connections) as Settings;
};

function adapterTo(connection: Connection): CrmAdapter {
  const whose = 'credentials' in connection ? JSON.stringify(connection.credentials) : '';
  const not = () => Promise.reject(new AppError('BUG'));
  return {
    capabilities: outboxCapabilities,
    catalogue: not,
    findByPhone: not,
    search: not,
    get: not,
    timeline: not,
    agents: not,
    verify: async () => 'absent',
    async apply() {
      if (busy.has(whose)) throw new AppError('RATE_LIMITED', { retryAt: now + 60_000 });
      await held;
      written.push(whose);
      return { customerId: 'ana', customer: null };
    },
  };
}

/** A worker starts on what lies there. */
function start(): void {
  accounts = createAccounts({
    rows: sealed.collection<Registry>('accounts'),
    settings: async () => settings,
    digest: async (secret) => `digest of ${secret}`,
    newId: () => crypto.randomUUID(),
    stores: {
      outbox: sealed.collection('outbox'),
      links: sealed.collection('links'),
      drafts: [],
      learnt: [],
      tokens: sealed.collection('tokens'),
      habits: sealed.collection('habits'),
      audit: sealed.collection('audit'),
    },
  });
  const adapters = createAdapters({
    lineOf: accounts.lineOf,
    lineTo: accounts.lineTo,
    build: async ({ connection }) => adapterTo(connection),
  });
  outbox = createOutbox({
    rows: sealed.collection<OutboxRow>('outbox'),
    commit: sealed.commit,
    submissions: createSubmissionMemory({ rows: sealed.collection('submissions'), now: () => now }),
    adapterFor: adapters.forAccount,
    standing: async () => new Set<AccountId>((await accounts.view()).accountOf.values()),
    clock: () => now,
    setAlarm: (at) => {
      alarm = at;
    },
    onChange: (next) => {
      digest = next;
    },
    onApplied: () => {},
    onTrouble(error) {
      throw new Error(error.code);
    },
  });
}

/** The alarm of much later fires. */
async function later(): Promise<void> {
  now += 600_000;
  await outbox.pump();
}
const accountBehind = async (connectionId = id) => (await accounts.view()).accountOf.get(connectionId);
const aWrites = () => written.filter((whose) => whose.includes('acme-scrm'));
const bWrites = () => written.filter((whose) => whose.includes('other-scrm'));
const state = () => digest.writes[0]?.state;

beforeEach(async () => {
  sealed = openSealedStore({ indexedDB: new IDBFactory(), crypto });
  now = 1_000_000;
  written = [];
  held = null;
  setUp(companyA);
  busy = new Set([JSON.stringify(sobot.credentials)]);
  start();
  const account = await accountBehind();
  if (!account) throw new Error('no account');
  await outbox.submit({ id: 'w1', accountId: account, change: tagging });
  await vi.waitFor(() => expect(digest.writes[0]?.error?.code).toBe('RATE_LIMITED'));
  busy.clear();
});

describe('a change that waits for company A', () => {
  it('is not sent to company B, which was given the same connection id', async () => {
    setUp(companyB);
    start();
    await later();
    await accounts.answer(id, false);
    await later();
    expect(written).toEqual([]);
    expect(state()).toBe('waiting');
  });

  it('is not sent to anybody while it is not said whether A has a new key or B the connection', async () => {
    setUp(newKeyOfA);
    await later();
    expect(written).toEqual([]);
    const { questions, absent } = await accounts.view();
    const accountId = digest.writes[0]?.accountId;
    expect(questions).toEqual([{ connectionId: id, accountId, about: 'changed' }]);
    expect(absent).toEqual([]);
    expect(alarm).toBeNull();
  });

  it('goes on when the agent said that it is the same company', async () => {
    setUp(newKeyOfA);
    await later();
    await accounts.answer(id, true);
    await later();
    await vi.waitFor(() => expect(aWrites()).toHaveLength(1));
  });

  it('goes on when company A is back, under whatever connection id, and only there', async () => {
    setUp(companyB);
    await accounts.answer(id, false);
    await later();
    setUp(companyB, { ...companyA, id: 'sobot-2' });
    await later();
    await vi.waitFor(() => expect(state()).toBe('done'));
    expect([aWrites().length, bWrites().length]).toEqual([1, 0]);
  });

  it('waits beside a change of the same customer id at company B, which goes at once', async () => {
    setUp(companyB);
    await accounts.answer(id, false);
    const other = await accountBehind();
    if (!other) throw new Error('no account');
    await outbox.submit({ id: 'w2', accountId: other, change: tagging });
    await vi.waitFor(() => expect(bWrites()).toHaveLength(1));
    expect(aWrites()).toEqual([]);
    expect(digest.writes.map((write) => write.id)).toEqual(['w1', 'w2']);
  });

  it('is not sent under the id of its removed connection', async () => {
    setUp();
    await accounts.removed(id);
    setUp(companyB);
    await later();
    expect((await accounts.view()).questions).toEqual([]);
    expect(written).toEqual([]);
    expect((await accounts.view()).absent).toEqual([
      expect.objectContaining({ accountId: digest.writes[0]?.accountId, name: 'Acme' }),
    ]);
  });

  it('can be given up while its company is gone', async () => {
    setUp();
    await later();
    await outbox.close('w1', 'dropped');
    expect(digest.writes).toEqual([]);
  });

  it('can’t be given up by that while its company is there', async () => {
    await outbox.close('w1', 'dropped');
    expect(digest.writes).toHaveLength(1);
  });
});

it('a change under way when the connection is given to B is A’s to the end', async () => {
  let release = () => {};
  held = new Promise((resolve) => {
    release = resolve;
  });
  await later();
  await vi.waitFor(() => expect(state()).toBe('sending'));
  setUp(companyB);
  await accounts.answer(id, false);
  await outbox.pump();
  release();
  await vi.waitFor(() => expect(state()).toBe('done'));
  expect([aWrites().length, bWrites().length]).toEqual([1, 0]);
});

describe('a connection that is asked about', () => {
  it('is nobody’s: neither read through, nor written to', async () => {
    const account = await accountBehind();
    if (!account) throw new Error('no account');
    setUp(newKeyOfA);
    await expect(accounts.lineOf(id)).rejects.toMatchObject({ code: 'NOT_CONFIGURED' });
    expect(await accounts.lineTo(account)).toBeNull();
    await accounts.answer(id, true);
    expect(await accounts.lineOf(id)).toEqual({ connection: newKeyOfA, accountId: account });
    expect(await accounts.lineTo(account)).toEqual({ connection: newKeyOfA, accountId: account });
  });

  it('is asked about anew when it changes once more, whatever was answered before', async () => {
    setUp(newKeyOfA);
    await accounts.answer(id, true);
    setUp(companyB);
    expect((await accounts.view()).questions).toHaveLength(1);
    await accounts.withAnswers({ [id]: true }, async () => {});
    setUp({ ...companyB, baseUrl: 'https://proxy.example' });
    expect((await accounts.view()).questions).toHaveLength(1);
  });

  it('is asked about anew though the answer could not be kept', async () => {
    setUp(newKeyOfA);
    const failing = () => Promise.reject(new Error('full'));
    await expect(accounts.withAnswers({ [id]: true }, failing)).rejects.toThrow('full');
    expect((await accounts.view()).questions).toHaveLength(1);
  });

  it('that there is none is not configured', async () => {
    await expect(accounts.lineOf('none')).rejects.toMatchObject({ code: 'NOT_CONFIGURED' });
  });
});

describe('a connection that is removed', () => {
  it('leaves an account behind that nobody stands for, which can be forgotten', async () => {
    const account = await accountBehind();
    setUp();
    expect(await accounts.removed(id)).toEqual([account]);
    expect((await accounts.view()).absent).toHaveLength(1);
    await accounts.forget((one) => one !== account);
    expect((await accounts.view()).absent).toHaveLength(1);
    await accounts.forget((one) => one === account);
    expect((await accounts.view()).absent).toEqual([]);
  });

  it('leaves none behind while another connection stands for it, which is not forgotten', async () => {
    setUp(companyA, { ...companyA, id: 'sobot-2' });
    const account = await accountBehind('sobot-2');
    setUp({ ...companyA, id: 'sobot-2' });
    expect(await accounts.removed(id)).toEqual([]);
    await accounts.forget(() => true);
    expect(await accountBehind('sobot-2')).toBe(account);
  });
});

it('settings that are saved with the answer are settled by it, though nobody looks meanwhile', async () => {
  await accounts.withAnswers({ [id]: true }, async () => setUp(newKeyOfA));
  expect((await accounts.view()).questions).toEqual([]);
});

it('settings that are saved with the answer ask nothing in between', async () => {
  const seen: number[] = [];
  await accounts.withAnswers({ [id]: true }, async () => {
    setUp(newKeyOfA);
    seen.push((await accounts.view()).questions.length);
  });
  seen.push((await accounts.view()).questions.length);
  expect(seen).toEqual([0, 0]);
  await later();
  await vi.waitFor(() => expect(aWrites()).toHaveLength(1));
});
