import { describe, expect, it } from 'vitest';
import { accountId, type Identity, type Registry } from '../../../lib/accounts/account.ts';
import { detached, type Present, pruned, settle } from '../../../lib/accounts/registry.ts';

const acme: Identity = { provider: 'sobot', company: 'acme', address: 'https://crm.example', key: 'k1' };
const newKey: Identity = { ...acme, key: 'k2' };
const proxied: Identity = { ...acme, address: 'https://proxy.example' };
const other: Identity = { ...acme, company: 'other', key: 'k9' };

const empty: Registry = { salt: 's', accounts: [], usedIds: [] };
const connection = (id: string, identity: Identity | null): Present => ({ id, name: null, identity });

/** Each step on what the one before left; account ids are counted. */
function devices() {
  let registry = empty;
  let made = 0;
  return {
    see(present: Present[], answers: Record<string, boolean> = {}) {
      const newId = () => accountId(`a${++made}`);
      const settled = settle(registry, present, new Map(Object.entries(answers)), newId);
      registry = settled.registry;
      return Object.fromEntries(settled.standings);
    },
    remove(id: string) {
      registry = detached(registry, id);
    },
    registry: () => registry,
  };
}
const stands = (id: string) => ({ kind: 'stands', accountId: id });
const asked = (id: string) => ({ kind: 'asked', accountId: id });

describe('an account', () => {
  it('stands behind a new connection without a question', () => {
    expect(devices().see([connection('c', acme)])).toEqual({ c: stands('a1') });
  });

  it('stays while the connection stays what it was', () => {
    const device = devices();
    device.see([connection('c', acme)]);
    const before = device.registry();
    expect(device.see([connection('c', acme)])).toEqual({ c: stands('a1') });
    expect(device.registry()).toEqual(before);
  });

  it.each([
    ['another key', newKey],
    ['another address', proxied],
    ['another company', other],
  ])('is asked about when its connection has %s', (_, identity) => {
    const device = devices();
    device.see([connection('c', acme)]);
    expect(device.see([connection('c', identity)])).toEqual({ c: asked('a1') });
    expect(device.see([connection('c', identity)])).toEqual({ c: asked('a1') });
  });

  it('is known by both, once the agent said that it is the same', () => {
    const device = devices();
    device.see([connection('c', acme)]);
    expect(device.see([connection('c', newKey)], { c: true })).toEqual({ c: stands('a1') });
    expect(device.see([connection('c', newKey)])).toEqual({ c: stands('a1') });
    expect(device.see([connection('c', acme)])).toEqual({ c: stands('a1') });
  });

  it('is set aside when the agent said that it is another, and comes back by itself with what it was', () => {
    const device = devices();
    device.see([connection('c', acme)]);
    expect(device.see([connection('c', newKey)], { c: false })).toEqual({ c: stands('a2') });
    expect(device.see([connection('c', newKey)])).toEqual({ c: stands('a2') });
    expect(device.see([connection('c', acme)])).toEqual({ c: stands('a1') });
  });

  it('is back under whatever id its connection has', () => {
    const device = devices();
    device.see([connection('c', acme)]);
    device.remove('c');
    device.see([connection('d', other)]);
    expect(device.see([connection('d', other), connection('e', acme)])).toEqual({
      d: stands('a2'),
      e: stands('a1'),
    });
  });

  it('of a removed connection is not asked about when another company gets the id', () => {
    const device = devices();
    device.see([connection('c', acme)]);
    device.remove('c');
    expect(device.see([connection('c', other)])).toEqual({ c: stands('a2') });
  });

  it('that nobody stands for is asked about when the same company comes with another key', () => {
    const device = devices();
    device.see([connection('c', acme)]);
    device.remove('c');
    expect(device.see([connection('d', newKey)])).toEqual({ d: asked('a1') });
    expect(device.see([connection('d', newKey)], { d: true })).toEqual({ d: stands('a1') });
  });

  it('whose connection is away is asked about when the same company comes with another key', () => {
    const device = devices();
    device.see([connection('c', acme)]);
    expect(device.see([connection('d', newKey)])).toEqual({ d: asked('a1') });
  });

  it('that another company has the connection of is asked about when the same company comes with another key', () => {
    const device = devices();
    device.see([connection('c', acme)]);
    device.see([connection('c', other)], { c: false });
    expect(device.see([connection('c', newKey)])).toEqual({ c: asked('a1') });
    expect(device.see([connection('c', newKey)], { c: true })).toEqual({ c: stands('a1') });
  });

  it('is not asked about while one of its connections is there', () => {
    const device = devices();
    device.see([connection('c', acme), connection('x', acme)]);
    expect(device.see([connection('c', acme), connection('d', newKey)])).toMatchObject({ d: stands('a2') });
  });

  it('is asked about by any of the companies it was said to be', () => {
    const device = devices();
    device.see([connection('c', acme)]);
    device.see([connection('c', other)], { c: true });
    device.remove('c');
    expect(device.see([connection('d', newKey)])).toEqual({ d: asked('a1') });
  });

  it('stands behind two connections to the same company', () => {
    expect(devices().see([connection('c', acme), connection('d', acme)])).toEqual({
      c: stands('a1'),
      d: stands('a1'),
    });
  });

  it('is not asked about for a second connection with another key while the first stands', () => {
    const device = devices();
    device.see([connection('c', acme)]);
    expect(device.see([connection('c', acme), connection('d', newKey)])).toEqual({
      c: stands('a1'),
      d: stands('a2'),
    });
  });

  it('follows its company when two connections change places', () => {
    const device = devices();
    device.see([connection('c', acme), connection('d', other)]);
    expect(device.see([connection('c', other), connection('d', acme)])).toEqual({
      c: stands('a2'),
      d: stands('a1'),
    });
  });

  it('is not judged while the credentials of its connection are not complete', () => {
    const device = devices();
    device.see([connection('c', acme)]);
    expect(device.see([connection('c', null)])).toEqual({ c: { kind: 'incomplete' } });
    expect(device.see([connection('c', newKey)])).toEqual({ c: asked('a1') });
  });

  it('waits for a connection that is away for a moment, as one of a policy that comes late', () => {
    const device = devices();
    device.see([connection('c', acme)]);
    device.see([]);
    expect(device.see([connection('c', other)])).toEqual({ c: asked('a1') });
  });
});

describe('an account that nobody stands for', () => {
  const unnamed: Identity = { ...acme, company: '' };
  it.each<[string, Identity, Identity]>([
    ['of another back end', acme, { ...newKey, provider: 'socialepoch' }],
    ['of a company that has no name', unnamed, { ...unnamed, key: 'k2' }],
    ['of another company', acme, other],
  ])('is not taken for one %s', (_, first, second) => {
    const device = devices();
    device.see([connection('c', first)]);
    device.remove('c');
    expect(device.see([connection('d', second)])).toEqual({ d: stands('a2') });
  });
});

it('a connection stands for its own account, where two know the same identity', () => {
  const account = (id: string, connectionId: string) => ({
    id: accountId(id),
    name: null,
    identities: [acme],
    connectionIds: [connectionId],
  });
  const registry = { ...empty, accounts: [account('a1', 'c'), account('a2', 'd')] };
  const { standings } = settle(registry, [connection('d', acme)], new Map(), () => accountId('new'));
  expect(standings.get('d')).toEqual(stands('a2'));
});

it('an account is called what its connection was called last', () => {
  const device = devices();
  device.see([{ ...connection('c', acme), name: 'Acme' }]);
  device.see([{ ...connection('c', acme), name: 'Acme Asia' }]);
  device.see([connection('c', acme)]);
  expect(device.registry().accounts).toMatchObject([{ name: 'Acme Asia', identities: [acme] }]);
});

it('an account that is forgotten goes only where no connection had it', () => {
  const device = devices();
  device.see([connection('c', acme), connection('d', other)]);
  device.remove('c');
  expect(pruned(device.registry(), () => true).accounts).toHaveLength(2);
  expect(pruned(device.registry(), () => false).accounts).toMatchObject([{ connectionIds: ['d'] }]);
});

describe('what was kept before accounts were told apart', () => {
  const before: Registry = {
    ...empty,
    accounts: [{ id: accountId('old'), name: null, identities: [], connectionIds: ['c'] }],
  };
  const see = (answers: [string, boolean][]) =>
    settle(before, [connection('c', acme)], new Map(answers), () => accountId('new')).standings.get('c');

  it('is asked about', () => expect(see([])).toEqual(asked('old')));
  it('is the connection’s when the agent said so', () => expect(see([['c', true]])).toEqual(stands('old')));
  it('is set aside when it is not', () => expect(see([['c', false]])).toEqual(stands('new')));

  it('is asked about though another connection to that company is known already', () => {
    const known = { id: accountId('a1'), name: null, identities: [acme], connectionIds: ['d'] };
    const registry = { ...before, accounts: [...before.accounts, known] };
    const present = [connection('c', acme), connection('d', acme)];
    const { standings } = settle(registry, present, new Map(), () => accountId('new'));
    expect(Object.fromEntries(standings)).toEqual({ c: asked('old'), d: stands('a1') });
  });
});

it('every id that a connection ever had is remembered', () => {
  const device = devices();
  device.see([connection('sobot', acme)]);
  device.remove('sobot');
  device.see([connection('sobot-2', acme)]);
  expect(device.registry().usedIds).toEqual(['sobot', 'sobot-2']);
});
