import { describe, expect, test } from 'vitest';
import type { Change } from '../../../lib/crm/port.ts';
import { change, type Fault, newPhone, startedWorld, submit } from './world.ts';

async function refused(first: Change, fault: Fault = { refuses: 'INVALID_INPUT' }) {
  const world = await startedWorld();
  world.faults = [fault];
  await submit(world, 'a', first);
  return world;
}

const withName = (name: string): Change => ({ ...change.create(newPhone), name }) as Change;

describe('a correction of what was refused', () => {
  test.each<[string, Change, Change]>([
    ['a field', change.edit('email', null, '38,5'), change.edit('email', null, '38')],
    ['a stage', change.stage('s0', 's1'), change.stage('s0', 's2')],
    ['a tag', change.tags(['Hot']), change.tags([], ['Hot'])],
    ['a new customer', withName('A'), withName('Ana')],
  ])('(%s) takes its place and is sent at once', async (_, wrong, right) => {
    const world = await refused(wrong);
    await submit(world, 'b', right);
    expect(world.write('a')).toBeUndefined();
    expect(world.write('b')?.state).toBe('done');
    expect(world.landings).toEqual([right]);
    expect(world.digests.at(-1)?.past).toContain('a');
  });

  test('that was made before the refusal came is sent as if nothing had been there', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const world = await startedWorld();
    world.faults = [{ refuses: 'INVALID_INPUT', when: promise }];
    await submit(world, 'a', change.edit('email', null, '38,5'));
    await submit(world, 'b', change.edit('email', '38,5', '38'));
    expect(world.writes()).toMatchObject([{ state: 'sending' }, { state: 'waiting' }]);
    resolve();
    await world.rest();
    expect(world.customer('ana').fields.get('email')).toBe('38');
    expect(world.writes()).toMatchObject([{ id: 'b', state: 'done' }]);
  });

  test('of some of it leaves the rest as it was', async () => {
    const world = await refused(change.tags(['Hot', 'VIP']));
    await submit(world, 'b', change.tags([], ['Hot']));
    expect(world.write('b')?.state).toBe('done');
    expect(world.write('a')).toMatchObject({ state: 'failed', change: { add: [{ name: 'VIP' }] } });
    await world.settle(world.outbox().retry('a'));
    expect([...world.customer('ana').tags]).toEqual(['VIP']);
  });

  test('is none that speaks of something else: other tags go at once, and what was refused stays', async () => {
    const world = await refused(change.tags(['Hot']));
    await submit(world, 'b', change.tags(['VIP']));
    expect(world.writes()).toMatchObject([
      { id: 'a', state: 'failed' },
      { id: 'b', state: 'done' },
    ]);
  });

  test('is none of a note: another one says something else', async () => {
    const world = await refused(change.note('one'));
    await submit(world, 'b', change.note('two'));
    expect(world.writes()).toMatchObject([{ state: 'failed' }, { state: 'waiting', behind: 'undecided' }]);
  });

  test('does not touch another customer', async () => {
    const world = await refused(change.stage('s0', 's1'));
    await submit(world, 'b', change.stage('s0', 's1', 'bob'));
    expect(world.write('a')?.state).toBe('failed');
  });

  test('that is refused too can be corrected as well', async () => {
    const world = await refused(change.edit('email', null, 'x'));
    world.faults = [{ refuses: 'INVALID_INPUT' }];
    await submit(world, 'b', change.edit('email', null, 'y'));
    expect(world.writes()).toMatchObject([{ id: 'b', state: 'failed' }]);
    await submit(world, 'c', change.edit('email', null, 'z'));
    expect(world.writes()).toMatchObject([{ id: 'c', state: 'done' }]);
  });
});

describe('what may be in the back end', () => {
  test('keeps its place: whoever comes after it waits, and says so', async () => {
    const world = await startedWorld();
    world.faults = ['lost before', { refuses: 'FORBIDDEN' }];
    await submit(world, 'a', change.edit('email', null, 'x'));
    await world.advance(31_000);
    expect(world.rows()).toMatchObject([{ state: 'failed', mayHaveLanded: true }]);
    await submit(world, 'b', change.edit('email', null, 'y'));
    expect(world.writes()).toMatchObject([{ state: 'failed' }, { state: 'waiting', behind: 'undecided' }]);
  });

  test('is told while it is looked for, and so is what waits for it', async () => {
    const world = await startedWorld();
    world.faults = ['lost before'];
    await submit(world, 'a', change.stage('s0', 's1'));
    await submit(world, 'b', change.stage('s1', 's2'));
    expect(world.writes()).toMatchObject([
      { state: 'sending', confirming: true },
      { state: 'waiting', behind: 'unsettled' },
    ]);
  });

  test('and was refused for what it did to other fields gives way to nothing', async () => {
    const world = await startedWorld();
    world.faults = [{ refuses: 'CONFLICT', reason: 'write-damaged' }];
    await submit(world, 'a', change.edit('email', null, 'x'));
    await submit(world, 'b', change.edit('email', null, 'y'));
    expect(world.writes()).toMatchObject([{ state: 'failed' }, { state: 'waiting', behind: 'undecided' }]);
  });
});

test('what is tried again says when', async () => {
  const world = await startedWorld();
  world.faults = [{ refuses: 'RATE_LIMITED' }];
  await submit(world, 'a', change.stage('s0', 's1'));
  expect(world.write('a')).toMatchObject({ state: 'waiting', nextTry: world.now + 5_000 });
});
