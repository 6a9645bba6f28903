import { expect, it } from 'vitest';
import { AppError } from '../../../lib/errors/app-error.ts';
import { keys } from '../../../lib/session/shapes.ts';
import { ana, flowWorld } from './world.ts';

const look = (world: ReturnType<typeof flowWorld>) => world.follower.lookAtCard(world.adapter, 'c1', 'bob');

it('brings the card of somebody whom no tab shows, and leaves the tab with its own', async () => {
  const world = flowWorld();
  await world.open(1, ana, 1);
  expect(await world.state(1)).toBe('ready ana');
  const { connectionId, card } = await look(world);
  expect([connectionId, card.customer.name, card.timeline]).toEqual([
    'c1',
    'Bob',
    { events: [], next: null },
  ]);
  expect(await world.state(1)).toBe('ready ana');
  expect(world.rows.size).toBe(0);
});

it('asks nobody again while the card is fresh, and is content with an old one where nobody answers', async () => {
  const world = flowWorld();
  await look(world);
  await look(world);
  expect(world.asked).toEqual(['get bob']);
  world.later(61_000);
  world.fail(new AppError('OFFLINE'));
  expect((await look(world)).card.customer.name).toBe('Bob');
  await world.session.forgetCustomer('c1', 'bob');
  await expect(look(world)).rejects.toMatchObject({ code: 'OFFLINE' });
});

it('does not bring back whom the agent forgot meanwhile', async () => {
  const world = flowWorld();
  world.holdAnswers();
  const looking = look(world);
  await new Promise((done) => setImmediate(done));
  await world.follower.startOver(() => world.session.forgetCustomer('c1', 'bob'));
  world.letGo();
  await expect(looking).rejects.toMatchObject({ code: 'CONTEXT_LOST' });
  expect(await world.area.get(keys.customer('c1', 'bob'))).toEqual({});
});
