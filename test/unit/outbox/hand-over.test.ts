/** A draft becomes a write: whatever dies in that moment, it is there once. */
import { describe, expect, test } from 'vitest';

import type { Draft } from '../../../lib/drafts/draft.ts';
import { createSubmissionMemory } from '../../../lib/drafts/submissions.ts';
import { acme } from '../support/samples.ts';
import { change, startedWorld, type World } from './world.ts';

const whose = { accountId: acme, customerId: 'ana' };
const draft: Draft = { id: 'n1', content: { kind: 'note', text: 'hello', stageId: '', remindAt: '' } };
const day = 86_400_000;

const putAway = (world: World) => world.settle(world.drafts().write(whose, 'note', draft));
/** Resolves with whether the worker lived to answer. */
const handOver = (world: World, id = 'n1') =>
  world.settle(
    world
      .drafts()
      .taking(whose, id, (alongside) =>
        world.outbox().submit({ id, accountId: acme, change: change.note('hello') }, alongside),
      ),
  );

async function drafts(world: World): Promise<Draft[]> {
  const kept = world.drafts().read(whose);
  await world.settle(kept);
  return kept;
}

async function dieAt(place: number): Promise<{ world: World; answered: boolean }> {
  const world = await startedWorld();
  await putAway(world);
  world.fuse = place;
  const answered = await handOver(world);
  world.fuse = 0;
  await world.start();
  return { world, answered };
}

const places = Array.from({ length: 30 }, (_, place) => place + 1);

describe('a worker that dies at any await of a submission', () => {
  test.each(places)(
    '(%i) has either the draft on its disk or the row, never both and never neither',
    async (place) => {
      const { world, answered } = await dieAt(place);
      const kept = await drafts(world);
      expect(kept).toHaveLength(world.rows().length === 0 ? 1 : 0);
      if (answered) expect(world.rows()).toHaveLength(1);
    },
  );

  test.each(places)(
    '(%i) saves it once when it is handed over again, or asks where it may have left',
    async (place) => {
      const { world } = await dieAt(place);
      await handOver(world);
      await world.advance(70_000);
      await handOver(world);
      await world.advance(70_000);
      const asked = world.write('n1')?.state === 'unknown';
      expect(world.customer('ana').notes).toEqual(asked ? [] : ['hello']);
      expect(await drafts(world)).toEqual([]);
    },
  );
});

test('one draft that is saved in two windows is one note', async () => {
  const world = await startedWorld();
  await putAway(world);
  await Promise.all([handOver(world), handOver(world)]);
  await putAway(world);
  expect(world.customer('ana').notes).toEqual(['hello']);
  expect(await drafts(world)).toEqual([]);
});

test('a panel that was closed over night and hands it over in the morning saves nothing twice', async () => {
  const world = await startedWorld();
  await handOver(world);
  await world.advance(12 * 60 * 60_000);
  await world.start();
  expect(world.rows()).toEqual([]);
  const again = world.outbox().submit({ id: 'n1', accountId: acme, change: change.note('hello') });
  await world.settle(again);
  expect(await again).toBe('past');
  expect(world.customer('ana').notes).toEqual(['hello']);
});

test('what was submitted is remembered for 30 days, and old ids are taken out once a day', async () => {
  let now = 100 * day;
  const kept = new Map<string, number>();
  let listed = 0;
  const memory = createSubmissionMemory({
    now: () => now,
    rows: {
      get: async (id) => kept.get(id),
      put: async (id, value) => void kept.set(id, value),
      delete: async (id) => void kept.delete(id),
      list: async () => {
        listed++;
        return [...kept].map(([id, value]) => ({ id, value }));
      },
      toPut: (id, value) => ({ collection: 'submissions', id, value }),
      toDelete: (id) => ({ collection: 'submissions', id, value: undefined }),
    },
  });
  kept.set('n1', now);
  now += 30 * day - 1;
  await memory.prune();
  await memory.prune();
  expect([await memory.has('n1'), listed]).toEqual([true, 1]);
  now += day;
  await memory.prune();
  expect([await memory.has('n1'), listed]).toEqual([false, 2]);
});
