/** What was said of a chat lasts over its number and username, and asks where these say otherwise. */
import { beforeEach, describe, expect, it } from 'vitest';
import { customerOf } from '../support/samples.ts';
import { ana, bob, exact, flowWorld, nobody, ofAcme, settled } from './world.ts';

const lid = '100@lid';
const chat = `chat:5511999999999:${lid}`;
const sameChat = { chatId: lid, chatKey: lid, lid };
let world: ReturnType<typeof flowWorld>;

beforeEach(() => {
  world = flowWorld();
  world.known.set('by id', [exact('', customerOf('dora', { phones: [] }))]);
});

const candidates = async () => (await world.session.readTab(1))?.candidates ?? [];

async function linkHidden(customerId: string): Promise<void> {
  await world.open(1, null, 1, { username: 'dora', displayName: '@dora' });
  await world.follower.link({ ...ofAcme, chat, customerId });
  await settled();
}

describe('a chat that was linked while its number was hidden', () => {
  it('is known again under another username, and whoever takes the old one is not', async () => {
    await linkHidden('dora');
    await world.open(1, null, 2, { username: 'dora.new', displayName: '@dora.new' });
    expect(await world.state(1)).toBe('ready dora');
    await world.open(1, null, 3, {
      username: 'dora',
      displayName: '@dora',
      chatId: '200@lid',
      chatKey: '200@lid',
      lid: '200@lid',
    });
    expect(await world.state(1)).toBe('hidden-number');
  });

  it('goes on with the number that appears, also where the LID is not known later', async () => {
    await linkHidden('dora');
    await world.open(1, nobody, 2, sameChat);
    expect(await world.state(1)).toBe('ready dora');
    world.later(61_000);
    await world.open(1, nobody, 3, { lid: null });
    expect(await world.state(1)).toBe('ready dora');
  });

  it('says who was rejected while nobody else is known, until that is taken back', async () => {
    await linkHidden('dora');
    const rejected = async () => (await world.session.readTab(1))?.rejected?.map((one) => one.customerId);
    await world.follower.reject({ ...ofAcme, chat, customerIds: ['dora', 'gone'] });
    await settled();
    expect(await world.state(1)).toBe('hidden-number');
    expect(await rejected()).toEqual(['dora']);
    await world.follower.link({ ...ofAcme, chat, customerId: 'dora' });
    await settled();
    expect(await world.state(1)).toBe('ready dora');
    expect(await rejected()).toBeUndefined();
  });

  it('asks where the number that appears is another customer’s', async () => {
    await linkHidden('dora');
    await world.open(1, bob, 2, sameChat);
    expect(await world.state(1)).toBe('choose');
    expect((await candidates()).map(({ customerId, reason }) => [customerId, reason])).toEqual([
      ['dora', 'linked'],
      ['bob', 'same-number'],
    ]);
    await world.follower.link({ ...ofAcme, chat: `phone:+${bob}`, customerId: 'bob' });
    expect(await world.state(1)).toBe('ready bob');
    await world.open(1, null, 3);
    expect(await world.state(1)).toBe('ready bob');
  });

  it('keeps who was refused from being shown by the number', async () => {
    await world.open(1, null, 1);
    await world.follower.reject({ ...ofAcme, chat, customerIds: ['ana'] });
    await world.open(1, ana, 2, sameChat);
    expect(await world.state(1)).toBe('not-found');
  });

  it('is asked with the LID that one tab knows, also for another that does not', async () => {
    await linkHidden('dora');
    await world.open(1, bob, 2, sameChat);
    expect(await world.state(1)).toBe('choose');
    world.later(61_000);
    await world.open(2, bob, 1, { lid: null });
    expect([await world.state(1), await world.state(2)]).toEqual(['choose', 'choose']);
  });

  it('shows nobody by the number before the LID was asked, however fresh the answer is', async () => {
    await linkHidden('dora');
    await world.open(1, nobody, 2, { lid: null });
    expect(await world.state(1)).toBe('not-found');
    await world.open(1, nobody, 2, sameChat);
    expect(await world.state(1)).toBe('ready dora');
  });
});

describe('a chat that has a username and no number', () => {
  const dora = customerOf('dora', { name: 'dora', phones: [] });
  beforeEach(() => world.named.set('dora', [dora]));
  const open = (epoch: number, username: string, more = {}) =>
    world.open(1, null, epoch, { username, displayName: `@${username}`, ...more });

  it('always asks about who is called like it, also when there is one alone', async () => {
    await open(1, 'dora');
    expect(await world.state(1)).toBe('confirm');
    expect(await candidates()).toMatchObject([{ customerId: 'dora', reason: 'username' }]);
    await world.follower.link({ ...ofAcme, chat, customerId: 'dora' });
    expect(await world.state(1)).toBe('ready dora');
  });

  it('asks about nobody who was refused, nor by a username that it has no more', async () => {
    await open(1, 'dora');
    await settled();
    await open(2, 'nobody');
    expect(await world.state(1)).toBe('hidden-number');
    await open(3, 'dora');
    expect(await world.state(1)).toBe('hidden-number');
    world.later(61_000);
    await open(4, 'dora');
    expect(await world.state(1)).toBe('confirm');
    await world.follower.reject({ ...ofAcme, chat, customerIds: ['dora'] });
    expect(await world.state(1)).toBe('hidden-number');
  });

  it('is whom the agent chose, whoever is called like it', async () => {
    world.known.set('by id', [exact('', dora), exact('', customerOf('eva', { phones: [] }))]);
    await open(1, 'dora');
    await world.follower.link({ ...ofAcme, chat, customerId: 'eva' });
    expect(await world.state(1)).toBe('ready eva');
  });
});

describe('a chat that was linked, and has another number now', () => {
  it('asks whether it is still whom the agent chose, and remembers that', async () => {
    await world.open(1, ana, 1, sameChat);
    await world.follower.link({ ...ofAcme, chat: `phone:+${ana}`, customerId: 'dora' });
    expect(await world.state(1)).toBe('ready dora');
    await world.open(1, nobody, 2, sameChat);
    expect(await world.state(1)).toBe('confirm');
    expect(await candidates()).toMatchObject([{ customerId: 'dora', reason: 'linked' }]);
    await world.follower.link({ ...ofAcme, chat: `phone:+${nobody}`, customerId: 'dora' });
    await world.open(1, nobody, 3, sameChat);
    expect(await world.state(1)).toBe('ready dora');
  });

  it('shows whoever was chosen where the new number is theirs', async () => {
    await world.open(1, ana, 1, sameChat);
    await world.follower.link({ ...ofAcme, chat: `phone:+${ana}`, customerId: 'bob' });
    await world.open(1, bob, 2, sameChat);
    expect(await world.state(1)).toBe('ready bob');
  });

  it('and whoever has its old number is not taken for them', async () => {
    await world.open(1, nobody, 1, sameChat);
    await world.follower.link({ ...ofAcme, chat: `phone:+${nobody}`, customerId: 'dora' });
    await world.open(1, nobody, 2, { chatId: '300@lid', chatKey: '300@lid', lid: '300@lid' });
    expect(await world.state(1)).toBe('confirm');
    await world.follower.reject({ ...ofAcme, chat: `phone:+${nobody}`, customerIds: ['dora'] });
    expect(await world.state(1)).toBe('not-found');
  });
});
