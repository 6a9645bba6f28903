/** Ana is deleted: not before the time to take it back is over, and then with everything that waits for her. */
import { describe, expect, test } from 'vitest';
import { undoFor } from '../../../lib/outbox/timing.ts';
import { change, newPhone, startedWorld, submit } from './world.ts';

const isThere = (world: Awaited<ReturnType<typeof startedWorld>>) =>
  world.customers.some(({ id }) => id === 'ana');

describe('deleting somebody', () => {
  test('is written once the time to take it back is over', async () => {
    const world = await startedWorld();
    await submit(world, 'x', change.delete());
    await world.advance(undoFor - 1);
    expect(world.write('x')).toMatchObject({ state: 'waiting', error: null });
    expect(isThere(world)).toBe(true);
    await world.advance(1);
    expect(isThere(world)).toBe(false);
    expect(world.told).toEqual([{ id: 'x', customerId: 'ana' }]);
  });

  test('is taken back as if it had not been', async () => {
    const world = await startedWorld();
    await submit(world, 'x', change.delete());
    await submit(world, 'a', change.note('hello'));
    expect(world.customer('ana').notes).toEqual([]);
    await world.settle(world.outbox().undo('x'));
    await world.advance(undoFor);
    expect(isThere(world)).toBe(true);
    expect(world.customer('ana').notes).toEqual(['hello']);
  });

  test('goes on in the next life of the worker', async () => {
    const world = await startedWorld();
    await submit(world, 'x', change.delete());
    world.kill();
    await world.advance(31_000);
    expect(isThere(world)).toBe(false);
  });

  test('keeps its time to be taken back where the clock is set back', async () => {
    const world = await startedWorld();
    await submit(world, 'x', change.delete());
    world.now -= 3_600_000;
    await world.settle(world.outbox().pump());
    expect(isThere(world)).toBe(true);
    await world.advance(undoFor);
    expect(isThere(world)).toBe(false);
  });

  test('takes along what failed and what was asked for meanwhile, and nothing of anybody else', async () => {
    const world = await startedWorld();
    world.faults = [{ refuses: 'INVALID_INPUT' }];
    await submit(world, 'a', change.note('refused'));
    world.online = false;
    await submit(world, 'b', change.note('for Bob', 'bob'));
    await submit(world, 'x', change.delete());
    await submit(world, 'c', change.note('too late'));
    world.online = true;
    await world.advance(undoFor);
    await world.advance(31_000);
    expect(world.writes().map(({ id, state }) => [id, state])).toEqual([
      ['b', 'done'],
      ['x', 'done'],
    ]);
    expect(world.customer('bob').notes).toEqual(['for Bob']);
  });

  test('waits for a write of hers that is under way', async () => {
    const world = await startedWorld();
    let answer = () => {};
    world.faults = [{ answersWhen: new Promise<void>((resolve) => (answer = resolve)) }];
    await submit(world, 'a', change.note('hello'));
    await submit(world, 'x', change.delete());
    await world.advance(undoFor);
    expect(isThere(world)).toBe(true);
    answer();
    await world.advance(31_000);
    expect(isThere(world)).toBe(false);
    expect(world.mostPerCustomer).toBe(1);
  });

  test('leaves nothing to undo, neither itself nor what was saved before', async () => {
    const world = await startedWorld();
    await submit(world, 'a', change.tags(['Shoes']));
    await submit(world, 'x', change.delete());
    expect(world.write('a')?.undoUntil).toBeNull();
    await world.advance(undoFor);
    expect(world.write('x')?.undoUntil).toBeNull();
    expect(world.write('a')).toBeUndefined();
  });

  test('pressed twice is told of', async () => {
    const world = await startedWorld();
    await submit(world, 'x', change.delete());
    await submit(world, 'y', change.delete());
    await world.advance(31_000);
    expect(world.told.map(({ id }) => id)).toContain('x');
    expect(world.writes().filter(({ state }) => state !== 'done')).toEqual([]);
  });

  test('frees the number: whoever was made for it may be made again at once', async () => {
    const world = await startedWorld();
    await submit(world, 'a', change.create(newPhone));
    await submit(world, 'x', change.delete(world.customers.at(-1)?.id));
    await world.advance(undoFor);
    world.addCustomer('carla', '+15550100010');
    await submit(world, 'b', change.create(newPhone));
    expect(world.write('b')?.state).toBe('done');
    expect(world.customers.at(-1)?.phone).toBe(newPhone);
  });

  test('holds nobody else up, and once it has failed nothing of hers', async () => {
    const world = await startedWorld();
    world.faults = [{ refuses: 'FORBIDDEN' }];
    await submit(world, 'x', change.delete());
    await world.advance(undoFor);
    expect(world.write('x')?.state).toBe('failed');
    await submit(world, 'a', change.note('hello'));
    expect(world.customer('ana').notes).toEqual(['hello']);
    await world.settle(world.outbox().close('x', 'dropped'));
    expect(isThere(world)).toBe(true);
  });
});
