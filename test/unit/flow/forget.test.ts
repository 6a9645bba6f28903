import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createForgetting, type Forgetting } from '../../../lib/flow/forget.ts';
import { createLinks, type LinkRow, type Links } from '../../../lib/matching/links.ts';
import { createDrafts, type Drafts } from '../../../lib/outbox/drafts.ts';
import { openSealedStore } from '../../../lib/sealed/index.ts';
import { createSessionWriter, type SessionWriter } from '../../../lib/session/writer.ts';
import { memoryArea } from '../support/memory-area.ts';
import { customerOf } from '../support/samples.ts';

const chat = 'phone:+5511900000001';
let links: Links;
let drafts: Drafts;
let session: SessionWriter;
let forgetting: Forgetting;
const lookAgain = vi.fn(async () => {});

beforeEach(async () => {
  const sealed = openSealedStore({ indexedDB: new IDBFactory(), crypto });
  links = createLinks({ collection: sealed.collection<LinkRow>('links'), clock: { now: () => 1 } });
  drafts = createDrafts({ rows: sealed.collection<string>('drafts') });
  session = createSessionWriter(memoryArea());
  lookAgain.mockReset();
  forgetting = createForgetting({ links, drafts, session, lookAgain });
  for (const [connectionId, customerId] of [
    ['wa', 'ana'],
    ['wa', 'bob'],
    ['device', 'ana'],
  ] as const) {
    await links.set(connectionId, `${chat}${customerId}`, customerId);
    await drafts.write(connectionId, customerId, 'half a sen');
    await session.updateCard(connectionId, customerId, () => ({
      customer: customerOf(customerId),
      readAt: 1,
      timeline: null,
    }));
  }
});

async function known(connectionId: string, customerId: string) {
  const link = await links.get(connectionId, `${chat}${customerId}`);
  return [
    link.customerId !== null,
    (await drafts.read(connectionId, customerId)) !== '',
    (await session.readCard(connectionId, customerId)) !== null,
  ];
}
const all = [true, true, true];
const nothing = [false, false, false];

describe('forgetting', () => {
  it('a customer takes their links, draft and card, and has open chats looked up again', async () => {
    lookAgain.mockImplementation(async () => expect(await known('wa', 'ana')).toEqual(nothing));
    await forgetting.customer('wa', 'ana');
    expect(lookAgain).toHaveBeenCalledOnce();
    expect(await known('wa', 'bob')).toEqual(all);
    expect(await known('device', 'ana')).toEqual(all);
  });

  it('a connection takes all of its customers', async () => {
    await forgetting.connection('wa');
    expect(await known('wa', 'ana')).toEqual(nothing);
    expect(await known('wa', 'bob')).toEqual(nothing);
    expect(await known('device', 'ana')).toEqual(all);
  });

  it('everything takes everybody', async () => {
    await forgetting.everything();
    expect(await known('wa', 'bob')).toEqual(nothing);
    expect(await known('device', 'ana')).toEqual(nothing);
    expect(lookAgain).toHaveBeenCalledOnce();
  });
});
