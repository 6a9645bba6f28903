import 'fake-indexeddb/auto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Judgement } from '../../../lib/whatsapp/identify/judge-chat.ts';
import { oddities } from '../../fixtures/whatsapp/odd-rows.ts';
import { page } from '../../fixtures/whatsapp/page.ts';
import { seed } from '../../fixtures/whatsapp/seed.ts';
import { chat, contact, message, type Stored, talk } from '../../fixtures/whatsapp/stored.ts';
import { storedIn, type WorldName, worlds } from '../../fixtures/whatsapp/worlds.ts';
import { detectNow } from './detect-now.ts';

const count = 7400;
const lidOf = (index: number) => `3${String(index).padStart(14, '0')}@lid`;
const phoneOf = (index: number) => `55119${String(index).padStart(8, '0')}`;
const nameOf = (index: number) => `Person ${index} of many`;
/** Chats that are looked at, spread over the table; none of them is odd. */
const looked = Array.from({ length: 20 }, (_, at) => at * 367 + 1);

/** Of these the number is known, and a username stands in its place. */
const isHidden = (index: number) => index % 2 === 0;
const titleOf = (index: number) => (isHidden(index) ? `@person.${index}` : nameOf(index));

function tableIn(world: WorldName, everyOdd: number | null): Stored {
  const rows = Array.from({ length: count }, (_, index) => {
    const isOdd = everyOdd !== null && index % everyOdd === 0;
    const odd = isOdd ? oddities[(index / everyOdd) % oddities.length]?.(lidOf(index)) : undefined;
    const shown = isHidden(index) ? { username: `person.${index}` } : { name: nameOf(index) };
    return odd ?? contact(lidOf(index), phoneOf(index), shown);
  });
  return storedIn(world, {
    contact: rows,
    chat: looked.map((index) => chat(lidOf(index))),
    message: looked
      .flatMap((index) => talk(lidOf(index), `${index}`.padStart(4, '0')))
      .map((key) => message(key)),
  });
}

async function see(index: number, keys: readonly string[]): Promise<Judgement | null> {
  const title = titleOf(index);
  document.body.innerHTML = page({
    list: [{ title, selected: true }],
    conversations: [{ title, rows: keys.map((key) => ({ key })) }],
  });
  return await detectNow();
}
const byRows = (index: number) => see(index, talk(lidOf(index), `${index}`.padStart(4, '0')));
const byTitle = (index: number) => see(index, []);

afterEach(() => {
  document.body.innerHTML = '';
});

describe.each(worlds)('one row of a hundred is odd, in a table of 7,400 (%s)', (world) => {
  const before: (Judgement | null)[] = [];
  beforeAll(async () => {
    await seed(indexedDB, tableIn(world, null));
    for (const index of looked) before.push(await byRows(index));
    await seed(indexedDB, tableIn(world, 100));
  }, 60_000);

  it('every other chat is known by its rows as well as without them', async () => {
    for (const [at, index] of looked.entries()) {
      const now = await byRows(index);
      expect(now).toEqual(before[at]);
      const number = isHidden(index)
        ? { phone: null, hiddenPhone: phoneOf(index), username: `person.${index}` }
        : { phone: phoneOf(index) };
      expect(now).toMatchObject({ ...number, confidence: 'exact' });
    }
  }, 60_000);

  it('every other chat of which only the title is known is asked about', async () => {
    for (const index of looked.slice(0, 4)) {
      expect(await byTitle(index)).toMatchObject({
        phone: null,
        suggestedPhone: phoneOf(index),
        reasons: expect.arrayContaining(['chat:unique-name', 'chat:odd-rows']),
      });
    }
  }, 60_000);
});
