/** A back end that can look up no number: a chat is whose the agent says it is, and nobody's by itself. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { TabView } from '../../../lib/session/shapes.ts';
import { customerOf } from '../support/samples.ts';
import { ana, bolt, flowWorld, nobody, ofAcme } from './world.ts';

let world: ReturnType<typeof flowWorld>;
beforeEach(() => {
  world = flowWorld();
  world.unable('find');
});

const numbered = `phone:+${ana}`;
const hidden = 'chat:5511999999999:100@lid';
const shown = async (): Promise<TabView | null> => {
  await world.state(1);
  return (await world.session.readTab(1)) ?? null;
};

describe('a chat with a number', () => {
  it('is nobody’s until the agent says so, and the back end is not asked for its number', async () => {
    await world.open(1, ana, 1);
    expect(await world.state(1)).toBe('not-found');
    expect(world.asked).toEqual([]);
  });

  it('is the chosen one’s from then on, also when it is opened again', async () => {
    await world.open(1, ana, 1);
    await world.follower.link({ ...ofAcme, chat: numbered, customerId: 'bob' });
    expect(await world.state(1)).toBe('ready bob');
    await world.open(1, null, 2);
    await world.open(1, ana, 3);
    expect(await world.state(1)).toBe('ready bob');
  });

  it('is the chosen one’s for the company that was chosen in, and no other’s', async () => {
    await world.open(1, ana, 1);
    await world.follower.link({ ...ofAcme, chat: numbered, customerId: 'bob' });
    expect((await world.links.get(ofAcme.accountId, numbered)).customerId).toBe('bob');
    expect((await world.links.get(bolt, numbered)).customerId).toBeNull();
  });

  it('is asked about where the number behind the same chat changed', async () => {
    await world.open(1, ana, 1);
    await world.follower.link({ ...ofAcme, chat: numbered, customerId: 'bob' });
    await world.open(1, '5511900000077', 2, { chatKey: `9${ana}@lid`, lid: `9${ana}@lid` });
    expect(await world.state(1)).toBe('confirm');
  });

  it('can be taken from the chosen one, and given back', async () => {
    await world.open(1, ana, 1);
    await world.follower.link({ ...ofAcme, chat: numbered, customerId: 'bob' });
    await world.follower.reject({ ...ofAcme, chat: numbered, customerIds: ['bob'] });
    expect(await world.state(1)).toBe('not-found');
    expect((await shown())?.rejected).toMatchObject([{ customerId: 'bob' }]);
    await world.follower.link({ ...ofAcme, chat: numbered, customerId: 'bob' });
    expect(await world.state(1)).toBe('ready bob');
  });

  it('says so where the chosen one is no longer there', async () => {
    await world.open(1, ana, 1);
    await world.follower.link({ ...ofAcme, chat: numbered, customerId: 'bob' });
    world.known.clear();
    await world.follower.refresh('c1', numbered);
    expect(await world.state(1)).toBe('not-found');
    expect((await shown())?.linkGone).toBe(true);
  });
});

describe('a chosen one whom the back end has under another id', () => {
  /** As an earlier version called them, and as they are called now. */
  const rename = () => {
    const { get } = world.adapter;
    world.adapter.get = (id, signal) => get(id === 'old bob' ? 'bob' : id, signal);
  };

  it('is shown under that one, and what is kept goes with them, once', async () => {
    rename();
    await world.links.set(ofAcme.accountId, numbered, 'old bob');
    await world.open(1, ana, 1);
    expect(await world.state(1)).toBe('ready bob');
    expect(world.renamed).toEqual([{ ...ofAcme, gone: 'old bob', stays: 'bob' }]);
    expect((await world.links.get(ofAcme.accountId, numbered)).customerId).toBe('bob');
    world.later(61_000);
    await world.follower.refresh('c1', numbered);
    expect(await world.state(1)).toBe('ready bob');
    expect(world.renamed).toHaveLength(1);
  });

  it('is the same one in two chats that were linked by either id', async () => {
    rename();
    await world.links.set(ofAcme.accountId, numbered, 'old bob');
    await world.links.set(ofAcme.accountId, `phone:+${nobody}`, 'bob');
    await world.open(1, ana, 1);
    await world.open(2, nobody, 1);
    expect([await world.state(1), await world.state(2)]).toEqual(['ready bob', 'ready bob']);
  });

  it('is looked at under that one', async () => {
    rename();
    const { card } = await world.follower.lookAtCard(world.adapter, 'c1', 'old bob');
    expect([card.customer.id, card.timeline]).toEqual(['bob', { events: [], next: null }]);
  });
});

it('somebody whom the number finds is not taken for the chosen one who is gone', async () => {
  world = flowWorld();
  await world.links.set(ofAcme.accountId, numbered, 'gone');
  await world.open(1, ana, 1);
  expect(await world.state(1)).toBe('ready ana');
  expect(world.renamed).toEqual([]);
});

it('a chat whose number is hidden is linked by its LID', async () => {
  await world.open(1, null, 1, { numberHidden: true, hiddenPhone: ana });
  expect(await world.state(1)).toBe('hidden-number');
  await world.follower.link({ ...ofAcme, chat: hidden, customerId: 'bob' });
  expect(await world.state(1)).toBe('ready bob');
  await world.open(1, nobody, 2);
  await world.open(1, null, 3, { numberHidden: true, hiddenPhone: ana });
  expect(await world.state(1)).toBe('ready bob');
});

describe('a search', () => {
  it('for digits is one by what is written there', async () => {
    world.named.set(ana, [customerOf('bob', { phones: [] })]);
    expect(await world.follower.search('c1', ana)).toMatchObject({ people: [{ customerId: 'bob' }] });
    expect(world.asked).toEqual([`search ${ana}`]);
  });

  it('tells namesakes apart by what else is known of them', async () => {
    const fields = [
      { key: 'wechat', value: 'sol88', text: null },
      { key: 'operatingAccount', value: 'P03', text: null },
    ];
    world.named.set('Sol', [customerOf('one', { phones: [], fields })]);
    const { people } = await world.follower.search('c1', 'Sol');
    expect(people).toMatchObject([{ stored: '', marks: ['sol88', 'P03'] }]);
  });

  it('goes on where the part before ended', async () => {
    const asked: (string | null)[] = [];
    world.adapter.searchFurther = async (_text, from) => {
      asked.push(from);
      return { customers: [customerOf('bob')], goneThrough: from ? 40 : 20, next: from ? null : 'page 2' };
    };
    expect(await world.follower.search('c1', 'Bob')).toMatchObject({
      further: { from: 'page 2', goneThrough: 20 },
    });
    expect(await world.follower.search('c1', 'Bob', 'page 2')).not.toHaveProperty('further');
    expect(asked).toEqual([null, 'page 2']);
  });

  it('tells where it was accounts that it went through', async () => {
    world.adapter.searchFurther = async () => ({
      customers: [],
      goneThrough: 20,
      of: 'accounts',
      next: '20',
    });
    expect((await world.follower.search('c1', 'Bob')).further).toEqual({
      from: '20',
      goneThrough: 20,
      of: 'accounts',
    });
  });
});
