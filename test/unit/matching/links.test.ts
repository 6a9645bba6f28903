import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { accountId } from '../../../lib/accounts/account.ts';
import { createLinks, type LinkRow, type Links } from '../../../lib/matching/links.ts';
import type { SealedCollection } from '../../../lib/sealed/index.ts';
import { memoryRows } from '../support/memory-rows.ts';
import { plainDigest } from '../support/plain-digest.ts';

const wa = accountId('wa');
const sobot = accountId('sobot');
const chat = 'phone:+5511900000001';
const by = (lid: string | null, hiddenNumber: string | null = null) => ({ lid, hiddenNumber });
let rows: Map<string, LinkRow>;
let now: number;
let links: Links;

beforeEach(() => {
  rows = new Map();
  now = 1_000;
  links = createLinks({ collection: memoryRows(rows), clock: { now: () => now }, digest: plainDigest });
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
      digest: plainDigest,
    });
    await expect(links.set(wa, chat, 'a')).rejects.toThrow('full');
    collection = memoryRows(rows);
    await links.set(wa, chat, 'b');
    expect(await links.get(wa, chat)).toEqual({ customerId: 'b', rejected: [] });
  });
});

describe('a chat that goes by its number and by its LID', () => {
  const lid = 'chat:5511999999999:100000000000003@lid';
  const other = 'phone:+447700900002';

  it('is known by either of them alone', async () => {
    await links.reject(wa, chat, ['b'], by(lid));
    await links.set(wa, chat, 'a', by(lid));
    const said = { customerId: 'a', rejected: ['b'] };
    expect(await links.get(wa, chat)).toEqual(said);
    expect(await links.get(wa, lid)).toEqual(said);
    expect(await links.said(wa, chat, by(lid))).toEqual({ ...said, number: 'same', at: 1_000 });
  });

  it('keeps what was said while its number was hidden, and when', async () => {
    await links.set(wa, lid, 'a');
    now = 9_000;
    expect(await links.said(wa, chat, by(lid))).toMatchObject({ customerId: 'a', number: 'appeared' });
    await links.settle(wa, chat, by(lid));
    expect(await links.said(wa, chat, by(lid))).toMatchObject({ customerId: 'a', number: 'same', at: 1_000 });
    expect((await links.get(wa, chat)).customerId).toBe('a');
  });

  it('keeps what was said before its LID was known, and before LIDs were kept', async () => {
    await links.set(wa, chat, 'a');
    expect(await links.said(wa, chat, by(lid))).toMatchObject({ customerId: 'a', number: 'same' });
    await links.settle(wa, chat, by(lid));
    expect((await links.get(wa, lid)).customerId).toBe('a');
  });

  it('keeps what was said before the own account was known', async () => {
    await links.set(wa, 'chat::100000000000003@lid', 'a');
    expect(await links.said(wa, lid, by(lid))).toMatchObject({ customerId: 'a', number: 'same' });
    expect(
      (await links.get(wa, 'chat:5511999999999:4@lid', 'chat:5511999999999:4@lid')).customerId,
    ).toBeNull();
  });

  it('is in doubt once it has another number, until something is said', async () => {
    await links.set(wa, chat, 'a', by(lid));
    expect(await links.said(wa, other, by(lid))).toMatchObject({ customerId: 'a', number: 'changed' });
    await links.settle(wa, other, by(lid));
    expect((await links.get(wa, other)).customerId).toBeNull();
    now = 2_000;
    await links.set(wa, other, 'a', by(lid));
    expect(await links.said(wa, other, by(lid))).toMatchObject({ customerId: 'a', number: 'same' });
  });

  it('is in doubt once there is another number behind it that is hidden, until something is said', async () => {
    await links.set(wa, lid, 'a', by(lid, '15550100009'));
    expect(await links.said(wa, lid, by(lid, '15550100009'))).toMatchObject({ number: 'same' });
    expect(await links.said(wa, lid, by(lid, '447700900002'))).toMatchObject({ number: 'changed' });
    await links.settle(wa, lid, by(lid, '447700900002'));
    expect(await links.said(wa, lid, by(lid, '447700900002'))).toMatchObject({ number: 'changed' });
    expect(await links.said(wa, lid, by(lid))).toMatchObject({ number: 'same' });
    await links.set(wa, lid, 'a', by(lid, '447700900002'));
    expect(await links.said(wa, lid, by(lid, '447700900002'))).toMatchObject({ number: 'same' });
    expect(JSON.stringify([...rows])).not.toContain('447700900002');
  });

  it('is the same whether its number is hidden or shown, and in doubt where it is another', async () => {
    const [number] = chat.match(/\d+/) ?? [''];
    await links.set(wa, lid, 'a', by(lid, number));
    expect(await links.said(wa, chat, by(lid))).toMatchObject({ number: 'same' });
    expect(await links.said(wa, other, by(lid))).toMatchObject({ number: 'changed' });
    await links.set(wa, chat, 'b', by(lid));
    expect(await links.said(wa, lid, by(lid, number))).toMatchObject({ customerId: 'b', number: 'same' });
    expect(await links.said(wa, lid, by(lid, '15550100009'))).toMatchObject({ number: 'changed' });
  });

  it('has a hidden number that appeared where none was known, as older rows have it', async () => {
    await links.set(wa, lid, 'a', by(lid));
    expect(await links.said(wa, lid, by(lid, '15550100009'))).toMatchObject({ number: 'appeared' });
    await links.settle(wa, lid, by(lid, '15550100009'));
    expect(await links.said(wa, lid, by(lid, '15550100009'))).toMatchObject({ number: 'same' });
  });

  it('is in doubt where its number was another chat’s, on whichever of the own accounts', async () => {
    await links.set(wa, chat, 'a', by(lid));
    const another = 'chat:5511999999999:100000000000004@lid';
    expect(await links.said(wa, chat, by(another))).toMatchObject({ customerId: 'a', number: 'changed' });
    const elsewhere = 'chat:5511888888888:100000000000003@lid';
    expect(await links.said(wa, chat, by(elsewhere))).toMatchObject({ customerId: 'a', number: 'same' });
  });

  it('is as it was last said, whatever was known of it each time', async () => {
    const word = fc.record({
      rejects: fc.boolean(),
      who: fc.constantFrom('a', 'b', 'c'),
      knowsLid: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 12 }), async (words) => {
        rows.clear();
        let link: string | null = null;
        const rejected = new Set<string>();
        for (const { rejects, who, knowsLid } of words) {
          now += 1;
          if (rejects) {
            await links.reject(wa, chat, [who], by(knowsLid ? lid : null));
            rejected.add(who);
            if (link === who) link = null;
          } else {
            await links.set(wa, chat, who, by(knowsLid ? lid : null));
            rejected.delete(who);
            link = who;
          }
          for (const known of [null, lid]) {
            const { customerId, rejected: refused } = await links.get(wa, chat, known);
            expect(customerId).toBe(link);
            expect(refused).toEqual(expect.arrayContaining([...rejected]));
            expect(refused).not.toContain(customerId);
          }
        }
        await links.settle(wa, chat, by(lid));
        expect((await links.get(wa, lid)).customerId).toBe(link);
        expect((await links.get(wa, lid)).rejected).toEqual(expect.arrayContaining([...rejected]));
      }),
    );
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
