import { describe, expect, test } from 'vitest';
import type { Change } from '../../../lib/crm/port.ts';
import { acme } from '../support/samples.ts';
import {
  bolt,
  capabilities,
  change,
  createWorld,
  type Fault,
  startedWorld,
  submit,
  tick,
  twoCompanies,
  type World,
} from './world.ts';

const undo = (world: Awaited<ReturnType<typeof startedWorld>>, id: string) =>
  world.settle(world.outbox().undo(id));

/** Gives up what waits while nobody stands for its account, which comes back after that. */
async function giveUpWithout(world: World, id: string): Promise<void> {
  world.standing = [bolt];
  await world.settle(world.outbox().close(id, 'dropped'));
  world.standing = [acme, bolt];
}

describe('submitting', () => {
  test('writes the change, and says saved only after the back end did', async () => {
    const world = await startedWorld();
    await submit(world, 'a', change.note('hello'));
    expect(world.customer('ana').notes).toEqual(['hello']);
    const states = world.digests.flatMap(({ writes }) => writes.map(({ state }) => state));
    expect([...new Set(states)]).toEqual(['waiting', 'sending', 'done']);
    expect(world.told).toEqual([{ id: 'a', customerId: 'ana' }]);
  });

  test('keeps the change on the disk before the first byte leaves', async () => {
    const world = await startedWorld();
    world.faults = ['hangs'];
    await submit(world, 'a', change.note('hello'));
    expect(world.rows()).toMatchObject([{ key: 'a', state: 'sending' }]);
    world.online = false;
    await submit(world, 'b', change.note('hi', 'bob'));
    expect(world.rows()[1]).toMatchObject({ key: 'b', state: 'waiting' });
  });

  test('takes the same id twice as one write, while it waits and after it is done', async () => {
    const world = await startedWorld();
    world.online = false;
    await submit(world, 'a', change.note('hello'));
    await submit(world, 'a', change.note('hello'));
    world.online = true;
    await world.settle(world.outbox().pump());
    await submit(world, 'a', change.note('hello'));
    await world.advance(120_000);
    await submit(world, 'a', change.note('hello'));
    expect(world.customer('ana').notes).toEqual(['hello']);
  });

  test('is refused when the disk is full, and writes nothing', async () => {
    const world = createWorld();
    world.addCustomer('ana', '+5511900000001');
    await world.start();
    world.disk.set = () => {
      throw Object.assign(new Error('full'), { code: 'STORAGE_FULL', retryable: false });
    };
    await expect(
      world.outbox().submit({ id: 'a', accountId: acme, change: change.note('x') }),
    ).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    expect(world.customer('ana').notes).toEqual([]);
  });

  test('sets the alarm before anything else, so that a worker that dies at once is woken', async () => {
    const world = await startedWorld();
    world.fuse = 4;
    await submit(world, 'a', change.note('hello'));
    expect(world.life?.dead).toBe(true);
    expect(world.rows()).toMatchObject([{ state: 'waiting' }]);
    await world.advance(31_000);
    expect(world.customer('ana').notes).toEqual(['hello']);
  });
});

test('a worker that dies before it knows which accounts there are is woken for what it kept', async () => {
  const world = await startedWorld();
  void world.start();
  world.fuse = 6;
  await submit(world, 'a', change.note('hello'));
  expect(world.rows()).toMatchObject([{ state: 'waiting' }]);
  expect(world.life?.dead).toBe(true);
  await world.advance(31_000);
  expect(world.customer('ana').notes).toEqual(['hello']);
});

test('what is saved says since when', async () => {
  const world = await startedWorld();
  world.faults = ['hangs'];
  await submit(world, 'a', change.note('hello'));
  await submit(world, 'b', change.note('hi', 'bob'));
  expect(world.writes().map(({ id, doneAt }) => [id, doneAt])).toEqual([
    ['a', null],
    ['b', world.now],
  ]);
});

test('what is saved is told once, however long the rest of the worker takes to hear of it', async () => {
  const world = await startedWorld();
  const { promise, resolve } = Promise.withResolvers<void>();
  world.hearing = promise;
  await submit(world, 'a', change.note('hello'));
  await world.settle(world.outbox().pump());
  resolve();
  await world.advance(1_000);
  expect(world.told).toEqual([{ id: 'a', customerId: 'ana' }]);
});

describe('a disk that fails for a moment', () => {
  test('when something is to be sent has it told, and sent half a minute later', async () => {
    const world = await startedWorld();
    world.online = false;
    await submit(world, 'a', change.note('hello'));
    world.online = true;
    world.onDisk = () => {
      world.onDisk = () => {};
      world.diskFaults = 1;
    };
    await submit(world, 'b', change.note('hi', 'bob'));
    expect(world.troubles).toEqual(['STORAGE_FULL']);
    await world.advance(31_000);
    expect([world.customer('ana').notes, world.customer('bob').notes]).toEqual([['hello'], ['hi']]);
  });

  test('is left in peace for half a minute', async () => {
    const world = await startedWorld();
    const { promise, resolve } = Promise.withResolvers<void>();
    world.connecting = promise;
    await submit(world, 'a', change.note('hello'));
    world.diskFaults = 1;
    resolve();
    await tick();
    await world.advance(29_000);
    expect([world.troubles, world.applied]).toEqual([['STORAGE_FULL'], 0]);
    await world.advance(2_000);
    expect(world.customer('ana').notes).toEqual(['hello']);
  });

  test('when the alarm rings is asked again half a minute later', async () => {
    const world = await startedWorld();
    world.online = false;
    await submit(world, 'a', change.note('hello'));
    world.online = true;
    world.diskFaults = 1;
    await world.advance(5_000);
    expect(world.troubles).toEqual(['STORAGE_FULL']);
    await world.advance(31_000);
    expect(world.customer('ana').notes).toEqual(['hello']);
  });

  test('when it should keep that a change was told has it told again half a minute later', async () => {
    const world = await startedWorld();
    const { promise, resolve } = Promise.withResolvers<void>();
    world.hearing = promise;
    await submit(world, 'a', change.note('hello'));
    world.diskFaults = 1;
    resolve();
    await tick();
    expect(world.diskFaults).toBe(0);
    await world.advance(31_000);
    expect(world.told.map(({ id }) => id)).toEqual(['a', 'a']);
    expect(world.write('a')).toMatchObject({ state: 'done', inCard: true });
  });

  test('when a worker starts is asked again half a minute later', async () => {
    const world = await startedWorld();
    world.online = false;
    await submit(world, 'a', change.note('hello'));
    world.online = true;
    world.kill();
    world.diskFaults = 1;
    await world.advance(5_000);
    expect(world.troubles).toEqual(['STORAGE_FULL']);
    await world.advance(31_000);
    expect(world.customer('ana').notes).toEqual(['hello']);
  });
});

test('what is saved is said to be in the card as soon as the rest of the worker has heard of it, and not before', async () => {
  const world = await startedWorld();
  await submit(world, 'a', change.tags(['Hot']));
  await world.advance(1_000);
  const said = world.digests.flatMap(({ writes }) => writes).filter(({ state }) => state === 'done');
  expect(said.map(({ inCard }) => inCard ?? false)).toEqual([false, true]);
});

test('what the rest of the worker could not take is told again, and others go on meanwhile', async () => {
  const world = await startedWorld();
  world.hearingFaults = 2;
  await submit(world, 'a', change.tags(['Hot']));
  await world.advance(1_000);
  expect(world.write('a')).toMatchObject({ state: 'done' });
  expect(world.write('a')).not.toHaveProperty('inCard');
  expect(world.troubles).toEqual(['BUG']);
  await submit(world, 'b', change.note('hello', 'bob'));
  expect(world.customer('bob').notes).toEqual(['hello']);
  await world.advance(31_000);
  expect(world.told.map(({ id, customerId }) => [id, customerId])).toEqual([
    ['b', 'bob'],
    ['a', 'ana'],
  ]);
  expect(world.write('a')).toMatchObject({ inCard: true });
});

test('what was saved of one thing is told in the order it was asked for, so that no older word comes over a newer', async () => {
  const world = await startedWorld();
  const { promise, resolve } = Promise.withResolvers<void>();
  world.hearing = promise;
  await submit(world, 'a', change.edit('email', null, 'one@example.com'));
  await world.advance(1_000);
  world.hearing = null;
  await submit(world, 'b', change.edit('email', 'one@example.com', 'two@example.com'));
  await submit(world, 'c', change.tags(['Hot']));
  await world.advance(1_000);
  const inCard = () => ['a', 'b', 'c'].map((id) => world.write(id)?.inCard ?? false);
  expect(inCard()).toEqual([false, false, true]);
  resolve();
  await tick();
  expect(inCard()).toEqual([true, true, true]);
  expect(world.told.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
});

describe('order', () => {
  test('different customers are written in parallel, four at most; one customer one at a time', async () => {
    const world = await startedWorld();
    world.online = false;
    for (let n = 0; n < 6; n++) world.addCustomer(`c${n}`, `+5550000000${n}`);
    await submit(world, 't', change.tags(['Hot'], [], 'c0'));
    for (let n = 0; n < 6; n++) await submit(world, `n${n}`, change.note('x', `c${n}`));
    world.online = true;
    world.faults = Array(20).fill('hangs');
    await world.settle(world.outbox().pump());
    expect(world.applied).toBe(4);
    expect(world.mostPerCustomer).toBe(1);
  });

  test('what failed holds up its own target only', async () => {
    const world = await startedWorld();
    world.faults = [{ refuses: 'INVALID_INPUT' }];
    await submit(world, 'a', change.note('one'));
    await submit(world, 'b', change.note('two'));
    await submit(world, 'c', change.edit('name', null, 'Ana'));
    await submit(world, 'd', change.tags(['Hot']));
    expect(world.write('a')).toMatchObject({ state: 'failed', error: { code: 'INVALID_INPUT' } });
    expect(world.write('b')).toMatchObject({ state: 'waiting', behind: 'undecided' });
    expect(world.write('c')?.state).toBe('done');
    expect(world.write('d')?.state).toBe('done');
    await world.settle(world.outbox().retry('a'));
    expect(world.customer('ana').notes).toEqual(['one', 'two']);
  });

  test('what failed and is given up lets the next one go', async () => {
    const world = await startedWorld();
    world.faults = [{ refuses: 'FORBIDDEN' }];
    await submit(world, 'a', change.note('one'));
    await submit(world, 'b', change.note('two'));
    await world.settle(world.outbox().close('a', 'dropped'));
    expect(world.customer('ana').notes).toEqual(['two']);
    expect(world.write('a')).toBeUndefined();
  });

  test('a lost stage holds up the next stage, not the tags', async () => {
    const world = await startedWorld();
    world.faults = ['lost before'];
    await submit(world, 'a', change.stage('s0', 's1'));
    await submit(world, 'b', change.stage('s1', 's2'));
    await submit(world, 'c', change.tags(['Hot']));
    expect(world.write('c')?.state).toBe('done');
    expect(world.write('b')?.state).toBe('waiting');
    await world.advance(31_000);
    expect(world.landings.filter(({ kind }) => kind === 'setStage')).toMatchObject([
      { to: { stageId: 's1' } },
      { to: { stageId: 's2' } },
    ]);
  });
});

describe('where a write carries the whole row, one whose answer was lost', () => {
  const wholeRow = { able: true, repeatable: true, verifiable: true, undo: true, wholeRow: true } as const;

  async function wholeRows(...faults: Fault[]) {
    const world = await startedWorld();
    world.wholeRows = true;
    const { change: kinds } = world.capabilities;
    world.capabilities = { ...world.capabilities, change: { ...kinds, edit: wholeRow, setStage: wholeRow } };
    world.faults = faults;
    return world;
  }

  async function lostEdit() {
    const world = await wholeRows('lost, lands late');
    await submit(world, 'a', change.edit('email', null, 'x'));
    return world;
  }

  test('undoes no later one by landing late: that waits until it can land no more, and says so', async () => {
    const world = await lostEdit();
    await submit(world, 'b', change.edit('name', null, 'Ana'));
    expect(world.write('b')).toMatchObject({ state: 'waiting', behind: 'unsettled' });
    await world.advance(60_000);
    expect(Object.fromEntries(world.customer('ana').fields)).toEqual({ email: 'x', name: 'Ana' });
    expect(world.writes().map(({ state }) => state)).toEqual(['done', 'done']);
    expect(world.landings).toHaveLength(2);
  });

  test('is not sent again under a later one that may still land', async () => {
    const world = await wholeRows({ refuses: 'FORBIDDEN' }, 'lost before', 'lost, lands late');
    await submit(world, 'a', change.stage('s0', 's1'));
    await submit(world, 'b', change.edit('email', null, 'x'));
    await world.advance(29_000);
    await world.settle(world.outbox().retry('a'));
    await world.advance(120_000);
    expect(world.customer('ana')).toMatchObject({ stage: 's1', fields: new Map([['email', 'x']]) });
    expect(world.writes().map(({ state }) => state)).toEqual([]);
  });

  test.each([
    ['a change that carries no whole row', change.note('hello')],
    ["another customer's", change.edit('name', null, 'Bob', 'bob')],
  ])('does not hold up %s', async (_, other) => {
    const world = await lostEdit();
    await submit(world, 'b', other);
    expect(world.write('b')?.state).toBe('done');
  });
});

test('whom the back end lists twice is one customer: what is for their number goes to them', async () => {
  const world = await startedWorld();
  for (let times = 0; times < 2; times++) world.addCustomer('eve', '+15550100009');
  await submit(world, 'a', change.note('hello', 'phone:+15550100009'));
  expect(world.customer('eve').notes).toEqual(['hello']);
});

describe('what goes together', () => {
  test('says so once it is saved, as it is undone together from then on', async () => {
    const world = await startedWorld();
    world.online = false;
    await submit(world, 'a', change.tags(['Hot']));
    await submit(world, 'b', change.tags(['VIP']));
    expect(world.write('b')?.together).toBeUndefined();
    world.online = true;
    await world.settle(world.outbox().pump());
    expect(world.write('b')).toMatchObject({ state: 'done', together: 2 });
    await undo(world, 'b');
    expect(world.customer('ana').tags).toEqual(new Set());
  });

  test('is of one customer: the tags of two stay apart', async () => {
    const world = await startedWorld();
    world.online = false;
    await submit(world, 'a', change.tags(['Hot']));
    await submit(world, 'b', change.tags(['VIP'], [], 'bob'));
    expect(world.writes().map(({ id, customerId }) => [id, customerId])).toEqual([
      ['a', 'ana'],
      ['b', 'bob'],
    ]);
    world.online = true;
    await world.settle(world.outbox().pump());
    expect([world.customer('ana').tags, world.customer('bob').tags]).toEqual([
      new Set(['Hot']),
      new Set(['VIP']),
    ]);
  });

  test('is of one company: neither joins nor holds up what is for the same id at another', async () => {
    const world = await twoCompanies();
    world.faults = [{ refuses: 'FORBIDDEN' }];
    await submit(world, 'a', change.edit('email', null, 'x'));
    await submit(world, 'b', change.edit('email', null, 'y'), bolt);
    expect([world.write('a')?.state, world.at(bolt).write('b')?.state]).toEqual(['failed', 'done']);
    world.online = false;
    await submit(world, 'c', change.tags(['Hot']));
    await submit(world, 'd', change.tags(['VIP']), bolt);
    expect(world.write('c')).toMatchObject({ change: { add: [{ name: 'Hot' }] } });
    expect(world.at(bolt).write('d')).toMatchObject({ change: { add: [{ name: 'VIP' }] } });
  });

  test('waits for no request that is under way to the same id of another company', async () => {
    const world = await twoCompanies();
    world.faults = ['hangs'];
    await submit(world, 'a', change.note('hello'), bolt);
    await submit(world, 'b', change.note('hello'));
    expect([world.at(bolt).write('a')?.state, world.write('b')?.state]).toEqual(['sending', 'done']);
  });

  test('takes back nothing that a colleague did a moment before', async () => {
    const world = await startedWorld();
    world.customer('ana').stage = 's1';
    await submit(world, 'a', change.stage('s0', 's1'));
    expect(world.write('a')).toMatchObject({ state: 'done', undoUntil: null });
    await undo(world, 'a');
    expect(world.customer('ana').stage).toBe('s1');
  });

  test('takes back its own, though its answer was lost and it was there when it was sent again', async () => {
    const world = await startedWorld();
    world.faults = ['lost before', { refuses: 'RATE_LIMITED' }];
    await submit(world, 'a', change.stage('s0', 's1'));
    await world.advance(31_000);
    expect(world.write('a')).toMatchObject({ state: 'waiting', mayHaveLanded: true });
    // Later than anybody looked.
    world.customer('ana').stage = 's1';
    while (world.write('a')?.state === 'waiting') await world.advance(1_000);
    expect(world.write('a')?.state).toBe('done');
    await undo(world, 'a');
    expect(world.customer('ana').stage).toBe('s0');
  });

  test('is undone whatever was written since for the same id at another company', async () => {
    const world = await twoCompanies();
    await submit(world, 'a', change.stage('s0', 's1'));
    await submit(world, 'b', change.stage('s0', 's2'), bolt);
    expect(world.write('a')?.undoUntil).toBe(world.now + 8_000);
    await undo(world, 'a');
    expect([world.customer('ana').stage, world.at(bolt).customer('ana').stage]).toEqual(['s0', 's2']);
  });

  test('joins the last of what waits, in whatever order the disk tells of it', async () => {
    const world = await startedWorld();
    world.online = false;
    const both: Change = {
      kind: 'edit',
      customerId: 'ana',
      edits: [
        { key: 'email', from: 'x', to: 'y' },
        { key: 'name', from: null, to: 'Ana' },
      ],
    };
    await submit(world, 'a', change.edit('email', null, 'x'));
    await submit(world, 'b', both);
    await submit(world, 'c', change.edit('email', 'y', 'z'));
    world.online = true;
    await world.settle(world.outbox().pump());
    await world.advance(1_000);
    expect(Object.fromEntries(world.customer('ana').fields)).toEqual({ email: 'z', name: 'Ana' });
  });

  test('waits for what touches one of its fields', async () => {
    const world = await startedWorld();
    world.faults = ['lost before'];
    await submit(world, 'a', change.edit('email', null, 'x'));
    await submit(world, 'b', {
      kind: 'edit',
      customerId: 'ana',
      edits: [
        { key: 'name', from: null, to: 'Ana' },
        { key: 'email', from: 'x', to: 'y' },
      ],
    });
    expect(world.write('b')?.state).toBe('waiting');
    await world.advance(31_000);
    expect(Object.fromEntries(world.customer('ana').fields)).toEqual({ email: 'y', name: 'Ana' });
  });

  test('a note that moves the stage waits for the stage before it, and a note alone does not', async () => {
    const world = await startedWorld();
    world.faults = ['lost before'];
    await submit(world, 'a', change.stage('s0', 's1'));
    await submit(world, 'b', change.note('alone'));
    await submit(world, 'c', { kind: 'note', customerId: 'ana', text: 'moved', stageId: 's2' });
    expect(['a', 'b', 'c'].map((id) => world.write(id)?.state)).toEqual(['sending', 'done', 'waiting']);
  });

  test('a stage waits for the note before it that moves it too', async () => {
    const world = await startedWorld();
    world.faults = ['lost before'];
    await submit(world, 'a', { kind: 'note', customerId: 'ana', text: 'moved', stageId: 's1' });
    await submit(world, 'b', change.stage('s1', 's2'));
    expect(world.write('b')?.state).toBe('waiting');
  });
});

describe('whom a change is for', () => {
  test('who goes by an id is not looked up by a number that stands in it', async () => {
    const world = await startedWorld();
    world.addCustomer('crm-1:5511900000001', '+15550100001');
    await submit(world, 'a', change.note('hello', 'crm-1:5511900000001'));
    expect(world.customer('crm-1:5511900000001').notes).toEqual(['hello']);
    expect(world.lookUps).toBe(0);
  });

  test('somebody whose number only resembles is not written to', async () => {
    const world = await startedWorld();
    world.addCustomer('cai', '+5511900000009');
    world.resembling = ['cai'];
    await submit(world, 'a', change.note('hello', 'phone:+551100000009'));
    expect(world.write('a')).toMatchObject({ state: 'failed', error: { code: 'NOT_FOUND' } });
    expect(world.customer('cai').notes).toEqual([]);
  });

  test('one of exactly that number is written to, whoever resembles', async () => {
    const world = await startedWorld();
    world.addCustomer('cai', '+5511900000009');
    world.resembling = ['cai'];
    await submit(world, 'a', change.note('hello', 'phone:+5511900000001'));
    expect(world.customer('ana').notes).toEqual(['hello']);
  });

  test('of two with that number neither is written to', async () => {
    const world = await startedWorld();
    world.addCustomer('twin', '+5511900000001');
    await submit(world, 'a', change.note('hello', 'phone:+5511900000001'));
    expect(world.write('a')).toMatchObject({ state: 'failed', error: { code: 'NOT_FOUND' } });
    expect([...world.customer('ana').notes, ...world.customer('twin').notes]).toEqual([]);
  });
});

describe('creating a customer for a chat whose number is hidden', () => {
  const chat = 'chat:5511999999999:100@lid';
  const another = 'chat:5511999999999:200@lid';

  test('goes by the chat', async () => {
    const world = await startedWorld();
    await submit(world, 'a', change.createFor(chat));
    await submit(world, 'b', change.createFor(another));
    expect(world.writes().map(({ id, customerId, state }) => [id, customerId, state])).toEqual([
      ['a', chat, 'done'],
      ['b', another, 'done'],
    ]);
    expect(world.told.find(({ id }) => id === 'b')).toEqual({ id: 'b', customerId: 'c4' });
  });

  test('twice while it waits makes one, and a moment later none', async () => {
    const world = await startedWorld();
    world.online = false;
    await submit(world, 'a', change.createFor(chat));
    await submit(world, 'b', change.createFor(chat));
    world.online = true;
    await world.settle(world.outbox().pump());
    await world.advance(90_000);
    await submit(world, 'c', change.createFor(chat));
    expect(world.write('c')).toMatchObject({ state: 'failed', error: { code: 'CONFLICT' } });
    expect(world.customers.filter((one) => one.phone === chat)).toHaveLength(1);
  });

  test('asks where the answer was lost: there is no number to look for', async () => {
    const world = await startedWorld();
    world.faults = ['lost after'];
    await submit(world, 'a', change.createFor(chat));
    await world.advance(31_000);
    expect(world.write('a')?.state).toBe('unknown');
    await world.advance(600_000);
    expect(world.customers.filter((one) => one.phone === chat)).toHaveLength(1);
  });

  test('that came to nothing has what waits for it fail, and sends it to nobody', async () => {
    const world = await startedWorld();
    world.faults = [{ refuses: 'INVALID_INPUT' }];
    await submit(world, 'a', change.createFor(chat));
    await submit(world, 'b', change.note('first', chat));
    await world.settle(world.outbox().close('a', 'dropped'));
    expect(world.write('b')).toMatchObject({ state: 'failed', error: { code: 'NOT_FOUND' } });
    expect(world.applied).toBe(1);
  });
});

describe('creating a customer', () => {
  const phone = '+15550100009';
  const forNew = (text: string) => change.note(text, `phone:${phone}`);

  test('holds up everything for that number, which then goes to the new customer', async () => {
    const world = await startedWorld();
    world.online = false;
    await submit(world, 'a', change.create(phone));
    await submit(world, 'b', forNew('first'));
    await submit(world, 'c', change.tags(['Hot'], [], `phone:${phone}`));
    world.online = true;
    await world.settle(world.outbox().pump());
    await world.advance(1_000);
    expect(world.customers.at(-1)).toMatchObject({ phone, notes: ['first'], tags: new Set(['Hot']) });
    expect(world.write('b')).toMatchObject({ state: 'done', customerId: 'c3', change: { customerId: 'c3' } });
    expect(world.told.find(({ id }) => id === 'a')).toEqual({ id: 'a', customerId: 'c3' });
  });

  test('moves what waits to the new customer at once, without looking the number up', async () => {
    const world = await startedWorld();
    world.online = false;
    await submit(world, 'a', change.create(phone));
    await submit(world, 'b', forNew('first'));
    world.online = true;
    world.faults = ['ok', { refuses: 'OFFLINE' }];
    await world.settle(world.outbox().pump());
    expect(world.write('b')).toMatchObject({
      state: 'waiting',
      customerId: 'c3',
      change: { customerId: 'c3' },
    });
    expect(world.lookUps).toBe(0);
  });

  test('gives the new id to what is submitted for the number afterwards', async () => {
    const world = await startedWorld();
    await submit(world, 'a', change.create(phone));
    await world.advance(90_000);
    expect(world.write('a')).toBeUndefined();
    await submit(world, 'b', forNew('later'));
    expect(world.customers.at(-1)?.notes).toEqual(['later']);
    expect(world.lookUps).toBe(0);
  });

  test('has what is submitted for the number join what waits for the new customer', async () => {
    const world = await startedWorld();
    await submit(world, 'a', change.create(phone));
    world.online = false;
    await submit(world, 'b', change.tags(['Hot'], [], 'c3'));
    await submit(world, 'c', change.tags(['VIP'], [], `phone:${phone}`));
    expect(world.writes().map(({ id, customerId }) => [id, customerId])).toEqual([
      ['a', `phone:${phone}`],
      ['c', 'c3'],
    ]);
  });

  test('alone gives a new id: whoever has one keeps it', async () => {
    const world = await startedWorld();
    await submit(world, 'a', change.note('hello'));
    await submit(world, 'b', change.create(phone));
    expect(world.rows().map((row) => 'newId' in row && row.newId)).toEqual([null, 'c3']);
  });

  test('that failed keeps the rest waiting', async () => {
    const world = await startedWorld();
    world.faults = [{ refuses: 'INVALID_INPUT' }];
    await submit(world, 'a', change.create(phone));
    await submit(world, 'b', forNew('first'));
    expect(world.write('b')?.state).toBe('waiting');
    await world.settle(world.outbox().close('a', 'dropped'));
    expect(world.write('b')).toMatchObject({ state: 'failed', error: { code: 'NOT_FOUND' } });
  });

  test('whose answer was lost is found, and the rest goes to whom the number belongs', async () => {
    const world = await startedWorld();
    world.faults = ['lost after'];
    await submit(world, 'a', change.create(phone));
    await submit(world, 'b', forNew('first'));
    await world.advance(31_000);
    expect(world.write('a')?.state).toBe('done');
    expect(world.customers.filter((one) => one.phone === phone)).toHaveLength(1);
    expect(world.customers.at(-1)?.notes).toEqual(['first']);
  });

  test('twice makes one customer', async () => {
    const world = await startedWorld();
    world.faults = ['lost after'];
    await submit(world, 'a', change.create(phone));
    await submit(world, 'b', change.create(phone));
    await world.advance(31_000);
    expect(world.customers.filter((one) => one.phone === phone)).toHaveLength(1);
    expect(world.write('b')).toMatchObject({ state: 'failed', error: { code: 'CONFLICT' } });
  });

  test('is refused for a number that was created a moment ago', async () => {
    const world = await startedWorld();
    await submit(world, 'a', change.create(phone));
    await world.advance(90_000);
    await submit(world, 'b', change.create(phone));
    expect(world.write('b')).toMatchObject({ state: 'failed', error: { code: 'CONFLICT' } });
  });

  test.each<[string, (world: World) => Promise<unknown>]>([
    ['failed and was given up', (world) => world.settle(world.outbox().close('a', 'dropped'))],
    ['waited and was taken back', (world) => undo(world, 'a')],
    ['waited for an account that is gone and was given up', (world) => giveUpWithout(world, 'a')],
  ])('that %s can be asked for again', async (how, end) => {
    const world = await startedWorld();
    if (how.startsWith('failed')) world.faults = [{ refuses: 'INVALID_INPUT' }];
    else world.online = false;
    await submit(world, 'a', change.create(phone));
    await end(world);
    expect(world.writes()).toEqual([]);
    world.online = true;
    await submit(world, 'b', change.create(phone));
    expect(world.write('b')?.state).toBe('done');
    expect(world.customers.filter((one) => one.phone === phone)).toHaveLength(1);
  });

  test('can be asked for after a note for the number was taken back', async () => {
    const world = await startedWorld();
    world.online = false;
    await submit(world, 'a', forNew('first'));
    await undo(world, 'a');
    world.online = true;
    await submit(world, 'b', change.create(phone));
    expect(world.write('b')?.state).toBe('done');
  });

  test('that the agent finds to be there lets the rest go', async () => {
    const world = await startedWorld();
    world.faults = ['lost before'];
    await submit(world, 'a', change.create(phone));
    await submit(world, 'b', forNew('first'));
    await world.advance(31_000);
    expect(world.write('a')?.state).toBe('unknown');
    world.addCustomer('new', phone);
    await world.settle(world.outbox().close('a', 'there'));
    expect(world.customer('new').notes).toEqual(['first']);
  });
});

describe('a clock that is set back', () => {
  const aDay = 86_400_000;

  test('holds up nothing whose answer was lost', async () => {
    const world = await startedWorld();
    world.faults = ['lost after'];
    await submit(world, 'a', change.tags(['Hot']));
    world.now -= aDay;
    await world.settle(world.outbox().pump());
    await world.advance(31_000);
    expect(world.write('a')?.state).toBe('done');
    expect(world.applied).toBe(1);
  });

  test('holds up nothing that waits to be tried again', async () => {
    const world = await startedWorld();
    world.faults = [{ refuses: 'RATE_LIMITED' }];
    await submit(world, 'a', change.note('hello'));
    world.now -= aDay;
    await world.settle(world.outbox().pump());
    await tick();
    expect(world.customer('ana').notes).toEqual(['hello']);
  });

  test('has nobody asked sooner who asked for patience', async () => {
    const world = await startedWorld();
    world.faults = [{ refuses: 'RATE_LIMITED', retryAt: world.now + 7_200_000 }];
    await submit(world, 'a', change.note('hello'));
    await world.advance(3_600_000);
    await world.settle(world.outbox().pump());
    expect(world.customer('ana').notes).toEqual([]);
  });
});

describe('a lost answer', () => {
  test('to a repeatable change is looked for after 30 s, and not sent again when it is there', async () => {
    const world = await startedWorld();
    world.faults = ['lost, lands late'];
    await submit(world, 'a', change.tags(['Hot']));
    await world.advance(29_000);
    expect(world.write('a')?.state).toBe('sending');
    await world.advance(2_000);
    expect(world.write('a')?.state).toBe('done');
    expect(world.applied).toBe(1);
  });

  test('to a repeatable change that is absent is sent again', async () => {
    const world = await startedWorld();
    world.faults = ['lost before', { answersAfter: 'SERVER_DOWN' }];
    await submit(world, 'a', change.tags(['Hot']));
    await world.advance(61_000);
    expect(world.write('a')?.state).toBe('done');
    expect(world.applied).toBe(2);
  });

  test('to a repeatable change that can not be told asks the agent', async () => {
    const world = await startedWorld();
    world.faults = ['lost before'];
    await submit(world, 'a', change.stage('s0', 's1'));
    world.customer('ana').stage = 'elsewhere';
    await world.advance(31_000);
    expect(world.write('a')?.state).toBe('unknown');
    expect(world.applied).toBe(1);
  });

  test('again and again asks the agent in the end', async () => {
    const world = await startedWorld();
    world.faults = Array(10).fill('lost before');
    await submit(world, 'a', change.tags(['Hot']));
    await world.advance(600_000);
    expect(world.write('a')).toMatchObject({ state: 'unknown', error: { code: 'OUTCOME_UNKNOWN' } });
    expect(world.applied).toBe(5);
  });

  test.each(['OUTCOME_UNKNOWN', 'TIMEOUT', 'SERVER_DOWN', 'BAD_RESPONSE', 'CONTEXT_LOST', 'BUG'] as const)(
    '(%s) to a note that is there closes it',
    async (code) => {
      const world = await startedWorld();
      world.faults = [{ answersAfter: code }];
      await submit(world, 'a', change.note('hello'));
      await world.advance(31_000);
      expect(world.write('a')?.state).toBe('done');
      expect(world.customer('ana').notes).toEqual(['hello']);
    },
  );

  test('to a note that is absent asks the agent, and never sends it again by itself', async () => {
    const world = await startedWorld();
    world.faults = ['lost before'];
    await submit(world, 'a', change.note('hello'));
    await world.advance(3_600_000);
    expect(world.write('a')?.state).toBe('unknown');
    expect(world.applied).toBe(1);
    await world.settle(world.outbox().retry('a'));
    expect(world.customer('ana').notes).toEqual(['hello']);
    expect(world.write('a')?.state).toBe('done');
  });

  test('to what the agent finds to be there is closed, and told', async () => {
    const world = await startedWorld();
    world.faults = ['lost before'];
    await submit(world, 'a', change.note('hello'));
    await world.advance(31_000);
    await world.settle(world.outbox().close('a', 'there'));
    expect(world.write('a')).toMatchObject({ state: 'done', undoUntil: null });
    expect(world.told).toEqual([{ id: 'a', customerId: null }]);
    expect(world.applied).toBe(1);
  });

  test('is looked for again when the look itself found no network', async () => {
    const world = await startedWorld();
    world.faults = ['lost after'];
    world.lookFaults = ['OFFLINE', 'TIMEOUT'];
    await submit(world, 'a', change.note('hello'));
    await world.advance(91_000);
    expect(world.write('a')?.state).toBe('done');
  });

  test('asks the agent when the look was refused', async () => {
    const world = await startedWorld();
    world.faults = ['lost after'];
    world.lookFaults = ['BAD_CREDENTIALS'];
    await submit(world, 'a', change.note('hello'));
    await world.advance(31_000);
    expect(world.write('a')).toMatchObject({ state: 'unknown', error: { code: 'BAD_CREDENTIALS' } });
  });

  test('is not looked for where the back end can not tell: the repeatable goes again, the note asks', async () => {
    const world = await startedWorld();
    const blind = { able: true, repeatable: true, verifiable: false, undo: false } as const;
    world.capabilities = {
      ...capabilities,
      change: { ...capabilities.change, setTags: blind, note: { ...blind, repeatable: false } },
    };
    world.faults = ['lost after', 'lost after'];
    await submit(world, 'a', change.tags(['Hot']));
    await submit(world, 'b', change.note('hello'));
    await world.advance(31_000);
    expect(world.write('a')?.state).toBe('done');
    expect(world.write('b')?.state).toBe('unknown');
    expect(world.customer('ana').notes).toEqual(['hello']);
  });
});

describe('a write that certainly did not leave', () => {
  test.each(['OFFLINE', 'RATE_LIMITED', 'CLOCK_SKEW', 'PERMISSION_MISSING'] as const)(
    '(%s) waits and goes again, a note too',
    async (code) => {
      const world = await startedWorld();
      world.faults = [{ refuses: code }];
      await submit(world, 'a', change.note('hello'));
      expect(world.write('a')).toMatchObject({ state: 'waiting', error: { code } });
      await world.advance(6_000);
      expect(world.customer('ana').notes).toEqual(['hello']);
    },
  );

  test('waits as long as the server asked for', async () => {
    const world = await startedWorld();
    world.faults = [{ refuses: 'RATE_LIMITED', retryAt: world.now + 45_000 }];
    await submit(world, 'a', change.note('hello'));
    await world.advance(44_000);
    await world.settle(world.outbox().pump());
    expect(world.applied).toBe(1);
    await world.advance(2_000);
    expect(world.write('a')?.state).toBe('done');
  });

  test('for want of a network goes as soon as one is back', async () => {
    const world = await startedWorld();
    world.faults = Array(3).fill({ refuses: 'OFFLINE' });
    await submit(world, 'a', change.note('hello'));
    await world.advance(25_000);
    expect(world.applied).toBe(3);
    await world.settle(world.outbox().pump());
    expect(world.write('a')?.state).toBe('done');
  });

  test.each([
    'BAD_CREDENTIALS',
    'FORBIDDEN',
    'INVALID_INPUT',
    'CONFLICT',
    'NOT_FOUND',
    'UNSUPPORTED',
    'STORAGE_FULL',
  ] as const)('(%s) for good has failed, and keeps the text', async (code) => {
    const world = await startedWorld();
    world.faults = [{ refuses: code }];
    await submit(world, 'a', change.note('hello'));
    await world.advance(3_600_000);
    expect(world.write('a')).toMatchObject({ state: 'failed', error: { code }, change: { text: 'hello' } });
  });

  test('because the connection is not to be had fails or waits by the reason', async () => {
    const world = await startedWorld();
    world.adapterFault = 'NOT_CONFIGURED';
    await submit(world, 'a', change.note('hello'));
    expect(world.write('a')?.state).toBe('failed');
    world.adapterFault = 'PERMISSION_MISSING';
    await submit(world, 'b', change.tags(['Hot']));
    expect(world.write('b')?.state).toBe('waiting');
    world.adapterFault = null;
    await world.settle(world.outbox().pump());
    expect(world.write('b')?.state).toBe('done');
  });

  test('because the back end does not offer it has failed', async () => {
    const world = await startedWorld();
    await submit(world, 'a', { kind: 'assign', customerId: 'ana', from: null, to: { id: '1', name: 'Bo' } });
    expect(world.write('a')).toMatchObject({ state: 'failed', error: { code: 'UNSUPPORTED' } });
    expect(world.applied).toBe(0);
  });
});

describe('a bug', () => {
  test('in what may be repeated is shown at once', async () => {
    const world = await startedWorld();
    world.faults = [{ refuses: 'BUG' }];
    await submit(world, 'a', change.tags(['Hot']));
    expect(world.write('a')).toMatchObject({ state: 'failed', error: { code: 'BUG' } });
  });
});

describe('while waiting', () => {
  test('tags join into one difference', async () => {
    const world = await startedWorld();
    world.online = false;
    await submit(world, 'a', change.tags(['Hot', 'VIP']));
    await submit(world, 'b', change.tags(['Shoes'], ['VIP', 'Cold']));
    expect(world.writes()).toHaveLength(1);
    expect(world.digests.at(-1)?.past).toEqual(['a']);
    world.online = true;
    await world.settle(world.outbox().pump());
    expect(world.landings).toMatchObject([
      { add: [{ name: 'Hot' }, { name: 'Shoes' }], remove: [{ name: 'Cold' }] },
    ]);
  });

  test('edits of one field join; an edit of more fields does not overtake what stands between', async () => {
    const world = await startedWorld();
    world.online = false;
    const two = (email: string, name: string): Change => ({
      kind: 'edit',
      customerId: 'ana',
      edits: [
        { key: 'email', from: 'x', to: email },
        { key: 'name', from: 'Ana', to: name },
      ],
    });
    await submit(world, 'a', change.edit('email', null, 'x'));
    await submit(world, 'b', change.edit('name', null, 'Ana'));
    await submit(world, 'c', two('y', 'Anna'));
    await submit(world, 'd', change.edit('name', 'Anna', 'Hanna'));
    expect(world.writes()).toMatchObject([
      { id: 'a' },
      { id: 'b' },
      {
        id: 'd',
        change: {
          edits: [
            { key: 'email', from: 'x', to: 'y' },
            { key: 'name', from: 'Ana', to: 'Hanna' },
          ],
        },
      },
    ]);
    world.online = true;
    await world.settle(world.outbox().pump());
    expect(Object.fromEntries(world.customer('ana').fields)).toEqual({ email: 'y', name: 'Hanna' });
  });

  test('undo takes back the last step of what was joined, then the one before', async () => {
    const world = await startedWorld();
    world.online = false;
    await submit(world, 'a', change.tags(['Hot']));
    await submit(world, 'b', change.tags(['VIP']));
    await undo(world, 'b');
    expect(world.write('a')).toMatchObject({ change: { add: [{ name: 'Hot' }] } });
    await undo(world, 'a');
    expect(world.writes()).toEqual([]);
    await submit(world, 'a', change.tags(['Hot']));
    expect(world.writes()).toEqual([]);
  });

  test('undo of a note deletes it', async () => {
    const world = await startedWorld();
    world.online = false;
    await submit(world, 'a', change.note('hello'));
    expect(world.write('a')?.undoUntil).toBeGreaterThan(world.now);
    await undo(world, 'a');
    world.online = true;
    await world.settle(world.outbox().pump());
    expect(world.customer('ana').notes).toEqual([]);
  });

  test('nothing joins what may have landed: its key may be used up', async () => {
    const world = await startedWorld();
    world.faults = ['lost after'];
    world.lookFaults = ['unclear'];
    await submit(world, 'a', change.tags(['Hot']));
    await world.advance(31_000);
    expect(world.write('a')?.state).toBe('unknown');
    world.online = false;
    await world.settle(world.outbox().retry('a'));
    await submit(world, 'b', change.tags(['VIP']));
    expect(world.writes()).toMatchObject([{ id: 'a' }, { id: 'b' }]);
  });

  test('steps that come to nothing are not sent', async () => {
    const world = await startedWorld();
    world.online = false;
    await submit(world, 'a', change.stage('s0', 's1'));
    await submit(world, 'b', change.stage('s1', 's0'));
    world.online = true;
    await world.settle(world.outbox().pump());
    expect(world.applied).toBe(0);
    expect(world.digests.at(-1)).toEqual({ writes: [], past: ['a', 'b'] });
  });
});

describe('what waits again and may have landed', () => {
  /** The tag is in the CRM late, looked for too early, and waits for the network by then. */
  async function waitingAgain(what: Change): Promise<World> {
    const world = await startedWorld();
    world.faults = ['lost before', { refuses: 'OFFLINE' }];
    await submit(world, 'a', what);
    await world.advance(30_500);
    expect(world.write('a')).toMatchObject({ state: 'waiting', error: { code: 'OFFLINE' } });
    return world;
  }

  test('is not taken back: that would be one word here and another in the CRM', async () => {
    const world = await waitingAgain(change.tags(['Hot']));
    expect(world.write('a')).toMatchObject({ undoUntil: null, mayHaveLanded: true });
    await undo(world, 'a');
    expect(world.write('a')?.state).toBe('waiting');
  });

  test('can be undone once it is saved', async () => {
    const world = await waitingAgain(change.tags(['Hot']));
    await undo(world, 'a');
    await world.settle(world.outbox().pump());
    expect(world.write('a')?.state).toBe('done');
    await undo(world, 'a');
    expect(world.customer('ana').tags).toEqual(new Set());
  });

  test('takes nothing in that would come to nothing with it', async () => {
    const world = await waitingAgain(change.tags(['Hot']));
    world.online = false;
    await submit(world, 'b', change.tags([], ['Hot']));
    expect(world.writes().map(({ id }) => id)).toEqual(['a', 'b']);
    world.online = true;
    await world.settle(world.outbox().pump());
    expect(world.customer('ana').tags).toEqual(new Set());
    expect(world.landings).toHaveLength(2);
  });
});

describe('a decision of the agent', () => {
  test('about what is gone is none', async () => {
    const world = await startedWorld();
    for (const decide of [
      world.outbox().undo('gone'),
      world.outbox().retry('gone'),
      world.outbox().close('gone', 'there'),
    ])
      await world.settle(decide);
    expect([world.rows(), world.troubles]).toEqual([[], []]);
  });

  test('to try now what waits for its next try begins it at once', async () => {
    const world = await startedWorld();
    world.faults = [{ refuses: 'RATE_LIMITED', retryAt: world.now + 7_200_000 }];
    await submit(world, 'a', change.note('one'));
    expect(world.write('a')).toMatchObject({ state: 'waiting', error: { code: 'RATE_LIMITED' } });
    await world.settle(world.outbox().retry('a'));
    expect(world.customer('ana').notes).toEqual(['one']);
  });

  test('tells for whom it was, also where it is taken back', async () => {
    const world = await startedWorld();
    const person = { name: 'Ana', phone: '+5511900000001' };
    const submission = { id: 'a', accountId: acme, change: change.tags(['Hot']), person };
    await world.settle(world.outbox().submit(submission));
    expect(world.write('a')).toMatchObject({ state: 'done', person });
    world.faults = [{ refuses: 'FORBIDDEN' }];
    await world.settle(world.outbox().undo('a'));
    expect(world.digests.at(-1)?.writes.at(-1)).toMatchObject({ state: 'failed', person });
  });

  test('to send again is for what failed or is unknown alone', async () => {
    const world = await startedWorld();
    world.faults = ['ok', 'hangs'];
    await submit(world, 'done', change.note('hello'));
    await submit(world, 'sending', change.note('hi', 'bob'));
    for (const id of ['done', 'sending']) await world.settle(world.outbox().retry(id));
    expect(world.applied).toBe(2);
    expect(world.writes().map(({ state }) => state)).toEqual(['done', 'sending']);
  });

  test('that it is there is for what failed or is unknown alone', async () => {
    const world = await startedWorld();
    world.online = false;
    await submit(world, 'a', change.note('hello'));
    await world.settle(world.outbox().close('a', 'there'));
    world.standing = [bolt];
    await world.settle(world.outbox().close('a', 'there'));
    expect(world.write('a')?.state).toBe('waiting');
  });

  test('to give up is none for what is being sent, be its account gone', async () => {
    const world = await startedWorld();
    world.faults = ['hangs'];
    await submit(world, 'a', change.note('hello'));
    world.standing = [bolt];
    await world.settle(world.outbox().close('a', 'dropped'));
    expect(world.write('a')?.state).toBe('sending');
  });

  test('to give up is none for what is done, be its account gone', async () => {
    const world = await startedWorld();
    await submit(world, 'a', change.note('hello'));
    await giveUpWithout(world, 'a');
    expect(world.write('a')?.state).toBe('done');
  });
});

describe('undo of what is done', () => {
  test.each([
    ['tags', change.tags(['Hot']), () => change.tags([], ['Hot'])],
    ['a stage', change.stage('s0', 's1'), () => change.stage('s1', 's0')],
    ['an edit', change.edit('email', null, 'x'), () => change.edit('email', 'x', null)],
  ])('writes the way back of %s', async (_, there, back) => {
    const world = await startedWorld();
    await submit(world, 'a', there);
    expect(world.write('a')?.undoUntil).toBe(world.now + 8_000);
    await undo(world, 'a');
    expect(world.landings).toMatchObject([there, back()]);
    expect(world.write('undo:a')).toMatchObject({ state: 'done', undoes: true });
    expect(world.write('a')?.undoUntil).toBeNull();
  });

  test('can be taken back in its turn, which undoes nothing', async () => {
    const world = await startedWorld();
    await submit(world, 'a', change.stage('s0', 's1'));
    await undo(world, 'a');
    await undo(world, 'undo:a');
    expect(world.customer('ana').stage).toBe('s1');
    expect(world.write('undo:undo:a')).toMatchObject({ state: 'done' });
    expect(world.write('undo:undo:a')).not.toHaveProperty('undoes');
  });

  test('is written once, whatever follows it', async () => {
    const world = await startedWorld();
    await submit(world, 'a', change.tags(['Hot']));
    await undo(world, 'a');
    await submit(world, 'b', change.tags(['VIP']));
    await undo(world, 'a');
    expect(world.rows().find(({ key }) => key === 'a')).toMatchObject({ inverse: null });
    expect(world.applied).toBe(3);
  });

  test('is written once, though the worker dies in the middle of it', async () => {
    const world = await startedWorld();
    await submit(world, 'a', change.tags(['Hot']));
    world.fuse = 4;
    await undo(world, 'a');
    expect(world.life?.dead).toBe(true);
    await world.start();
    expect(world.write('undo:a')?.state).toBe('done');
    await undo(world, 'a');
    expect(world.landings).toHaveLength(2);
  });

  test('is not offered where the back end can not be told to', async () => {
    const world = await startedWorld();
    const { setTags } = capabilities.change;
    const once = { ...setTags, able: true, repeatable: true, verifiable: true, undo: false } as const;
    world.capabilities = { ...capabilities, change: { ...capabilities.change, setTags: once } };
    await submit(world, 'a', change.tags(['Hot']));
    expect(world.write('a')).toMatchObject({ state: 'done', undoUntil: null });
  });

  test('is over after 8 s', async () => {
    const world = await startedWorld();
    await submit(world, 'a', change.tags(['Hot']));
    await world.advance(8_001);
    await undo(world, 'a');
    expect(world.customer('ana').tags).toEqual(new Set(['Hot']));
  });

  test('is over when a newer change stands on it; other tags do not', async () => {
    const world = await startedWorld();
    await submit(world, 'a', change.stage('s0', 's1'));
    await submit(world, 'b', change.stage('s1', 's2'));
    expect(world.write('a')?.undoUntil).toBeNull();
    await undo(world, 'a');
    expect(world.customer('ana').stage).toBe('s2');
    await submit(world, 'c', change.tags(['Hot']));
    await submit(world, 'd', change.tags(['VIP']));
    await undo(world, 'c');
    expect(world.customer('ana').tags).toEqual(new Set(['VIP']));
  });

  test('is over when a newer change stands on one of its tags', async () => {
    const world = await startedWorld();
    await submit(world, 'a', change.tags(['Hot', 'VIP']));
    await submit(world, 'b', change.tags(['Shoes'], ['VIP']));
    expect(world.write('a')?.undoUntil).toBeNull();
  });

  test('is not offered for notes', async () => {
    const world = await startedWorld();
    await submit(world, 'a', change.note('hello'));
    expect(world.write('a')?.undoUntil).toBeNull();
    await undo(world, 'a');
    expect(world.writes()).toHaveLength(1);
  });
});

describe('time', () => {
  test('takes what is done off the screen after a minute, and forgets it after ten more', async () => {
    const world = await startedWorld();
    await submit(world, 'a', change.note('hello'));
    await world.advance(59_000);
    expect(world.write('a')?.state).toBe('done');
    await world.advance(2_000);
    expect(world.writes()).toEqual([]);
    expect(JSON.stringify(world.rows())).not.toContain('hello');
    await world.advance(601_000);
    await world.settle(world.outbox().pump());
    expect(world.rows()).toEqual([]);
    expect(world.digests.at(-1)).toEqual({ writes: [], past: [] });
    expect(world.alarm).toBeNull();
  });

  test('wakes nobody for what waits behind what failed', async () => {
    const world = await startedWorld();
    world.faults = [{ refuses: 'FORBIDDEN' }];
    await submit(world, 'a', change.note('one'));
    await submit(world, 'b', change.note('two'));
    expect(world.write('b')?.state).toBe('waiting');
    expect(world.alarm).toBeNull();
  });

  test('does not take off the screen what failed or is unknown', async () => {
    const world = await startedWorld();
    world.faults = [{ refuses: 'FORBIDDEN' }, 'lost before'];
    await submit(world, 'a', change.note('one'));
    await submit(world, 'b', change.note('two', 'bob'));
    await world.advance(86_400_000);
    expect(world.writes().map(({ state }) => state)).toEqual(['failed', 'unknown']);
  });

  test('a request that hangs for two minutes counts as lost, and its late answer as nothing', async () => {
    const world = await startedWorld();
    world.faults = ['hangs'];
    await submit(world, 'a', change.tags(['Hot']));
    await world.advance(130_000);
    expect(world.write('a')?.state).toBe('sending');
    await world.advance(60_000);
    expect(world.write('a')?.state).toBe('done');
    expect(world.applied).toBe(2);
    expect(world.mostPerCustomer).toBe(1);
  });

  test('a request that hung and answers late does not disturb the one that followed it', async () => {
    const world = await startedWorld();
    const [hung, next] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    world.faults = [{ answersWhen: hung.promise }, { answersWhen: next.promise }];
    await submit(world, 'a', change.tags(['Hot']));
    world.customer('ana').tags.clear();
    await world.advance(190_000);
    expect(world.applied).toBe(2);
    hung.resolve();
    await tick();
    expect(world.rows()).toMatchObject([{ state: 'sending', settleUntil: null }]);
    next.resolve();
    await tick();
    expect(world.write('a')?.state).toBe('done');
  });

  test('a connection that takes two minutes is given up, and its coming late sends nothing', async () => {
    const world = await startedWorld();
    let connect = () => {};
    world.connecting = new Promise<void>((resolve) => {
      connect = resolve;
    });
    await submit(world, 'a', change.note('hello'));
    world.connecting = new Promise(() => {});
    await world.advance(130_000);
    connect();
    await tick();
    await tick();
    expect(world.applied).toBe(0);
    expect(world.write('a')?.state).toBe('waiting');
  });
});

describe('while its connection is being made, a change', () => {
  async function connecting() {
    const world = await startedWorld();
    const { promise, resolve } = Promise.withResolvers<void>();
    world.connecting = promise;
    await submit(world, 'a', change.note('hello'));
    world.connecting = null;
    return {
      world,
      async connect() {
        resolve();
        await tick();
        await tick();
      },
    };
  }

  test.each([
    ['comes about', true],
    ['does not', false],
  ])('that is taken back stays taken back, where the connection %s', async (_, online) => {
    const { world, connect } = await connecting();
    await undo(world, 'a');
    world.online = online;
    await connect();
    world.online = true;
    await world.advance(60_000);
    expect(world.customer('ana').notes).toEqual([]);
    expect(world.digests.at(-1)).toEqual({ writes: [], past: ['a'] });
    expect(world.troubles).toEqual([]);
  });

  test('whose account goes waits as it was', async () => {
    const { world, connect } = await connecting();
    world.standing = [bolt];
    world.adapterFault = 'NOT_CONFIGURED';
    await connect();
    expect(world.rows()).toMatchObject([{ state: 'waiting', attempts: 0, error: null }]);
    world.standing = [acme, bolt];
    world.adapterFault = null;
    await world.settle(world.outbox().pump());
    expect(world.customer('ana').notes).toEqual(['hello']);
  });
});

test('a change that is to be looked for when its account goes is looked for when it is back', async () => {
  const world = await startedWorld();
  world.faults = ['lost after'];
  await submit(world, 'a', change.note('hello'));
  const { promise, resolve } = Promise.withResolvers<void>();
  world.connecting = promise;
  await world.advance(31_000);
  world.standing = [bolt];
  world.adapterFault = 'NOT_CONFIGURED';
  resolve();
  await tick();
  await tick();
  expect(world.write('a')?.state).toBe('sending');
  world.standing = [acme, bolt];
  world.adapterFault = null;
  await world.settle(world.outbox().pump());
  expect(world.write('a')?.state).toBe('done');
});

describe('a worker that starts', () => {
  test('sends at once what waited for the network', async () => {
    const world = await startedWorld();
    world.faults = Array(3).fill({ refuses: 'OFFLINE' });
    await submit(world, 'a', change.note('hello'));
    await world.advance(25_000);
    expect(world.write('a')?.state).toBe('waiting');
    await world.start();
    expect(world.write('a')?.state).toBe('done');
  });

  test('takes what was being sent as lost', async () => {
    const world = await startedWorld();
    world.faults = ['hangs'];
    await submit(world, 'a', change.note('hello'));
    await world.start();
    expect(world.write('a')?.state).toBe('sending');
    await world.advance(31_000);
    expect(world.write('a')?.state).toBe('unknown');
    expect(world.applied).toBe(1);
  });

  test('tells of what landed before, where the last one could not', async () => {
    const world = await startedWorld();
    await submit(world, 'a', change.note('hello'));
    const row = world.rows()[0];
    world.disk.set('a', JSON.stringify({ ...row, told: false }));
    await world.start();
    expect(world.told).toEqual([
      { id: 'a', customerId: 'ana' },
      { id: 'a', customerId: null },
    ]);
    await world.start();
    expect(world.told).toHaveLength(2);
  });

  test('is not disturbed by the late answer to the one before', async () => {
    const world = await startedWorld();
    let answer = () => {};
    const late = new Promise<void>((resolve) => {
      answer = resolve;
    });
    world.faults = [{ answersWhen: late }];
    await submit(world, 'a', change.stage('s0', 's1'));
    // The old one is not dead, only slow.
    world.life = null;
    await world.start();
    world.customer('ana').stage = 'elsewhere';
    await world.advance(31_000);
    expect(world.write('a')?.state).toBe('unknown');
    answer();
    await tick();
    expect(world.rows()).toMatchObject([{ state: 'unknown' }]);
    expect(world.troubles).toEqual([]);
  });

  test('takes no answer to what the one before sent for an answer to what it sends itself', async () => {
    const world = await startedWorld();
    const [late, next] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    world.faults = [{ answersWhen: late.promise }, { answersWhen: next.promise }];
    await submit(world, 'a', change.tags(['Hot']));
    world.life = null;
    await world.start();
    world.customer('ana').tags.clear();
    await world.advance(31_000);
    expect(world.applied).toBe(2);
    late.resolve();
    await tick();
    expect(world.rows()).toMatchObject([{ state: 'sending' }]);
    next.resolve();
    await world.advance(31_000);
    expect(world.write('a')?.state).toBe('done');
    expect(world.applied).toBe(2);
  });

  test('is not disturbed by one before that was still looking for its connection', async () => {
    const world = await startedWorld();
    let connect = () => {};
    world.connecting = new Promise<void>((resolve) => {
      connect = resolve;
    });
    await submit(world, 'a', change.note('hello'));
    world.connecting = null;
    world.life = null;
    await world.start();
    expect(world.write('a')?.state).toBe('done');
    connect();
    await tick();
    await tick();
    expect(world.customer('ana').notes).toEqual(['hello']);
  });
});
