/** A number that WhatsApp hides, though its database knows it: it finds the customer, and is in no name of the chat. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Detection } from '../../../lib/whatsapp/detection.ts';
import { customerOf } from '../support/samples.ts';
import { ana, bob, flowWorld, nobody, ofAcme, settled } from './world.ts';

let world: ReturnType<typeof flowWorld>;
beforeEach(() => {
  world = flowWorld();
});

const chat = 'chat:5511999999999:100@lid';
const hiding = (hiddenPhone: string): Partial<Detection> => ({
  username: 'ana',
  numberHidden: true,
  hiddenPhone,
});
const open = (hiddenPhone: string, epoch = 1, more: Partial<Detection> = {}) =>
  world.open(1, null, epoch, { ...hiding(hiddenPhone), ...more });
const link = (customerId: string) => world.follower.link({ ...ofAcme, chat, customerId });

describe('a chat whose number is hidden', () => {
  it('finds its customer by the number', async () => {
    await open(ana);
    expect(await world.state(1)).toBe('ready ana');
    expect(world.asked[0]).toBe(`+${ana}`);
  });

  it('has the number in no key of the session, nor in what is linked', async () => {
    await open(ana);
    await settled();
    await link('bob');
    await settled();
    const names = [...Object.keys(await world.area.get(null)), ...world.rows.keys()];
    expect(names.length).toBeGreaterThan(3);
    expect(names.filter((name) => name.includes(ana))).toEqual([]);
    expect(await world.state(1)).toBe('ready bob');
  });

  it('is one without a number where nobody has it', async () => {
    await open(nobody);
    expect(await world.state(1)).toBe('hidden-number');
  });

  it('asks where somebody’s number only resembles it, and remembers who it is not', async () => {
    world.known.set(`+${bob}`, [{ customer: customerOf('bob'), reason: 'brazil-ninth-digit', stored: 'x' }]);
    await open(bob);
    expect(await world.state(1)).toBe('confirm');
    await world.follower.reject({ ...ofAcme, chat, customerIds: ['bob'] });
    expect(await world.state(1)).toBe('hidden-number');
  });

  it('is read from what is known when it is opened again', async () => {
    await open(ana);
    await settled();
    await world.open(1, bob, 2);
    await settled();
    const asked = world.asked.length;
    await open(ana, 3);
    expect(await world.state(1)).toBe('ready ana');
    expect(world.asked.length).toBe(asked);
  });

  it('is asked for again once there is another number behind it', async () => {
    await open(ana);
    await settled();
    await world.open(1, bob, 2, { chatId: '200@lid', chatKey: '200@lid', lid: '200@lid' });
    await settled();
    await open(bob, 3);
    expect(await world.state(1)).toBe('ready bob');
  });

  it('is asked for once the number comes to be known', async () => {
    await world.open(1, null, 1);
    expect(await world.state(1)).toBe('hidden-number');
    await open(ana, 1);
    expect(await world.state(1)).toBe('ready ana');
  });

  it('shows nobody of an answer that was asked by a number it no longer has', async () => {
    world.holdAnswers();
    await open(ana);
    await settled();
    await open(bob, 1);
    await settled();
    world.letGo(`find c1 +${ana}`);
    expect(await world.state(1)).toBe('loading');
    world.letGo();
    expect(await world.state(1)).toBe('ready bob');
  });

  describe('left and opened again while it is looked up', () => {
    const away = (epoch = 2) => world.open(1, nobody, epoch);
    const times = (phone: string) => world.asked.filter((one) => one === `+${phone}`).length;
    it('waits for the question that is under way', async () => {
      world.holdAnswers();
      await open(ana);
      await settled();
      await away();
      // The page tells the chat at once, and its number when the database has answered.
      await world.open(1, null, 3, { numberHidden: true });
      await settled();
      await open(ana, 3);
      await settled();
      world.letGo();
      expect(await world.state(1)).toBe('ready ana');
      expect(times(ana)).toBe(1);
    });

    it('was asked for by its number, however soon it was left', async () => {
      world = flowWorld({ travel: () => new Promise((arrived) => setImmediate(arrived)) });
      world.holdAnswers();
      await Promise.all([open(ana), away()]);
      await vi.waitFor(() => expect(times(ana)).toBe(1));
      await open(ana, 3);
      world.letGo();
      await vi.waitFor(async () => expect(await world.state(1)).toBe('ready ana'));
      expect(times(ana)).toBe(1);
    });

    it('is asked for by the number that is behind it now', async () => {
      world.holdAnswers();
      await open(ana);
      await settled();
      await away();
      await open(bob, 3);
      world.letGo();
      expect(await world.state(1)).toBe('ready bob');
    });

    it('is asked for without a number where none comes', async () => {
      world.holdAnswers();
      await open(ana);
      await settled();
      await away();
      await world.open(1, null, 3, { numberHidden: true });
      world.letGo();
      expect(await world.state(1)).toBe('hidden-number');
    });

    it('is asked for by its LID once that is known, where its number says otherwise', async () => {
      const shown = { chatId: '100@lid', chatKey: '100@lid', lid: '100@lid' };
      await open(nobody);
      await link('ana');
      await away();
      await settled();
      world.holdAnswers();
      await world.open(1, bob, 3, { lid: null });
      await settled();
      await away(4);
      await world.open(1, bob, 5, shown);
      world.letGo();
      expect(await world.state(1)).toBe('choose');
    });
  });

  it('shows nobody whom the agent refused in the moment in which its number is shown again', async () => {
    const shown = { chatId: '100@lid', chatKey: '100@lid', lid: '100@lid' };
    await world.open(1, ana, 1, shown);
    expect(await world.state(1)).toBe('ready ana');
    await open(ana, 1, shown);
    await settled();
    await world.follower.reject({ ...ofAcme, chat, customerIds: ['ana'] });
    await settled();
    world.holdAnswers();
    await world.open(1, ana, 1, shown);
    expect(await world.state(1)).toBe('loading');
    world.letGo();
    expect(await world.state(1)).toBe('not-found');
  });

  it('stays with whom the agent chose', async () => {
    await open(nobody);
    await link('ana');
    await settled();
    await open(nobody, 2);
    expect(await world.state(1)).toBe('ready ana');
  });
});

describe('another number behind a chat that was linked', () => {
  const another = '15550100008';
  const asked = async () =>
    ((await world.session.readTab(1))?.candidates ?? []).map(({ customerId, reason }) => [
      customerId,
      reason,
    ]);
  beforeEach(async () => {
    await open(nobody);
    await link('ana');
    await settled();
  });

  it('asks whether it is still whom the agent chose, and remembers that', async () => {
    await open(another, 2);
    expect(await world.state(1)).toBe('confirm');
    expect(await asked()).toEqual([['ana', 'linked']]);
    await link('ana');
    await world.open(1, bob, 3);
    await settled();
    await open(another, 4);
    expect(await world.state(1)).toBe('ready ana');
  });

  it('asks whose it is where it is somebody else’s', async () => {
    await open(bob, 2);
    expect(await world.state(1)).toBe('choose');
    expect(await asked()).toEqual([
      ['ana', 'linked'],
      ['bob', 'same-number'],
    ]);
  });

  it('asks nothing where it is theirs', async () => {
    await open(ana, 2);
    expect(await world.state(1)).toBe('ready ana');
  });

  it('asks the same once it is shown, and nothing where it was the same', async () => {
    const same = { chatId: '100@lid', chatKey: '100@lid', lid: '100@lid' };
    await world.open(1, nobody, 2, same);
    expect(await world.state(1)).toBe('ready ana');
    await open(another, 3);
    expect(await world.state(1)).toBe('confirm');
  });

  it('is not read in what is kept', () => {
    expect(world.rows.size).toBeGreaterThan(0);
    expect(JSON.stringify([...world.rows])).not.toContain(nobody);
  });
});

describe('a username, where nobody has the hidden number', () => {
  const called = (id: string) => world.named.set('ana', [customerOf(id, { name: '@ana' })]);

  it('asks about who is called so, and shows nobody unasked', async () => {
    called('namesake');
    await open(nobody);
    expect(await world.state(1)).toBe('confirm');
    const view = await world.session.readTab(1);
    expect(view?.candidates).toMatchObject([{ customerId: 'namesake', reason: 'username' }]);
  });

  it('asks about nobody who is called so where somebody has the number', async () => {
    called('namesake');
    await open(ana);
    expect(await world.state(1)).toBe('ready ana');
  });

  it('says nothing of whom the agent refused, by number or by name', async () => {
    called('namesake');
    await open(ana);
    await settled();
    await world.follower.reject({ ...ofAcme, chat, customerIds: ['ana'] });
    expect(await world.state(1)).toBe('confirm');
    await world.follower.reject({ ...ofAcme, chat, customerIds: ['namesake'] });
    expect(await world.state(1)).toBe('hidden-number');
  });

  it('is asked for again once it is another', async () => {
    called('namesake');
    await open(nobody);
    await settled();
    world.named.set('bea', [customerOf('bea', { name: 'Bea' })]);
    await open(nobody, 2, { username: 'bea' });
    expect(await world.state(1)).toBe('confirm');
    expect((await world.session.readTab(1))?.candidates).toMatchObject([{ customerId: 'bea' }]);
  });

  it('says nothing beside a number that is shown', async () => {
    called('namesake');
    await world.open(1, nobody, 1, { username: 'ana' });
    expect(await world.state(1)).toBe('not-found');
  });
});

describe('a username alone, of one whose number is hidden', () => {
  const suggested: Partial<Detection> = {
    chatId: null,
    chatKey: null,
    lid: null,
    kind: null,
    confidence: 'name-only',
    username: 'ana',
    numberHidden: true,
    suggestedPhone: ana,
  };
  const here = 'open:doc:1';
  const suggest = (epoch = 1, more: Partial<Detection> = {}) =>
    world.open(1, null, epoch, { ...suggested, ...more });

  it('asks nothing of the back end before the agent says so', async () => {
    await suggest();
    expect(await world.state(1)).toBe('name-only');
    expect(world.asked).toEqual([]);
  });

  it('shows whose it is once the agent says so, for this chat only', async () => {
    await suggest();
    await world.follower.confirmName(here);
    expect(await world.state(1)).toBe('ready ana');
    // The same again, as after a scroll.
    await suggest(1, { reasons: ['later'] });
    expect(await world.state(1)).toBe('ready ana');
    await suggest(2);
    expect(await world.state(1)).toBe('name-only');
    expect(world.rows.size).toBe(0);
  });

  it('is only a name again once the agent says that it is somebody else', async () => {
    await suggest();
    await world.follower.confirmName(here);
    await settled();
    await world.follower.reject({ ...ofAcme, chat: here, customerIds: ['ana'] });
    expect(await world.state(1)).toBe('name-only');
    await suggest(1, { reasons: ['later'] });
    expect(await world.state(1)).toBe('name-only');
    expect(world.rows.size).toBe(0);
  });

  it('is whom the agent finds instead', async () => {
    await suggest();
    await world.follower.confirmName(here);
    await settled();
    await world.follower.link({ ...ofAcme, chat: here, customerId: 'bob' });
    expect(await world.state(1)).toBe('ready bob');
    await suggest(1, { reasons: ['later'] });
    expect(await world.state(1)).toBe('ready bob');
  });

  it('is still the only name that is known where nobody has the number', async () => {
    await suggest(1, { suggestedPhone: nobody });
    await world.follower.confirmName(here);
    expect(await world.state(1)).toBe('name-only');
  });
});
