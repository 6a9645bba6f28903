/** What the agent decides holds against everything that was under way when it was decided. */
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../lib/errors/app-error.ts';
import { acme, customerOf, detectionOf } from '../support/samples.ts';
import { ana, bob, bolt, exact, flowWorld, ofAcme, settled, setup } from './world.ts';

const chat = `phone:+${ana}`;
const find = `find c1 +${ana}`;
let world: ReturnType<typeof flowWorld>;
beforeEach(() => {
  world = flowWorld();
});

/** The open chat, known by heart, is being read again and its answer is on its way. */
async function readAgain(): Promise<void> {
  await world.open(1, ana, 1);
  await settled();
  world.holdAnswers();
  await world.follower.refresh('c1', chat);
  await settled();
}

describe('a decision against a reading that is under way', () => {
  it('"None of these" leaves nobody of them, though the answer was asked for before', async () => {
    world.known.set(
      `+${ana}`,
      ['a1', 'a2', 'a3'].map((id) => exact(ana, customerOf(id))),
    );
    await world.open(1, ana, 1);
    expect(await world.state(1)).toBe('choose');
    world.holdAnswers();
    await world.follower.refresh('c1', chat);
    await settled();
    await world.follower.reject({ ...ofAcme, chat: chat, customerIds: ['a1', 'a2', 'a3'] });
    world.letGo();
    expect(await world.state(1)).toBe('not-found');
    await world.open(1, ana, 2);
    expect(await world.state(1)).toBe('not-found');
  });

  it('"Not this person" keeps them away', async () => {
    await readAgain();
    await world.follower.reject({ ...ofAcme, chat: chat, customerIds: ['ana'] });
    world.letGo();
    expect(await world.state(1)).toBe('not-found');
    expect((await world.session.readMatch('c1', chat))?.customerId).toBeNull();
  });

  it('clears who was rejected at once, whatever the CRM takes', async () => {
    await readAgain();
    await world.follower.reject({ ...ofAcme, chat: chat, customerIds: ['ana'] });
    expect(await world.state(1)).toBe('loading');
  });

  it('a link to somebody else stands', async () => {
    await readAgain();
    await world.follower.link({ ...ofAcme, chat: chat, customerId: 'bob' });
    world.letGo();
    expect(await world.state(1)).toBe('ready bob');
  });

  it('does not make the agent wait for the answer that is worth nothing any more', async () => {
    await readAgain();
    await world.follower.link({ ...ofAcme, chat: chat, customerId: 'bob' });
    await settled();
    world.letGo('get c1 bob');
    expect(await world.state(1)).toBe('ready bob');
    world.letGo(find);
    expect(await world.state(1)).toBe('ready bob');
  });

  it('holds in every tab that shows the chat, and in no other company', async () => {
    await world.open(1, ana, 1);
    await world.open(2, ana, 1);
    await settled();
    world.holdAnswers();
    await world.follower.refresh('c1', chat);
    await settled();
    await world.follower.reject({ ...ofAcme, chat: chat, customerIds: ['ana'] });
    world.letGo();
    expect([await world.state(1), await world.state(2)]).toEqual(['not-found', 'not-found']);
    world.configure({ ...setup, active: setup.active && { ...setup.active, id: 'c2', accountId: bolt } });
    await world.follower.startOver(async () => {});
    expect([await world.state(1), await world.state(2)]).toEqual(['ready ana', 'ready ana']);
    expect((await world.session.readCard('c2', 'ana'))?.customer.name).toBe('Ana of Bolt');
  });

  it('is looked up once for all tabs that show the chat', async () => {
    await world.open(1, ana, 1);
    await world.open(2, ana, 1);
    await settled();
    world.asked.length = 0;
    await world.follower.refresh('c1', chat);
    await settled();
    expect(world.asked).toEqual([`+${ana}`]);
  });

  it('a failure of that reading is not put beside it', async () => {
    await readAgain();
    await world.follower.link({ ...ofAcme, chat: chat, customerId: 'bob' });
    await settled();
    world.letGo('get c1 bob');
    expect(await world.state(1)).toBe('ready bob');
    world.fail(new AppError('OFFLINE'));
    world.letGo(find);
    await settled();
    expect((await world.session.readTab(1))?.error).toBeNull();
  });

  it('whoever was created is shown, not that there was nobody', async () => {
    world.known.clear();
    world.holdAnswers();
    await world.open(1, ana, 1);
    await settled();
    const created = customerOf('new');
    const change = { kind: 'create', phone: `+${ana}` as never, name: null, fields: [] } as const;
    await Promise.all([
      world.write('c1', { ...change, fields: [] }, created).then((tell) => tell()),
      settled().then(() => world.letGo()),
    ]);
    expect(await world.state(1)).toBe('ready new');
  });

  it('whoever was linked while somebody was being created stays', async () => {
    await world.open(1, ana, 1);
    const change = { kind: 'create', phone: `+${ana}` as never, name: null, fields: [] } as const;
    world.later(1_000);
    await world.follower.link({ ...ofAcme, chat: chat, customerId: 'bob' });
    const tell = await world.write('c1', { ...change, fields: [] }, customerOf('new'), 1_000_000);
    await tell();
    expect(await world.state(1)).toBe('ready bob');
  });

  it('whoever is forgotten is looked up anew', async () => {
    await readAgain();
    await world.follower.startOver(() => world.session.forgetCustomer('c1', 'ana'));
    expect(await world.state(1)).toBe('loading');
    world.letGo(find);
    await settled();
    expect(await world.session.readMatch('c1', chat)).toBeNull();
    world.letGo();
    expect(await world.state(1)).toBe('ready ana');
  });

  it('another account sees nothing that was asked for under the one before', async () => {
    await readAgain();
    await world.open(1, bob, 2, { account: '4915100000000' });
    world.letGo(find);
    await settled();
    expect(await world.session.readMatch('c1', chat)).toBeNull();
    expect(await world.session.readCard('c1', 'ana')).toBeNull();
    world.letGo();
    expect(await world.state(1)).toBe('ready bob');
  });
});

describe('while a decision is being kept on the disk', () => {
  /** A disk that answers when it is told to. */
  function slowDisk() {
    const waiting: (() => void)[] = [];
    let slow = false;
    world = flowWorld({
      travel: (what) =>
        slow && what.startsWith('disk: keep')
          ? new Promise<void>((go) => waiting.push(go))
          : Promise.resolve(),
    });
    return {
      begin() {
        slow = true;
      },
      async answer() {
        slow = false;
        for (const go of waiting.splice(0)) go();
        await settled();
      },
    };
  }

  it('no answer is filed that knows nothing of it', async () => {
    const disk = slowDisk();
    await world.open(1, ana, 1);
    await settled();
    disk.begin();
    const rejected = world.follower.reject({ ...ofAcme, chat: chat, customerIds: ['ana'] });
    await settled();
    await world.open(2, ana, 1);
    expect(await world.state(2)).toBe('loading');
    expect(await world.session.readMatch('c1', chat)).toBeNull();
    await disk.answer();
    await rejected;
    expect([await world.state(1), await world.state(2)]).toEqual(['not-found', 'not-found']);
  });

  it('a worker that dies there leaves nobody in the session whom the disk denies', async () => {
    const disk = slowDisk();
    await world.open(1, ana, 1);
    await settled();
    disk.begin();
    void world.follower.reject({ ...ofAcme, chat: chat, customerIds: ['ana'] });
    await settled();
    const { area, rows } = world;
    // What was on its way to the disk arrives; nobody is there to hear of it.
    rows.set(`${acme} ${chat}`, { accountId: acme, chat, customerId: null, rejected: ['ana'], at: 1 });
    world = flowWorld({ remains: { area, rows } });
    world.holdAnswers();
    await world.open(1, ana, 2);
    expect(await world.state(1)).toBe('loading');
    world.letGo();
    expect(await world.state(1)).toBe('not-found');
  });

  it('and cannot be kept, the chat is read again', async () => {
    await world.open(1, ana, 1);
    await settled();
    world.rows.set = () => {
      throw new Error('disk full');
    };
    await expect(world.follower.reject({ ...ofAcme, chat: chat, customerIds: ['ana'] })).rejects.toThrow(
      'disk full',
    );
    expect(await world.state(1)).toBe('ready ana');
  });
});

describe('a chat of which only the title is known', () => {
  const nameOnly = { phone: null, chatKey: null, chatId: null, confidence: 'name-only' } as const;

  it('does not get back whom the agent took off it', async () => {
    await world.follower.chatChanged(1, 'doc', detectionOf(null, 1, nameOnly), true);
    const name = 'open:doc:1';
    await world.follower.link({ ...ofAcme, chat: name, customerId: 'ana' });
    await settled();
    world.holdAnswers();
    await world.follower.refresh('c1', name);
    await settled();
    await world.follower.reject({ ...ofAcme, chat: name, customerIds: ['ana'] });
    world.letGo();
    expect(await world.state(1)).toBe('name-only');
  });
});

describe('"Read again"', () => {
  it('reads again when the chat is being read already: once, however often it was pressed', async () => {
    world.holdAnswers();
    await world.open(1, ana, 1);
    await settled();
    world.known.set(`+${ana}`, [exact(ana, customerOf('ana', { name: 'Ana, renamed' }))]);
    for (let press = 0; press < 3; press += 1) await world.follower.refresh('c1', chat);
    world.letGo();
    expect(await world.state(1)).toBe('ready ana');
    expect((await world.session.readCard('c1', 'ana'))?.customer.name).toBe('Ana, renamed');
    expect(world.asked).toEqual([`+${ana}`, `+${ana}`]);
  });
});
