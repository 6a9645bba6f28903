/** A connection that is given to another company, which has customers of the same ids. */
import { beforeEach, describe, expect, it } from 'vitest';
import { accountId } from '../../../lib/accounts/account.ts';
import type { E164 } from '../../../lib/phone/e164.ts';
import { acme, customerOf, detectionOf } from '../support/samples.ts';
import { ana, bob, flowWorld, ofAcme, settled } from './world.ts';

const other = accountId('other');
const theirs: Parameters<ReturnType<typeof flowWorld>['giveAway']>[1] = [
  [ana, customerOf('ana', { name: 'Other Ana' })],
];

let world: ReturnType<typeof flowWorld>;
beforeEach(() => {
  world = flowWorld();
});

const card = async () => (await world.session.readCard('c1', 'ana'))?.customer.name;

describe('a connection that is given to another company', () => {
  it('shows nobody whom the first one answered with, however late', async () => {
    world.holdAnswers();
    await world.open(1, ana, 1);
    await settled();
    await world.giveAway(other, theirs);
    world.letGo();
    expect(await world.state(1)).toBe('ready ana');
    expect(await card()).toBe('Other Ana');
  });

  it('shows no line of the first one’s timeline under its own customer', async () => {
    world.events.push('line of Acme');
    world.holdAnswers();
    await world.open(1, ana, 1);
    await settled();
    world.letGo(`find c1 +${ana}`);
    await settled();
    await world.giveAway(other, theirs);
    await settled();
    world.letGo(`find c1 +${ana}`);
    await settled();
    expect(await card()).toBe('Other Ana');
    world.letGo('timeline c1 ana', 'oldest');
    await settled();
    expect((await world.session.readCard('c1', 'ana'))?.timeline).toBeNull();
  });

  it('names its new account in what a tab shows, so that a command reaches no other', async () => {
    await world.open(1, ana, 1);
    await settled();
    expect((await world.session.readTab(1))?.accountId).toBe(acme);
    await world.giveAway(other, theirs);
    expect((await world.session.readTab(1))?.accountId).toBe(other);
  });

  it('takes over no link of the first one', async () => {
    await world.follower.link({ ...ofAcme, chat: `phone:+${ana}`, customerId: 'bob' });
    await world.open(1, ana, 1);
    expect(await world.state(1)).toBe('ready bob');
    await world.giveAway(other, theirs);
    expect(await world.state(1)).toBe('ready ana');
  });

  it('shows nobody who was chosen or refused at the first one a moment before', async () => {
    const nameOnly = { confidence: 'name-only' as const, kind: null, chatKey: null };
    await world.open(1, null, 1, nameOnly);
    await world.open(2, ana, 1);
    await world.giveAway(other, theirs);
    await world.follower.link({ ...ofAcme, chat: 'open:doc:1', customerId: 'ana' });
    await world.follower.reject({ ...ofAcme, chat: `phone:+${ana}`, customerIds: ['ana'] });
    expect(await world.state(1)).toBe('name-only');
    expect(await world.state(2)).toBe('ready ana');
  });

  it('keeps for the first one what was said of its customers a moment before', async () => {
    const chat = `phone:+${ana}`;
    await world.open(1, ana, 1);
    await settled();
    await world.giveAway(other, theirs);
    await settled();
    world.asked.length = 0;
    await world.follower.link({ ...ofAcme, chat, customerId: 'bob' });
    await world.follower.reject({ ...ofAcme, chat, customerIds: ['ana'] });
    await world.follower.link({ ...ofAcme, chat: 'open:doc:1', customerId: 'bob' });
    expect(await world.links.get(acme, chat)).toEqual({ customerId: 'bob', rejected: ['ana'] });
    expect(await world.links.get(other, chat)).toEqual({ customerId: null, rejected: [] });
    // Under the number and under the LID.
    expect(world.rows.size).toBe(2);
    await settled();
    expect(world.asked).toEqual([]);
  });

  it('keeps whom a change of the first one created for the first one', async () => {
    await world.giveAway(other, theirs);
    await world.follower.written(
      null,
      {
        key: 'write',
        accountId: acme,
        change: { kind: 'create', phone: `+${bob}` as E164, name: null, fields: [] },
        createdAt: 1,
      },
      { customerId: 'new', applied: null },
    );
    expect((await world.links.get(acme, `phone:+${bob}`)).customerId).toBe('new');
    expect((await world.links.get(other, `phone:+${bob}`)).customerId).toBeNull();
  });

  it('shows no customer as a change of the first one left them', async () => {
    await world.giveAway(other, theirs);
    await world.open(1, ana, 1);
    await settled();
    await world.follower.written(
      null,
      { key: 'write', accountId: acme, change: { kind: 'claim', customerId: 'ana' }, createdAt: 1 },
      {
        customerId: 'ana',
        applied: { customerId: 'ana', customer: customerOf('ana', { name: 'Ana of Acme' }) },
      },
    );
    expect(await card()).toBe('Other Ana');
  });
});

it('a chat without a number goes by what was said of it at its own company', async () => {
  const hidden = detectionOf(null, 1);
  const chat = `chat:${hidden.account}:${hidden.chatKey}`;
  await world.follower.link({ ...ofAcme, chat, customerId: 'bob' });
  await world.open(1, null, 1);
  expect(await world.state(1)).toBe('ready bob');
  await world.giveAway(other, theirs);
  expect(await world.state(1)).toBe('hidden-number');
});
