import { describe, expect, it } from 'vitest';
import { acceptPlainHttp, exportSettings, readSettingsFile } from '../../../lib/settings/file.ts';
import { neededAccess } from '../../../lib/settings/needed-access.ts';
import type { OrderSource } from '../../../lib/settings/order-source.ts';
import { isSource, type OrdersEntry } from '../../../lib/settings/orders-entry.ts';
import { resolveSettings } from '../../../lib/settings/resolve.ts';
import { keptOnDevice, type SettingsDraft } from '../../../lib/settings/schema.ts';
import { settingsScene as scene } from '../../support/settings-scene.ts';
import { ownShop, sourceOf } from '../orders/samples.ts';
import { device, settingsWith } from './samples.ts';

const secret = ownShop.headers.Authorization;
const shop = sourceOf();
const withShops = (...orders: OrderSource[]): SettingsDraft => ({ ...settingsWith(device), orders });
const onPage = sourceOf({ headers: { Authorization: keptOnDevice } });

describe('a source of orders', () => {
  it('keeps its keys in the sealed store, and shows them to nobody', async () => {
    const { disk, sealed, service } = scene();
    expect(await service.save(withShops(shop))).toEqual({ problems: [] });
    expect(JSON.stringify(disk)).not.toContain(secret);
    expect(sealed.get('orders:own')).toEqual({ Authorization: secret });
    expect((await service.current()).settings.orders).toEqual([shop]);
    expect((await service.read()).settings.orders).toEqual([onPage]);
  });

  it('keeps its keys where it is changed, and drops them when it goes', async () => {
    const { sealed, service } = scene();
    await service.save(withShops(shop));
    await service.save(withShops({ ...onPage, name: 'Other' }));
    expect((await service.current()).settings.orders?.[0]).toMatchObject({
      name: 'Other',
      headers: shop.headers,
    });
    await service.save(settingsWith(device));
    expect(sealed.size).toBe(0);
    expect((await service.current()).settings.orders).toBeUndefined();
  });

  it('is told of as a change of what is read', async () => {
    const { service } = scene();
    const told: string[] = [];
    service.subscribe((what) => told.push(what));
    await service.save(settingsWith(device));
    await service.save(withShops(shop));
    await service.save(withShops(onPage));
    expect(told).toEqual(['connections', 'connections', 'choices']);
  });

  it('is tried with its kept keys at the host they were typed for, and at no other', async () => {
    const { service } = scene();
    await service.save(withShops(shop));
    expect(await service.prepareOrders(onPage)).toMatchObject({ source: { headers: shop.headers } });
    const moved = { ...onPage, url: 'https://evil.example/?search={phoneDigits}' };
    expect(await service.prepareOrders(moved)).toMatchObject({ source: { headers: {} } });
  });

  it.each<[string, object, string, string]>([
    [
      'an address that the customer would choose',
      { url: 'https://{name}.example/' },
      'orders[0].url',
      'not-a-template',
    ],
    ['a name that is not known', { url: 'https://shop.example/{key}' }, 'orders[0].url', 'not-a-template'],
    [
      'a pointer that is none',
      { map: { ...ownShop.map, orders: 'data' } },
      'orders[0].map.orders',
      'not-a-pointer',
    ],
    ['a search without owners', { map: { orders: '', number: '/no' } }, 'orders[0].map', 'no-owner'],
    [
      'a body that may search, without owners',
      {
        url: 'https://shop.example/graphql',
        method: 'POST',
        body: '{"variables":{"contains":"{phone}"}}',
        map: { orders: '', number: '/no' },
      },
      'orders[0].map',
      'no-owner',
    ],
    [
      'a second question without owners: which of them found an order is not told',
      {
        url: 'https://shop.example/{phone}',
        orElse: ['https://shop.example/{email}'],
        map: { orders: '', number: '/no' },
      },
      'orders[0].map',
      'no-owner',
    ],
    ['a body of a GET', { orElse: ['{"p":"{phone}"}'] }, 'orders[0].orElse', 'not-a-template'],
    ['a page of no orders', { pageSize: 0 }, 'orders[0].pageSize', 'wrong'],
    [
      'an address without encryption',
      { url: 'http://shop.example/{phone}' },
      'orders[0].allowPlainHttp',
      'not-encrypted',
    ],
  ])('is refused with %s, by path', async (_, more, path, code) => {
    const { problems } = await scene().service.save({
      ...settingsWith(device),
      orders: [{ ...ownShop, ...more }],
    });
    expect(problems).toEqual([expect.objectContaining({ path, code })]);
  });

  it('asks for access to its host', () => {
    expect(neededAccess(withShops(shop))).toEqual(['https://shop.example/*']);
  });
});

describe('a source of orders in a policy', () => {
  const policy = { version: 1, orders: [{ ...ownShop, name: 'Company shop', extra: 1 }] };

  it('wins whole over one of the user, names what it does not know, and is locked', () => {
    const resolved = resolveSettings(policy, withShops(onPage));
    expect(resolved.settings.orders).toEqual([{ ...shop, name: 'Company shop' }]);
    expect(resolved.managed.paths).toContain('orders.own');
    expect(resolved.problems).toEqual([{ path: 'orders[0].extra', code: 'unknown-key', from: 'policy' }]);
  });

  it('is consent to each of its addresses without encryption', () => {
    const plain = { ...ownShop, orElse: ['http://shop.example/orders?search={email}'] };
    const { settings } = resolveSettings({ version: 1, orders: [plain] }, {});
    expect(settings.orders?.[0]?.allowPlainHttp).toBe(true);
  });

  it('does not become the user’s own by a save, and gives theirs back when it goes', async () => {
    const { disk, service } = scene(policy);
    disk.settings = withShops(onPage);
    const { settings } = await service.read();
    await service.save({ ...settings, preferences: { ...settings.preferences, theme: 'dark' } });
    expect(resolveSettings({}, disk.settings).settings.orders).toEqual([onPage]);
  });

  it('is refused as a whole where one thing is wrong, and the rest stays', () => {
    const wrong = { ...ownShop, id: 'wrong', url: 'nowhere' };
    const { settings, problems } = resolveSettings({ orders: [wrong, ownShop] }, {});
    expect(settings.orders).toEqual([shop]);
    expect(problems).toEqual([{ path: 'orders[0].url', code: 'not-a-template', from: 'policy' }]);
  });
});

describe('a source of orders in a policy that leaves the key to each user', () => {
  const key = 'Bearer of-bo';
  const given = { ...ownShop, headers: { Authorization: keptOnDevice, 'X-Shop': '7' } };
  const policyOf = (more: object = {}) => ({ version: 1, orders: [{ ...given, ...more }] });
  const headersOf = (orders: readonly OrdersEntry[] | undefined) =>
    orders?.filter(isSource).map(({ headers }) => headers);

  /** As the page saves it: with what it was shown, and what was typed. */
  async function typed(service: ReturnType<typeof scene>['service'], headers: Record<string, string>) {
    const { settings } = await service.read();
    const orders = settings.orders
      ?.filter(isSource)
      .map((one) => ({ ...one, headers: { ...one.headers, ...headers } }));
    return service.save({ ...settings, ...(orders && { orders }) });
  }

  it('says so, and has none until one is typed', async () => {
    const { service } = scene(policyOf());
    const { managed, settings } = await service.read();
    expect(managed.paths).toContain('orders.own');
    expect(managed.ownSecrets).toEqual([{ id: 'own', names: ['Authorization'] }]);
    expect(headersOf(settings.orders)).toEqual([{ 'X-Shop': keptOnDevice }]);
    expect(headersOf((await service.current()).settings.orders)).toEqual([{ 'X-Shop': '7' }]);
    expect(await service.prepareOrders(onPage)).toMatchObject({ source: { headers: {} } });
  });

  it('keeps the one that is typed in the sealed store, beside what the policy gives', async () => {
    const { disk, sealed, service } = scene(policyOf());
    expect(await typed(service, { Authorization: key, 'X-Shop': 'other' })).toEqual({ problems: [] });
    expect(JSON.stringify(disk)).not.toContain(key);
    expect(Object.values(Object.fromEntries(sealed))).toEqual([{ Authorization: key }]);
    expect(headersOf((await service.current()).settings.orders)).toEqual([
      { Authorization: key, 'X-Shop': '7' },
    ]);
    expect(JSON.stringify(await service.read())).not.toContain(key);
    expect(await service.prepareOrders(onPage)).toMatchObject({
      source: { headers: { Authorization: key } },
    });
    // Something else is saved.
    await typed(service, {});
    expect(headersOf((await service.current()).settings.orders)).toEqual([
      { Authorization: key, 'X-Shop': '7' },
    ]);
  });

  it('sends it to no other host that the policy names later', async () => {
    const policy = policyOf();
    const { service } = scene(policy);
    await typed(service, { Authorization: key });
    Object.assign(policy, policyOf({ url: 'https://other.example/orders?search={phoneDigits}' }));
    service.policyChanged();
    expect(headersOf((await service.current()).settings.orders)).toEqual([{ 'X-Shop': '7' }]);
    expect(headersOf((await service.read()).settings.orders)).toEqual([{ 'X-Shop': keptOnDevice }]);
  });

  it('takes none of a source that the user has under the same id, and leaves it alone', async () => {
    const policy: Record<string, unknown> = {};
    const { service } = scene(policy);
    await service.save(withShops(shop));
    Object.assign(policy, policyOf());
    service.policyChanged();
    expect(headersOf((await service.current()).settings.orders)).toEqual([{ 'X-Shop': '7' }]);
    await typed(service, { Authorization: key });
    policy.orders = [];
    service.policyChanged();
    expect((await service.current()).settings.orders).toEqual([shop]);
  });

  it('takes none where the policy gives its own', async () => {
    const { sealed, service } = scene(policyOf({ headers: { Authorization: secret } }));
    await typed(service, { Authorization: key });
    expect(sealed.size).toBe(0);
    expect(headersOf((await service.current()).settings.orders)).toEqual([{ Authorization: secret }]);
  });
});

describe('a source of orders in a file', () => {
  const planOf = (file: SettingsDraft, present: SettingsDraft) => {
    const result = readSettingsFile(JSON.stringify(file), present);
    if (!('plan' in result)) throw new Error(JSON.stringify(result.problems));
    return result.plan;
  };

  it('leaves without its keys, and comes back with those of this device', () => {
    const file = exportSettings(withShops(shop));
    expect(file).not.toContain(secret);
    const result = readSettingsFile(file, withShops(onPage));
    expect(result).toMatchObject({ plan: { settings: { orders: [onPage] }, newHosts: [] } });
  });

  it('does not carry kept keys to another host', () => {
    const moved = { ...onPage, url: 'https://evil.example/?search={phoneDigits}' };
    const plan = planOf(withShops(moved), withShops(onPage));
    expect(plan.settings.orders?.[0]).toEqual({ ...moved, headers: {} });
    expect(plan.orders).toEqual([expect.objectContaining({ change: 'replaced', credentialsMissing: true })]);
    expect(plan.newHosts).toEqual(['https://evil.example/*']);
  });

  it('asks for consent to an address without encryption, whatever the file says', () => {
    const plain = sourceOf({ url: 'http://shop.example/?search={phoneDigits}', allowPlainHttp: true });
    const plan = planOf(withShops(plain), settingsWith(device));
    expect(plan.orders).toEqual([expect.objectContaining({ needsConsent: true })]);
    expect(plan.settings.orders?.[0]?.allowPlainHttp).toBe(false);
    expect(acceptPlainHttp(plan).orders?.[0]?.allowPlainHttp).toBe(true);
  });

  it('leaves shops alone that it does not name', () => {
    expect(planOf(settingsWith(device), withShops(onPage)).settings.orders).toEqual([onPage]);
  });
});
