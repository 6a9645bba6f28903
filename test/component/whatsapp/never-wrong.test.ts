import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Judgement, numberIn } from '../../../lib/whatsapp/identify/judge-chat.ts';
import { type ChatCase, chatCases } from '../../fixtures/whatsapp/index.ts';
import {
  mutatePage,
  mutateRows,
  type PageMutation,
  type RowMutation,
} from '../../fixtures/whatsapp/mutations.ts';
import { oddities, oddRows } from '../../fixtures/whatsapp/odd-rows.ts';
import { showPage } from '../../fixtures/whatsapp/run-case.ts';
import { seed } from '../../fixtures/whatsapp/seed.ts';
import { inWorld, worlds } from '../../fixtures/whatsapp/worlds.ts';
import { detectNow } from './detect-now.ts';

const cases = Object.values(chatCases)
  .flat()
  .filter(({ truth }) => truth !== null);
/** In either world, among rows of others that are not understood. */
const caseOf = fc
  .record({
    one: fc.constantFrom(...cases),
    world: fc.constantFrom(...worlds),
    odd: fc.array(fc.nat(oddities.length - 1), { maxLength: 1 }),
  })
  .map(({ one, world, odd }) => {
    const { stored } = one;
    const contact = [...(stored?.contact ?? []), ...oddRows(odd)];
    return inWorld(world, { ...one, stored: stored && { ...stored, contact } });
  });
const at = fc.nat(400);

const pageMutation: fc.Arbitrary<PageMutation> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('remove-attribute', 'rename-attribute'),
    element: at,
    attribute: fc.nat(5),
  }),
  fc.record({ kind: fc.constant('move-attribute'), element: at, attribute: fc.nat(5), to: at }),
  fc.record({ kind: fc.constantFrom('remove-node', 'duplicate-node', 'unwrap-node'), element: at }),
  fc.record({ kind: fc.constant('move-node'), element: at, to: at }),
);

const rowMutation: fc.Arbitrary<RowMutation> = fc.oneof(
  fc.record({ kind: fc.constant('remove-row'), store: at, row: at }),
  fc.record({
    kind: fc.constantFrom('remove-column', 'rename-column', 'spoil-column'),
    store: at,
    row: at,
    column: fc.nat(12),
  }),
  fc.record({ kind: fc.constant('copy-column'), store: at, row: at, column: fc.nat(12), from: at }),
  fc.record({ kind: fc.constant('swap-rows'), store: at, row: at, from: at }),
  fc.record({ kind: fc.constant('move-message'), row: at, from: at }),
);

/** Says the wrong thing of this case; null: does not. */
function wrongIn({ truth }: ChatCase, said: Judgement | null): string | null {
  if (!said || !truth) return null;
  const number = numberIn(said);
  if (number !== null && number !== truth.phone) return `gives ${number}`;
  if (said.phone !== null && truth.hidden) return `shows ${said.phone}`;
  if (said.lid !== null && !truth.chatIds.map(plainLid).includes(said.lid)) return `links ${said.lid}`;
  if (said.chatId !== null && !truth.chatIds.includes(said.chatId)) return `takes it for ${said.chatId}`;
  return null;
}

/** A hosted address and a plain one of the same digits are one. */
const plainLid = (id: string) => id.replace('@hosted.lid', '@lid');

const runs = Number(process.env.CHATSIDE_RUNS ?? 1500);
const limits = { numRuns: runs, interruptAfterTimeLimit: 240_000 };

it('one change anywhere in the page never makes it somebody else', async () => {
  await fc.assert(
    fc.asyncProperty(caseOf, pageMutation, async (one, mutation) => {
      await seed(indexedDB, one.stored, one.oddity);
      showPage(one, document);
      mutatePage(document, mutation);
      const said = await detectNow(one);
      expect(wrongIn(one, said), `${one.name}\n${JSON.stringify(said)}`).toBeNull();
    }),
    limits,
  );
}, 300_000);

it('one change anywhere in the stored rows never makes it somebody else', async () => {
  await fc.assert(
    fc.asyncProperty(caseOf, rowMutation, async (one, mutation) => {
      await seed(indexedDB, one.stored && mutateRows(one.stored, mutation), one.oddity);
      showPage(one, document);
      const said = await detectNow(one);
      expect(wrongIn(one, said), `${one.name}\n${JSON.stringify(said)}`).toBeNull();
    }),
    limits,
  );
}, 300_000);

it('several changes at once never make anybody else certain', async () => {
  await fc.assert(
    fc.asyncProperty(
      caseOf,
      fc.array(pageMutation, { maxLength: 4 }),
      fc.array(rowMutation, { maxLength: 3 }),
      async (one, pageMutations, rowMutations) => {
        await seed(indexedDB, one.stored && rowMutations.reduce(mutateRows, one.stored), one.oddity);
        showPage(one, document);
        for (const mutation of pageMutations) mutatePage(document, mutation);
        const said = await detectNow(one);
        if (said?.confidence === 'exact') {
          expect(wrongIn(one, said), `${one.name}\n${JSON.stringify(said)}`).toBeNull();
        }
      },
    ),
    limits,
  );
}, 300_000);
