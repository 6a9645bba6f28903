/** Whose chat it is does not hang on how the client writes its rows, nor on rows of others that nobody understands. */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Judgement, numberIn } from '../../../lib/whatsapp/identify/judge-chat.ts';
import { type ChatCase, chatCases } from '../../fixtures/whatsapp/index.ts';
import { bareRow, oddities, oddLid, oddRows } from '../../fixtures/whatsapp/odd-rows.ts';
import { showPage } from '../../fixtures/whatsapp/run-case.ts';
import { seed } from '../../fixtures/whatsapp/seed.ts';
import type { StoredRow } from '../../fixtures/whatsapp/stored.ts';
import { inWorld, type WorldName, worlds } from '../../fixtures/whatsapp/worlds.ts';
import { detectNow } from './detect-now.ts';

const cases = Object.values(chatCases).flat();
const caseOf = fc.constantFrom(...cases);
const runs = Number(process.env.CHATSIDE_RUNS ?? 400);
const limits = { numRuns: runs, interruptAfterTimeLimit: 120_000 };

async function detectIn(
  world: WorldName,
  one: ChatCase,
  more: readonly StoredRow[] = [],
): Promise<Judgement | null> {
  const { stored } = one;
  const withOdd = stored && { ...stored, contact: [...(stored.contact ?? []), ...more] };
  const shaped = inWorld(world, { ...one, stored: withOdd });
  await seed(indexedDB, shaped.stored, one.oddity);
  showPage(shaped, document);
  return await detectNow(one);
}

/** The title alone told, of which odd rows make a question. */
const isByTitle = ({ reasons }: Judgement) =>
  reasons.includes('chat:unique-name') || reasons.includes('chat:unique-number');

const doubts = ['chat:odd-rows', 'contact:packed-columns'];
const withoutDoubts = (said: Judgement | null) =>
  said && { ...said, reasons: said.reasons.filter((reason) => !doubts.includes(reason)) };

it('every chat is known as well by the rows of today as by those of before', async () => {
  await fc.assert(
    fc.asyncProperty(caseOf, async (one) => {
      const [today, older] = [await detectIn('today', one), await detectIn('older', one)];
      expect(today, one.name).toEqual(older);
    }),
    limits,
  );
}, 150_000);

it('a row that holds nothing but its key changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(caseOf, fc.constantFrom(...worlds), async (one, world) => {
      const now = await detectIn(world, one, [bareRow(oddLid(0))]);
      expect(now, one.name).toEqual(await detectIn(world, one));
    }),
    { ...limits, numRuns: runs / 4 },
  );
}, 150_000);

it('rows of others that are not understood make it ask where the title alone tells, and change nothing else', async () => {
  const kinds = fc.array(fc.nat(oddities.length - 1), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(caseOf, fc.constantFrom(...worlds), kinds, async (one, world, odd) => {
      const without = await detectIn(world, one);
      const now = await detectIn(world, one, oddRows(odd));
      if (without === null || now === null || !isByTitle(without)) {
        expect(withoutDoubts(now), one.name).toEqual(withoutDoubts(without));
        return;
      }
      const number = without.suggestedPhone ?? numberIn(without);
      expect(now.phone, one.name).toBeNull();
      expect(now.suggestedPhone ?? null, one.name).toBe(number);
      expect({ ...now, reasons: [] }, one.name).toMatchObject(
        number === null
          ? { kind: without.kind, confidence: without.confidence }
          : { confidence: 'name-only' },
      );
    }),
    limits,
  );
}, 150_000);
