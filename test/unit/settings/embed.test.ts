import { describe, expect, it } from 'vitest';
import { acceptPlainHttp, exportSettings, readSettingsFile } from '../../../lib/settings/file.ts';
import { neededAccess } from '../../../lib/settings/needed-access.ts';
import { resolveSettings } from '../../../lib/settings/resolve.ts';
import { keptOnDevice, type SettingsDraft } from '../../../lib/settings/schema.ts';
import { settingsScene as scene } from '../../support/settings-scene.ts';
import { sourceOf } from '../orders/samples.ts';
import { device, settingsWith } from './samples.ts';

const secret = 's3cret-that-signs';
const desk = {
  id: 'desk',
  name: 'Order desk',
  kind: 'embed',
  url: 'https://desk.example/?tel={phone}&t={time}',
  sig: 'sig',
  sigKey: secret,
  allowPlainHttp: false,
} as const;
const onPage = { ...desk, sigKey: keptOnDevice };
const withPage = (...orders: NonNullable<SettingsDraft['orders']>): SettingsDraft => ({
  ...settingsWith(device),
  orders,
});

describe('an own page', () => {
  it('stands beside shops, keeps its key in the sealed store, and shows it to nobody', async () => {
    const { disk, sealed, service } = scene();
    expect(await service.save(withPage(sourceOf(), desk))).toEqual({ problems: [] });
    expect(JSON.stringify(disk)).not.toContain(secret);
    expect(sealed.get('orders:desk')).toEqual({ sigKey: secret });
    expect((await service.current()).settings.orders?.[1]).toEqual(desk);
    expect((await service.read()).settings.orders?.[1]).toEqual(onPage);
    await service.save(withPage({ ...onPage, name: 'Desk' }));
    expect((await service.current()).settings.orders).toEqual([{ ...desk, name: 'Desk' }]);
    await service.save(settingsWith(device));
    expect(sealed.size).toBe(0);
  });

  it('asks for no access: the browser opens it as any other page', () => {
    expect(neededAccess(withPage(desk))).toEqual([]);
  });

  it.each<[string, object, string, string]>([
    [
      'an address that the customer would choose',
      { url: 'https://{name}/?t={phone}' },
      'url',
      'not-a-template',
    ],
    ['a name that is not known', { url: 'https://desk.example/?k={key}' }, 'url', 'not-a-template'],
    [
      'what Youmi encrypted',
      { url: 'https://desk.example/?Type=WL&PKID=c2VjcmV0&time=1&neber={phoneDigits}&UserID=' },
      'url',
      'of-youmi-alone',
    ],
    [
      'what Youmi encrypted, behind the sign of a fragment',
      {
        url: 'https://desk.example/#/orders?type=wl&neber={phoneDigits}&UserID=c2VjcmV0',
        sig: undefined,
        sigKey: undefined,
      },
      'url',
      'of-youmi-alone',
    ],
    ['an address that names nobody', { url: 'https://desk.example/?t={time}' }, 'url', 'names-nobody'],
    ['a script for an address', { url: 'javascript:alert({phone})' }, 'url', 'not-a-template'],
    [
      'a signature that does not cover the path',
      { url: 'https://desk.example/{phone}?a=1' },
      'url',
      'not-signed',
    ],
    [
      'a signature that does not cover what stands behind #',
      { url: `${desk.url}#{name}` },
      'url',
      'not-signed',
    ],
    ['a signature whose name is taken', { url: `${desk.url}&sig=0` }, 'url', 'not-signed'],
    ['a signature without a query', { url: 'https://desk.example/{phone}' }, 'url', 'not-signed'],
    ['a name of a signature that is none', { sig: 'a&b' }, 'sig', 'wrong'],
    ['a key for no signature', { sig: undefined }, 'sig', 'missing'],
    ['no name', { name: undefined }, 'name', 'missing'],
    [
      'an address without encryption',
      { url: 'http://desk.example/?t={phone}' },
      'allowPlainHttp',
      'not-encrypted',
    ],
    ['what only a shop has', { headers: {} }, 'headers', 'unknown-key'],
  ])('is refused with %s, by path', async (_, more, path, code) => {
    const { problems } = await scene().service.save({
      ...settingsWith(device),
      orders: [{ ...desk, ...more }],
    });
    expect(problems).toEqual([expect.objectContaining({ path: `orders[0].${path}`, code })]);
  });

  it('is refused where it is neither a source nor a page', async () => {
    const { problems } = await scene().service.save({
      ...settingsWith(device),
      orders: [{ ...desk, kind: 'window' }],
    });
    expect(problems).toEqual([expect.objectContaining({ path: 'orders[0].kind', code: 'not-one-of' })]);
  });
});

describe('an own page in a policy', () => {
  it('wins whole, is locked, is consent, and names what it does not know', () => {
    const mine = { ...desk, url: 'http://desk.example/?tel={phone}', allowPlainHttp: undefined, extra: 1 };
    const resolved = resolveSettings({ version: 1, orders: [mine] }, withPage(onPage));
    expect(resolved.settings.orders).toEqual([
      { ...desk, url: 'http://desk.example/?tel={phone}', allowPlainHttp: true },
    ]);
    expect(resolved.managed.paths).toContain('orders.desk');
    expect(resolved.problems).toEqual([{ path: 'orders[0].extra', code: 'unknown-key', from: 'policy' }]);
  });
});

describe('an own page in a file', () => {
  const planOf = (file: SettingsDraft, present: SettingsDraft) => {
    const result = readSettingsFile(JSON.stringify(file), present);
    if (!('plan' in result)) throw new Error(JSON.stringify(result.problems));
    return result.plan;
  };

  it('leaves without its key, and comes back with that of this device', () => {
    const file = exportSettings(withPage(desk));
    expect(file).not.toContain(secret);
    expect(readSettingsFile(file, withPage(onPage))).toMatchObject({
      plan: {
        settings: { orders: [onPage] },
        newHosts: [],
        orders: [{ isPage: true, credentialsMissing: false }],
      },
    });
  });

  it('does not carry the kept key to another host, nor from a shop of that id', () => {
    const moved = { ...onPage, url: 'https://evil.example/?tel={phone}' };
    for (const before of [onPage, sourceOf({ id: 'desk', headers: { sigKey: keptOnDevice } })]) {
      const plan = planOf(withPage(moved), withPage(before));
      expect(plan.settings.orders?.[0]).not.toHaveProperty('sigKey');
      expect(plan.orders).toEqual([
        expect.objectContaining({ address: 'https://evil.example', credentialsMissing: true }),
      ]);
    }
  });

  it('asks for consent to an address without encryption', () => {
    const plain = { ...onPage, url: 'http://desk.example/?tel={phone}', allowPlainHttp: true };
    const plan = planOf(withPage(plain), settingsWith(device));
    expect(plan.orders).toEqual([expect.objectContaining({ needsConsent: true })]);
    expect(plan.settings.orders?.[0]?.allowPlainHttp).toBe(false);
    expect(acceptPlainHttp(plan).orders?.[0]?.allowPlainHttp).toBe(true);
  });
});
