import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createChatMemory } from '../../../lib/whatsapp/identify/chat-memory.ts';
import { findByRows } from '../../../lib/whatsapp/identify/find-by-rows.ts';
import type { Question } from '../../../lib/whatsapp/identify/question.ts';
import { titleOf } from '../../../lib/whatsapp/page/read-title.ts';
import { createModelStorage, type ModelStorage } from '../../../lib/whatsapp/storage/model-storage.ts';
import { buildNameIndex } from '../../../lib/whatsapp/storage/name-index.ts';
import { seed } from '../../fixtures/whatsapp/seed.ts';
import {
  anaLid,
  anaTalk,
  bobLid,
  bobTalk,
  chat,
  contact,
  everybody,
  message,
  type Stored,
  talk,
} from '../../fixtures/whatsapp/stored.ts';

let storage: ModelStorage;
/** All of a question but what the page shows. */
let search: Omit<Question, 'reading'>;
/** Questions for the key of a message. */
let asked: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  storage = createModelStorage({ indexedDB });
  search = {
    account: null,
    storage,
    memory: createChatMemory({ now: () => 0 }),
    nameIndex: () => buildNameIndex(storage, () => Promise.resolve()),
    signal: new AbortController().signal,
  };
  asked = vi.spyOn(IDBObjectStore.prototype, 'getKey');
});
afterEach(() => {
  storage.close();
  vi.restoreAllMocks();
});

const idOf = (key: string) => key.split('_')[2] ?? '';
/** Rows of bare ids, below a title. */
const find = (keys: readonly string[], title: string) =>
  findByRows({
    ...search,
    reading: {
      title: titleOf(title),
      rows: { packed: [], bare: keys.map(idOf) },
      selected: [],
      composer: 'absent',
      toSelf: false,
      ownNumber: null,
    },
  });
/** As in a chat with a long history: four rows are looked at. */
const longTalk = (chatId: string, start = 'L') =>
  ['1', '2', '3', '4', '5', '6'].flatMap((at) => talk(chatId, `${start}${at}`));

function crowd(count: number): Required<Pick<Stored, 'contact' | 'chat' | 'message'>> {
  const all = Array.from({ length: count }, (_, index) => {
    const id = `2${String(index).padStart(14, '0')}@lid`;
    return {
      contact: contact(id, `5500900${String(index).padStart(6, '0')}`, { name: `Person ${index}` }),
      chat: chat(id, { t: 1_700_000_000 - index }),
      message: longTalk(id, `L${String(index).padStart(4, '0')}`).map((key) => message(key)),
    };
  });
  return {
    contact: all.map((one) => one.contact),
    chat: all.map((one) => one.chat),
    message: all.flatMap((one) => one.message),
  };
}

it('asks for a key from both ends, and for one that tells the account, when all the rows were there before', async () => {
  const keys = longTalk(anaLid);
  await seed(indexedDB, everybody({ message: keys.map((key) => message(key)) }));
  await find(keys, 'Ana Cliente');
  asked.mockClear();
  const again = await find(keys, 'Ana Cliente');
  expect(again).toMatchObject({ found: 'chat', chatId: anaLid, complete: true });
  expect(again.found === 'chat' && again.keys.map(({ messageId }) => messageId)).toEqual(
    [keys.at(-1), keys[1], keys.at(-2)].map((key) => idOf(key ?? '')),
  );
  expect(asked).toHaveBeenCalledTimes(3);
});

it('does not believe what it remembers when it is stored no more', async () => {
  await seed(indexedDB, everybody());
  await find(anaTalk, 'Ana Cliente');
  storage.close();
  await seed(indexedDB, { ...everybody(), message: bobTalk.map((key) => message(key)) });
  expect(await find(anaTalk, 'Ana Cliente')).toMatchObject({ found: 'none' });
});

it('sees rows of two chats together, though both were there before', async () => {
  await seed(indexedDB, everybody());
  await find(anaTalk, 'Ana Cliente');
  await find(bobTalk, '+44 7700 900002');
  expect(await find([...anaTalk, ...bobTalk], 'Ana Cliente')).toMatchObject({ found: 'conflict' });
});

it('finds an old chat by its name now, without asking every chat for its messages', async () => {
  const many = crowd(400);
  await seed(indexedDB, everybody(many));
  const keys = many.message.slice(-12).map(({ id }) => id);
  const found = await find(keys, 'Person 399');
  expect(found).toMatchObject({ chatId: many.chat.at(-1)?.id, complete: true });
  expect(asked.mock.calls.length).toBeLessThan(260);
});

it('finds an old chat of whose name nothing is known by its messages', async () => {
  const many = crowd(150);
  await seed(indexedDB, { ...everybody(many), contact: [] });
  const keys = many.message.slice(-12).map(({ id }) => id);
  expect(await find(keys, 'Person 149')).toMatchObject({
    chatId: many.chat.at(-1)?.id,
  });
});

it('tells nobody from a message to several people of one name, in whatever order they are opened', async () => {
  const ids = longTalk(anaLid).map(idOf);
  const inBoth = [anaLid, bobLid].flatMap((lid) => ids.map((id) => message(`true_${lid}_${id}`)));
  await seed(indexedDB, {
    contact: [
      contact(anaLid, '5511900000001', { name: 'Marcos' }),
      contact(bobLid, '447700900002', { name: 'Marcos' }),
    ],
    chat: [chat(anaLid), chat(bobLid)],
    message: inBoth,
  });
  search.memory.nameIndex = await search.nameIndex();
  const keys = ids.map((id) => `true_${anaLid}_${id}`);
  for (let turn = 0; turn < 3; turn += 1)
    expect(await find(keys, 'Marcos')).toMatchObject({ found: 'conflict' });
  // As it is when only one of the two was read, before all names were known.
  for (const id of ids)
    search.memory.remember({
      key: `true_${anaLid}_${id}`,
      fromMe: true,
      chatId: anaLid,
      messageId: id,
      toSelf: false,
    });
  expect(await find(keys, 'Marcos')).toMatchObject({ found: 'conflict' });
});
