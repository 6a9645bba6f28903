/** Bob becomes Ana: not before the time to take it back is over, and then with everything that waits for him. */
import { describe, expect, test } from 'vitest';
import { undoFor } from '../../../lib/outbox/timing.ts';
import { change, startedWorld, submit } from './world.ts';

type World = Awaited<ReturnType<typeof startedWorld>>;
const isThere = (world: World, id = 'bob') => world.customers.some((one) => one.id === id);

describe('making one of two', () => {
  test('is written once the time to take it back is over', async () => {
    const world = await startedWorld();
    await submit(world, 'x', change.merge());
    await world.advance(undoFor - 1);
    expect(world.write('x')).toMatchObject({ state: 'waiting', error: null });
    expect(isThere(world)).toBe(true);
    await world.advance(1);
    expect(isThere(world)).toBe(false);
    expect(world.told).toEqual([{ id: 'x', customerId: 'ana' }]);
    expect(world.write('x')?.undoUntil).toBeNull();
  });

  test('is taken back as if it had not been', async () => {
    const world = await startedWorld();
    await submit(world, 'x', change.merge());
    await submit(world, 'a', change.note('for Bob', 'bob'));
    expect(world.customer('bob').notes).toEqual([]);
    await world.settle(world.outbox().undo('x'));
    await world.advance(undoFor);
    expect(world.customer('bob').notes).toEqual(['for Bob']);
    expect(world.customer('ana').notes).toEqual([]);
  });

  test('takes along what failed, what waits and what is asked for later, for the one who stays', async () => {
    const world = await startedWorld();
    world.faults = [{ refuses: 'INVALID_INPUT' }];
    await submit(world, 'a', change.edit('email', null, 'b@x', 'bob'));
    await submit(world, 'x', change.merge());
    await submit(world, 'b', change.note('meanwhile', 'bob'));
    await world.advance(undoFor);
    await submit(world, 'c', change.note('later', 'bob'));
    expect(world.customer('ana').notes).toEqual(['meanwhile', 'later']);
    expect(world.write('a')).toMatchObject({ state: 'failed', customerId: 'ana' });
    await world.settle(world.outbox().retry('a'));
    expect(world.customer('ana').fields.get('email')).toBe('b@x');
  });

  test('takes along both sides of what clashes', async () => {
    const world = await startedWorld();
    world.customer('bob').stage = 's7';
    await submit(world, 'a', change.stage('s0', 's1', 'bob'));
    expect(world.write('a')?.conflict).toMatchObject({ customerId: 'bob' });
    await submit(world, 'x', change.merge());
    await world.advance(undoFor);
    expect(world.write('a')).toMatchObject({
      state: 'failed',
      customerId: 'ana',
      conflict: { customerId: 'ana' },
    });
  });

  test('waits for a write of his that is under way', async () => {
    const world = await startedWorld();
    let answer = () => {};
    world.faults = [{ answersWhen: new Promise<void>((resolve) => (answer = resolve)) }];
    await submit(world, 'a', change.note('hello', 'bob'));
    await submit(world, 'x', change.merge());
    await world.advance(undoFor);
    expect(isThere(world)).toBe(true);
    answer();
    await world.advance(31_000);
    expect(isThere(world)).toBe(false);
    expect(world.customer('ana').notes).toEqual(['hello']);
  });

  test('that failed leaves both as they were', async () => {
    const world = await startedWorld();
    await submit(world, 'x', change.merge('bob', 'nobody'));
    await world.advance(undoFor);
    expect(world.write('x')?.state).toBe('failed');
    await submit(world, 'a', change.note('for Bob', 'bob'));
    expect(world.customer('bob').notes).toEqual(['for Bob']);
  });

  test('counts for whom it was last: one who is there again after a restore is the one who stays', async () => {
    const world = await startedWorld();
    await submit(world, 'x', change.merge('bob', 'ana'));
    await world.advance(undoFor);
    world.addCustomer('bob', '+15550100002');
    await submit(world, 'y', change.merge('ana', 'bob'));
    await world.advance(undoFor);
    await submit(world, 'a', change.note('for both', 'ana'));
    await world.advance(1000);
    expect(world.customer('bob').notes).toEqual(['for both']);
  });
});
