import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { accountId } from '../../../lib/accounts/account.ts';
import { type AuditEntry, type AuditLog, createAuditLog } from '../../../lib/audit/audit-log.ts';
import { createDrafts, type Drafts } from '../../../lib/drafts/drafts.ts';
import { createForgetting, type Forgetting } from '../../../lib/flow/forget.ts';
import { createHabits } from '../../../lib/habits/habits.ts';
import { createLinks, type LinkRow, type Links } from '../../../lib/matching/links.ts';
import { openSealedStore } from '../../../lib/sealed/index.ts';
import { type Habits, keys } from '../../../lib/session/shapes.ts';
import { createSessionWriter, type SessionWriter } from '../../../lib/session/writer.ts';
import { e164 } from '../phone/e164.ts';
import { memoryArea } from '../support/memory-area.ts';
import { plainDigest } from '../support/plain-digest.ts';
import { customerOf } from '../support/samples.ts';

const accountOf = (connectionId: string) => accountId(`account of ${connectionId}`);
const chat = 'phone:+5511900000001';
let links: Links;
let drafts: Drafts;
let audit: AuditLog;
let area: ReturnType<typeof memoryArea>;
let session: SessionWriter;
let forgetting: Forgetting;
const startOver = vi.fn((change: () => Promise<void>) => change());

beforeEach(async () => {
  const sealed = openSealedStore({ indexedDB: new IDBFactory(), crypto });
  links = createLinks({
    collection: sealed.collection<LinkRow>('links'),
    clock: { now: () => 1 },
    digest: plainDigest,
  });
  drafts = createDrafts({
    rows: sealed.collection('drafts'),
    older: sealed.collection('field-drafts'),
    submissions: { has: async () => false },
    newId: () => crypto.randomUUID(),
  });
  audit = createAuditLog({
    pages: sealed.collection<AuditEntry[]>('audit'),
    index: sealed.collection<number[]>('audit-index'),
    now: () => 1,
  });
  area = memoryArea();
  session = createSessionWriter(area);
  const habits = createHabits({ rows: sealed.collection<Habits>('habits'), show: session.writeHabits });
  startOver.mockClear();
  forgetting = createForgetting({ links, drafts, audit, habits, session, startOver });
  for (const [connectionId, customerId] of [
    ['wa', 'ana'],
    ['wa', 'bob'],
    ['device', 'ana'],
  ] as const) {
    const account = accountOf(connectionId);
    await links.set(account, `${chat}${customerId}`, customerId);
    const whose = { accountId: account, customerId };
    const note = { kind: 'note', text: 'half a sen', stageId: '', remindAt: '' } as const;
    await drafts.write(whose, 'note', { id: 'n', content: note });
    const email = { kind: 'field', key: 'email', value: 'x' } as const;
    await drafts.write(whose, 'field:email', { id: 'e', content: email });
    await habits.tagsUsed(account, ['hot']);
    const shown = { what: 'number-shown', name: null, from: null, to: null } as const;
    await audit.append([
      { id: `${connectionId}${customerId}`, at: 1, accountId: account, connectionId, customerId, ...shown },
    ]);
    await session.updateCard(connectionId, customerId, () => ({
      customer: customerOf(customerId),
      readAt: 1,
      timeline: null,
    }));
  }
});

async function known(connectionId: string, customerId: string) {
  const account = accountOf(connectionId);
  const link = await links.get(account, `${chat}${customerId}`);
  return [
    link.customerId !== null,
    (await drafts.read({ accountId: account, customerId })).length === 2,
    (await session.readCard(connectionId, customerId)) !== null,
  ];
}
const all = [true, true, true];
const nothing = [false, false, false];
const recorded = async () => (await audit.list()).map((entry) => entry.id);
const recent = () => (area.all()[keys.habits] as Habits).recentTags;

describe('forgetting', () => {
  it('a customer takes their links, drafts, record and card, and has open chats looked up again', async () => {
    await forgetting.customer({ connectionId: 'wa', accountId: accountOf('wa') }, 'ana');
    expect(startOver).toHaveBeenCalledOnce();
    expect(await known('wa', 'ana')).toEqual(nothing);
    expect(await known('wa', 'bob')).toEqual(all);
    expect(await known('device', 'ana')).toEqual(all);
    expect(await recorded()).toEqual(['wabob', 'deviceana']);
  });

  it('a deleted customer takes also what was kept under their number, and the record where it is wanted', async () => {
    const account = accountOf('wa');
    const stranger = { accountId: account, customerId: chat };
    const form = { kind: 'create', name: 'An', values: {}, region: [] } as const;
    const phones = [e164('+5511900000001')];
    await drafts.write(stranger, 'create', { id: 'c', content: { ...form, region: [] } });
    for (const record of [true, false]) {
      const change = { kind: 'delete', customerId: 'ana', phones, record } as const;
      await forgetting.deleted({ connectionId: 'wa', accountId: account }, { ...change, phones });
      expect(await recorded()).toEqual(record ? ['waana', 'wabob', 'deviceana'] : ['wabob', 'deviceana']);
    }
    expect(startOver).toHaveBeenCalledTimes(2);
    expect(await known('wa', 'ana')).toEqual(nothing);
    expect(await drafts.read(stranger)).toEqual([]);
    expect(await known('wa', 'bob')).toEqual(all);
    expect(await known('device', 'ana')).toEqual(all);
  });

  it('an account takes all of its customers; what was read through it goes with its connection', async () => {
    await forgetting.account(accountOf('wa'));
    expect(await known('wa', 'ana')).toEqual([false, false, true]);
    expect(await known('wa', 'bob')).toEqual([false, false, true]);
    expect(await known('device', 'ana')).toEqual(all);
    expect(recent()).toEqual({ [accountOf('device')]: ['hot'] });
    expect(await recorded()).toHaveLength(3);
  });

  it('everything takes everybody', async () => {
    await forgetting.everything();
    expect(await known('wa', 'bob')).toEqual(nothing);
    expect(await known('device', 'ana')).toEqual(nothing);
    expect(recent()).toEqual({});
    expect(await recorded()).toEqual([]);
    expect(startOver).toHaveBeenCalledOnce();
  });
});
