import { beforeEach, describe, expect, it } from 'vitest';
import { accountId } from '../../../lib/accounts/account.ts';
import { createLinks, type LinkRow, type Links } from '../../../lib/matching/links.ts';
import type { SealedCollection } from '../../../lib/sealed/index.ts';
import { memoryRows } from '../support/memory-rows.ts';

const wa = accountId('wa');
const sobot = accountId('sobot');
const chat = 'phone:+5511900000001';
let rows: Map<string, LinkRow>;
let now: number;
let links: Links;

beforeEach(() => {
  rows = new Map();
  now = 1_000;
  links = createLinks({ collection: memoryRows(rows), clock: { now: () => now } });
});

describe('links', () => {
  it('know nothing of a chat nobody spoke about', async () => {
    expect(await links.get(wa, chat)).toEqual({ customerId: null, rejected: [] });
  });

  it('remember whose chat it is, and when that was said', async () => {
    now = 5_000;
    await links.set(wa, chat, 'a');
    expect(await links.get(wa, chat)).toEqual({ customerId: 'a', rejected: [] });
    expect([...rows.values()]).toEqual([{ accountId: wa, chat, customerId: 'a', rejected: [], at: 5_000 }]);
  });

  it('keep connections and chats apart', async () => {
    await links.set(wa, chat, 'a');
    await links.set(wa, 'chat:5511999999999:100000000000003@lid', 'b');
    expect(await links.get(sobot, chat)).toEqual({ customerId: null, rejected: [] });
    expect(await links.get(wa, chat)).toEqual({ customerId: 'a', rejected: [] });
  });

  it('remember everybody whose chat it is not', async () => {
    await links.reject(wa, chat, ['a']);
    await links.reject(wa, chat, ['b']);
    await links.reject(wa, chat, ['a']);
    expect(await links.get(wa, chat)).toEqual({ customerId: null, rejected: ['a', 'b'] });
  });

  it('remember at once that it is none of several, be it linked to one of them or not', async () => {
    await links.set(wa, chat, 'b');
    await links.reject(wa, chat, ['a', 'b', 'c']);
    expect(await links.get(wa, chat)).toEqual({ customerId: null, rejected: ['a', 'b', 'c'] });
  });

  it('take somebody who was made for a chat for its own, whoever it was before', async () => {
    await links.set(wa, chat, 'gone');
    await links.reject(wa, chat, ['b']);
    await links.setUnlessSaid(wa, chat, 'new', 1_000);
    expect(await links.get(wa, chat)).toEqual({ customerId: 'new', rejected: ['b'] });
  });

  it('keep what was said after somebody was to be made for a chat', async () => {
    now = 2_000;
    await links.set(wa, chat, 'b');
    await links.setUnlessSaid(wa, chat, 'new', 1_000);
    expect((await links.get(wa, chat)).customerId).toBe('b');
    await links.reject(wa, chat, ['b', 'new']);
    await links.setUnlessSaid(wa, chat, 'new', 3_000);
    expect((await links.get(wa, chat)).customerId).toBeNull();
  });

  it('take a rejection back when the agent says the opposite, and the other way round', async () => {
    await links.reject(wa, chat, ['a']);
    await links.set(wa, chat, 'a');
    expect(await links.get(wa, chat)).toEqual({ customerId: 'a', rejected: [] });
    await links.reject(wa, chat, ['a']);
    expect(await links.get(wa, chat)).toEqual({ customerId: null, rejected: ['a'] });
  });

  it('keep the link when somebody else is rejected', async () => {
    await links.set(wa, chat, 'a');
    await links.reject(wa, chat, ['b']);
    expect(await links.get(wa, chat)).toEqual({ customerId: 'a', rejected: ['b'] });
  });

  it('forget', async () => {
    await links.set(wa, chat, 'a');
    await links.forget(wa, chat);
    expect(rows.size).toBe(0);
  });

  it('lose nothing when several things are said at once', async () => {
    await Promise.all(['a', 'b', 'c'].map((id) => links.reject(wa, chat, [id])));
    expect((await links.get(wa, chat)).rejected).toEqual(['a', 'b', 'c']);
  });

  it('go on after a write that failed', async () => {
    const failing = { ...memoryRows(rows), put: () => Promise.reject(new Error('full')) };
    let collection: SealedCollection<LinkRow> = failing;
    links = createLinks({
      collection: { ...failing, put: (id, row) => collection.put(id, row) },
      clock: { now: () => now },
    });
    await expect(links.set(wa, chat, 'a')).rejects.toThrow('full');
    collection = memoryRows(rows);
    await links.set(wa, chat, 'b');
    expect(await links.get(wa, chat)).toEqual({ customerId: 'b', rejected: [] });
  });
});

describe('when the back end merges two customers', () => {
  const gone = 'old';
  const stays = 'new';

  it('links follow the one that stays, in this connection only', async () => {
    await links.set(wa, chat, gone);
    await links.set(wa, 'phone:+447700900002', 'other');
    await links.set(sobot, chat, gone);
    await links.merge(wa, { gone, stays });
    expect((await links.get(wa, chat)).customerId).toBe(stays);
    expect((await links.get(wa, 'phone:+447700900002')).customerId).toBe('other');
    expect((await links.get(sobot, chat)).customerId).toBe(gone);
  });

  it('rejections follow too, once', async () => {
    await links.reject(wa, chat, [gone]);
    await links.reject(wa, chat, [stays]);
    await links.merge(wa, { gone, stays });
    expect((await links.get(wa, chat)).rejected).toEqual([stays]);
  });

  it('rejections of others stay', async () => {
    await links.reject(wa, chat, [gone, 'third']);
    await links.merge(wa, { gone, stays });
    expect((await links.get(wa, chat)).rejected).toEqual([stays, 'third']);
  });

  it('a link outweighs a rejection of its other half', async () => {
    await links.reject(wa, chat, [gone]);
    await links.set(wa, chat, stays);
    await links.merge(wa, { gone, stays });
    expect(await links.get(wa, chat)).toEqual({ customerId: stays, rejected: [] });
  });
});

describe('forgetting', () => {
  const other = 'phone:+447700900002';

  it('a customer takes every link to them and every rejection of them, in this connection only', async () => {
    await links.set(wa, chat, 'a');
    await links.reject(wa, other, ['a']);
    await links.set(sobot, chat, 'a');
    await links.forgetCustomer(wa, 'a');
    expect([...rows.values()]).toEqual([expect.objectContaining({ accountId: sobot, customerId: 'a' })]);
  });

  it('a customer leaves what was said of others, and when', async () => {
    await links.reject(wa, chat, ['b']);
    await links.set(wa, chat, 'a');
    await links.set(wa, other, 'c');
    now = 9_000;
    await links.forgetCustomer(wa, 'a');
    expect(await links.get(wa, chat)).toEqual({ customerId: null, rejected: ['b'] });
    expect([...rows.values()].map((row) => row.at)).toEqual([1_000, 1_000]);
    expect(await links.get(wa, other)).toEqual({ customerId: 'c', rejected: [] });
  });

  it('a customer who was rejected for a chat leaves whose it is', async () => {
    await links.set(wa, chat, 'b');
    await links.reject(wa, chat, ['a']);
    await links.forgetCustomer(wa, 'a');
    expect(await links.get(wa, chat)).toEqual({ customerId: 'b', rejected: [] });
  });

  it('a connection leaves the others', async () => {
    await links.set(wa, chat, 'a');
    await links.set(sobot, chat, 'a');
    await links.forgetAll(wa);
    expect([...rows.values()].map((row) => row.accountId)).toEqual([sobot]);
  });

  it('everything leaves nothing', async () => {
    await links.set(wa, chat, 'a');
    await links.reject(sobot, chat, ['a']);
    await links.forgetAll();
    expect(rows.size).toBe(0);
  });
});
