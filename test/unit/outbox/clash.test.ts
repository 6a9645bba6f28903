import { describe, expect, test } from 'vitest';
import { onTopOf } from '../../../lib/outbox/clash.ts';
import { customerOf } from '../support/samples.ts';
import { change, startedWorld, submit } from './world.ts';

/** A colleague moved Ana while the agent had the old stage on the screen. */
async function clashed() {
  const world = await startedWorld();
  world.customer('ana').stage = 'theirs';
  await submit(world, 'a', change.stage('s0', 'mine'));
  return world;
}

describe('a conflict', () => {
  test('knows what is there now, on the screen and on the disk', async () => {
    const world = await clashed();
    const conflict = { from: { stageId: 'theirs' }, to: { stageId: 'mine' } };
    expect(world.write('a')).toMatchObject({ state: 'failed', error: { code: 'CONFLICT' }, conflict });
    await world.start();
    expect(world.write('a')).toMatchObject({ state: 'failed', conflict });
    expect(world.customer('ana').stage).toBe('theirs');
  });

  test('"Use mine" writes over what was shown, and can be undone to it', async () => {
    const world = await clashed();
    await world.settle(world.outbox().retry('a'));
    expect(world.customer('ana').stage).toBe('mine');
    expect(world.write('a')).toMatchObject({ state: 'done' });
    await world.settle(world.outbox().undo('a'));
    expect(world.customer('ana').stage).toBe('theirs');
  });

  test('"Use mine" writes over nothing that was not shown: that is a conflict anew', async () => {
    const world = await clashed();
    world.customer('ana').stage = 'another';
    await world.settle(world.outbox().retry('a'));
    expect(world.customer('ana').stage).toBe('another');
    expect(world.write('a')).toMatchObject({ state: 'failed', conflict: { from: { stageId: 'another' } } });
  });

  test('"Keep theirs" closes it', async () => {
    const world = await clashed();
    await world.settle(world.outbox().close('a', 'dropped'));
    expect(world.writes()).toEqual([]);
    expect(world.customer('ana').stage).toBe('theirs');
  });

  test('is none where the colleague did the same', async () => {
    const world = await startedWorld();
    world.faults = [{ refuses: 'CONFLICT' }];
    world.customer('ana').tags.add('Hot');
    await submit(world, 'a', change.tags(['Hot']));
    expect(world.write('a')?.state).toBe('done');
  });

  test('of which nothing could be read is tried again by hand, and then knows', async () => {
    const world = await startedWorld();
    world.customer('ana').fields.set('email', 'theirs');
    world.readFaults = 1;
    await submit(world, 'a', change.edit('email', null, 'mine'));
    expect(world.write('a')).toMatchObject({ state: 'failed', error: { code: 'CONFLICT' } });
    expect(world.write('a')).not.toHaveProperty('conflict');
    await world.settle(world.outbox().retry('a'));
    expect(world.write('a')).toMatchObject({ conflict: { edits: [{ from: 'theirs', to: 'mine' }] } });
  });

  test('gives way to a correction made from what is there now', async () => {
    const world = await clashed();
    await submit(world, 'b', change.stage('theirs', 'other'));
    expect(world.writes()).toMatchObject([{ id: 'b', state: 'done' }]);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    'survives a worker that dies at its gate %s',
    async (fuse) => {
      const world = await startedWorld();
      world.customer('ana').stage = 'theirs';
      world.fuse = fuse;
      const taken = await submit(world, 'a', change.stage('s0', 'mine'));
      world.fuse = 0;
      await world.start();
      if (!taken) await submit(world, 'a', change.stage('s0', 'mine'));
      await world.advance(65_000);
      const [write] = world.writes();
      expect(world.customer('ana').stage).toBe('theirs');
      expect(['failed', 'unknown']).toContain(write?.state);
      await world.settle(world.outbox().retry('a'));
      await world.settle(world.outbox().retry('a'));
      expect(world.customer('ana').stage).toBe('mine');
    },
  );
});

describe('a change on top of what is there now', () => {
  const now = customerOf('ana', {
    email: 'theirs',
    stage: { stageId: 'done', outcome: 'open' },
    tags: [{ id: 'VIP', name: 'VIP', groupId: null, colour: null, readOnly: false }],
  });

  test('keeps of a set what really clashes', () => {
    expect(onTopOf(now, change.tags(['VIP', 'Hot'], ['Cold']))).toEqual(change.tags(['Hot']));
  });

  test('keeps of fields those that are not as wished', () => {
    expect(onTopOf(now, change.edit('email', null, 'theirs'))).toBe('there');
    expect(onTopOf(now, change.edit('email', null, 'mine'))).toEqual(change.edit('email', 'theirs', 'mine'));
  });

  test('says how it ended of the stage where the customer stands', () => {
    const to = { stageId: 's0', outcome: 'lost', reason: 'Too far' } as const;
    const lost = {
      kind: 'setStage',
      customerId: 'ana',
      from: { stageId: 's0', outcome: 'open' },
      to,
    } as const;
    expect(onTopOf(now, lost)).toMatchObject({ from: { stageId: 'done' }, to: { ...to, stageId: 'done' } });
  });

  test('is not told where the stage is not', () => {
    expect(onTopOf({ ...now, stage: 'unknown' }, change.stage('s0', 's1'))).toBeNull();
  });
});
