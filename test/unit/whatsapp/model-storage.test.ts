import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createModelStorage } from '../../../lib/whatsapp/storage/model-storage.ts';
import { seed } from '../../fixtures/whatsapp/seed.ts';
import { anaLid, anaTalk, bobPhone, everybody, groupId, message } from '../../fixtures/whatsapp/stored.ts';

let indexedDB: IDBFactory;

beforeEach(() => {
  indexedDB = new IDBFactory();
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
});

const messageKey = (chatId: string, messageId: string) =>
  createModelStorage({ indexedDB }).read(['message'], (reader) => reader.messageKey(chatId, messageId));

describe('a message', () => {
  it('is found by its chat and its own id, incoming or outgoing', async () => {
    await seed(indexedDB, everybody());
    expect((await messageKey(anaLid, '3EB0AAAAAAAAAAAAA101'))?.key).toBe(anaTalk[0]);
    expect((await messageKey(anaLid, '3A00000000000000A11A'))?.key).toBe(anaTalk[1]);
  });

  it('in a group is found whoever wrote it', async () => {
    await seed(indexedDB, everybody());
    expect((await messageKey(groupId, 'AC000000000000000000000000000001'))?.chatId).toBe(groupId);
  });

  it('is not found in another chat, nor by a part of its id', async () => {
    await seed(indexedDB, everybody());
    expect(await messageKey('100000000000002@lid', '3EB0AAAAAAAAAAAAA101')).toBeNull();
    expect(await messageKey(anaLid, '3EB0AAAAAAAAAAAAA1')).toBeNull();
  });

  it('is found behind a longer id that starts like its own', async () => {
    const [short, long] = [`false_${anaLid}_3EB0AA_x@lid`, `false_${anaLid}_3EB0AAFF`];
    await seed(indexedDB, { message: [message(long), message(short)] });
    expect((await messageKey(anaLid, '3EB0AA'))?.key).toBe(short);
  });
});

describe('contacts', () => {
  it('are found by their number at either server, and by no number that begins like it', async () => {
    await seed(indexedDB, {
      contact: [
        { id: '1@lid', phoneNumber: `${bobPhone}@c.us` },
        { id: '2@lid', phoneNumber: `${bobPhone}@s.whatsapp.net` },
        { id: '3@lid', phoneNumber: `${bobPhone}1@c.us` },
        { id: '4@lid', phoneNumber: `${bobPhone}@lid` },
      ],
    });
    const storage = createModelStorage({ indexedDB });
    const found = await storage.read(['contact'], (reader) => reader.contactsOfNumber(bobPhone));
    expect(found.map(({ id }) => id)).toEqual(['1@lid', '2@lid']);
  });
});

describe('the database', () => {
  it('is never made', async () => {
    await expect(messageKey(anaLid, 'X')).rejects.toMatchObject({ why: 'database-absent' });
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('is never made, even when it vanishes between being listed and being opened', async () => {
    const listed: IDBFactory = Object.assign(new IDBFactory(), {
      databases: () => Promise.resolve([{ name: 'model-storage', version: 1 }]),
      open: (name: string) => indexedDB.open(name),
    });
    const storage = createModelStorage({ indexedDB: listed });
    await expect(storage.read(['contact'], () => Promise.resolve(1))).rejects.toMatchObject({
      why: 'database-absent',
    });
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('is not opened where databases cannot be listed', async () => {
    const open = vi.fn();
    const storage = createModelStorage({
      indexedDB: Object.assign(new IDBFactory(), { databases: undefined, open }),
    });
    await expect(storage.read(['contact'], () => Promise.resolve(1))).rejects.toMatchObject({
      why: 'database-refused',
    });
    expect(open).not.toHaveBeenCalled();
  });

  it('says that it was taken away, and is let go', async () => {
    await seed(indexedDB, everybody());
    const onLost = vi.fn();
    const storage = createModelStorage({ indexedDB, onLost });
    await storage.read(['contact'], (reader) => reader.contact(anaLid));
    await seed(indexedDB, null);
    expect(onLost).toHaveBeenCalledOnce();
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('with a store missing answers as if it were empty', async () => {
    await seed(indexedDB, everybody(), { missingStores: ['contact'] });
    const storage = createModelStorage({ indexedDB });
    expect(await storage.read(['contact'], (reader) => reader.contact(anaLid))).toBeNull();
    expect(await storage.read(['contact'], (reader) => reader.contactsOfNumber(bobPhone))).toEqual([]);
  });

  it('is asked for rows in batches, each from where the last ended', async () => {
    await seed(indexedDB, everybody());
    const storage = createModelStorage({ indexedDB });
    const first = await storage.read(['contact'], (reader) => reader.batch('contact', null, 2));
    const second = await storage.read(['contact'], (reader) =>
      reader.batch('contact', first[1]?.id ?? null, 2),
    );
    expect(first).toHaveLength(2);
    expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(4);
  });

  it('is given up quietly when it is closed for good', async () => {
    const broken: IDBFactory = Object.assign(new IDBFactory(), {
      databases: () => indexedDB.databases(),
      open: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
    await seed(indexedDB, everybody());
    const storage = createModelStorage({ indexedDB: broken });
    await expect(storage.read(['contact'], () => Promise.resolve(1))).rejects.toMatchObject({
      name: 'StorageUnreadable',
    });
  });
});
