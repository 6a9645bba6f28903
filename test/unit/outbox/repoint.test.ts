/** The back end made one customer of two: Bob is gone, Ana stays. */
import { describe, expect, test } from 'vitest';
import { acme } from '../support/samples.ts';
import { bolt, change, startedWorld, submit, twoCompanies } from './world.ts';

type World = Awaited<ReturnType<typeof startedWorld>>;
const repoint = (world: World, gone = 'bob', stays = 'ana') =>
  world.settle(world.outbox().repoint(acme, gone, stays));
const addresses = (world: World) => world.writes().map(({ id, customerId }) => [id, customerId]);

describe('a merge of two customers', () => {
  test('takes along what waits, and it is written to the one who stays', async () => {
    const world = await startedWorld();
    world.online = false;
    await submit(world, 'a', change.note('for Bob', 'bob'));
    await repoint(world);
    expect(addresses(world)).toEqual([['a', 'ana']]);
    world.online = true;
    await world.settle(world.outbox().pump());
    expect(world.customer('ana').notes).toEqual(['for Bob']);
    expect(world.customer('bob').notes).toEqual([]);
  });

  test('takes along what failed: trying again is for the one who stays', async () => {
    const world = await startedWorld();
    world.faults = [{ refuses: 'NOT_FOUND' }];
    await submit(world, 'a', change.note('for Bob', 'bob'));
    expect(world.write('a')?.state).toBe('failed');
    await repoint(world);
    expect(addresses(world)).toEqual([['a', 'ana']]);
    await world.settle(world.outbox().retry('a'));
    expect(world.customer('ana').notes).toEqual(['for Bob']);
  });

  test('takes along what is unknown, for the agent to decide', async () => {
    const world = await startedWorld();
    world.faults = ['lost before'];
    await submit(world, 'a', change.note('for Bob', 'bob'));
    await world.advance(31_000);
    expect(world.write('a')?.state).toBe('unknown');
    await repoint(world);
    expect(addresses(world)).toEqual([['a', 'ana']]);
    expect(world.write('a')?.state).toBe('unknown');
    await world.settle(world.outbox().retry('a'));
    expect(world.customer('ana').notes).toEqual(['for Bob']);
  });

  test('leaves what is under way where it goes', async () => {
    const world = await startedWorld();
    let refuse = () => {};
    world.faults = [{ answersWhen: new Promise<void>((resolve) => (refuse = resolve)) }];
    await submit(world, 'a', change.note('for Bob', 'bob'));
    await repoint(world);
    expect(world.rows()).toContainEqual(
      expect.objectContaining({ key: 'a', state: 'sending', customerId: 'bob' }),
    );
    refuse();
    await world.advance(1000);
    expect(world.customer('bob').notes).toEqual(['for Bob']);
  });

  test('takes along what is submitted for the one who is gone by a panel that has not heard of it', async () => {
    const world = await startedWorld();
    await repoint(world);
    await submit(world, 'a', change.note('for Bob', 'bob'));
    expect(world.customer('ana').notes).toEqual(['for Bob']);
  });

  test('keeps the order of what the two had waiting', async () => {
    const world = await startedWorld();
    world.online = false;
    await submit(world, 'a', change.note('first', 'bob'));
    await submit(world, 'b', change.note('second', 'ana'));
    await repoint(world);
    world.online = true;
    await world.settle(world.outbox().pump());
    await world.advance(1000);
    expect(world.customer('ana').notes).toEqual(['first', 'second']);
  });

  test('of one with itself changes nothing', async () => {
    const world = await startedWorld();
    world.online = false;
    await submit(world, 'a', change.note('for Ana'));
    await repoint(world, 'ana', 'ana');
    expect(world.rows().map(({ key }) => key)).toEqual(['a']);
    world.online = true;
    await world.settle(world.outbox().pump());
    expect(world.customer('ana').notes).toEqual(['for Ana']);
  });

  test('outlives the worker, may be done twice, and touches no other company', async () => {
    const world = await startedWorld();
    world.online = false;
    await submit(world, 'a', change.note('for Bob', 'bob'));
    await world.settle(world.outbox().repoint(bolt, 'bob', 'ana'));
    expect(addresses(world)).toEqual([['a', 'bob']]);
    await repoint(world);
    await repoint(world);
    await world.start();
    world.online = true;
    await world.settle(world.outbox().pump());
    await world.advance(1000);
    expect(world.customer('ana').notes).toEqual(['for Bob']);
  });

  test('is of one company: another one may have made one of the same two the other way round', async () => {
    const world = await twoCompanies();
    await repoint(world);
    await world.settle(world.outbox().repoint(bolt, 'ana', 'bob'));
    await submit(world, 'a', change.note('for Bob', 'bob'));
    await submit(world, 'b', change.note('for Ana', 'ana'), bolt);
    expect(world.customer('ana').notes).toEqual(['for Bob']);
    expect(world.at(bolt).customer('bob').notes).toEqual(['for Ana']);
  });

  test('is forgotten after a while, and the later of two merges counts', async () => {
    const world = await startedWorld();
    await repoint(world);
    await repoint(world, 'ana', 'bob');
    await submit(world, 'a', change.note('for both', 'ana'));
    expect(world.customer('bob').notes).toEqual(['for both']);
    await world.advance(15 * 60_000);
    await world.settle(world.outbox().pump());
    expect(world.rows()).toEqual([]);
  });
});
