import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Credentials, keptOnDevice, type SettingsDraft } from '../../../lib/settings/schema.ts';
import { createSettingsService } from '../../../lib/settings/settings-service.ts';
import { device, settingsWith, socialEpoch, storedSocialEpoch } from './samples.ts';

const key = socialEpoch.credentials.apiKey;
const onPage = { ...socialEpoch, credentials: { ...socialEpoch.credentials, apiKey: keptOnDevice } };

let disk: Record<string, unknown>;
let sealed: Map<string, Credentials>;
let policy: Record<string, unknown> | null;
let local: {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
};
let letTimePass: () => void;
let waited: number[];

beforeEach(() => {
  disk = {};
  sealed = new Map();
  policy = {};
  waited = [];
  local = {
    get: async (name) => (name in disk ? { [name]: structuredClone(disk[name]) } : {}),
    set: async (items) => void Object.assign(disk, structuredClone(items)),
  };
});

function service(managed = true) {
  const credentials = {
    get: async (id: string) => sealed.get(id),
    put: async (id: string, value: Credentials) => void sealed.set(id, value),
    delete: async (id: string) => void sealed.delete(id),
  };
  return createSettingsService({
    local,
    managed: managed
      ? {
          get: async () => {
            if (!policy) throw new Error('no policy');
            return policy;
          },
        }
      : undefined,
    credentials,
    after: (ms) => {
      waited.push(ms);
      return new Promise((resolve) => {
        letTimePass = resolve;
      });
    },
  });
}

describe('saving', () => {
  it('keeps credentials in the sealed store and placeholders in storage.local', async () => {
    const settings = service();
    expect(await settings.save(settingsWith(socialEpoch))).toEqual({ problems: [] });
    expect(JSON.stringify(disk)).not.toContain(key);
    expect(JSON.stringify(disk)).not.toContain('WhatsApp"');
    expect(disk.settings).toEqual(settingsWith(storedSocialEpoch));
    expect(sealed.get('wa')).toEqual(socialEpoch.credentials);
  });

  it('is in force at once, with the real credentials for the worker and placeholders for the page', async () => {
    const settings = service();
    await settings.current();
    await settings.save(settingsWith(socialEpoch));
    expect((await settings.current()).settings).toEqual(settingsWith(socialEpoch));
    expect((await settings.read()).settings).toEqual(settingsWith(onPage));
  });

  it('keeps a credential that comes back as placeholder, and replaces one that is typed', async () => {
    const settings = service();
    await settings.save(settingsWith(socialEpoch));
    await settings.save(settingsWith({ ...onPage, credentials: { ...onPage.credentials, tenantId: '2' } }));
    expect(sealed.get('wa')).toEqual({ tenantId: '2', apiKey: key, userName: 'WhatsApp' });
    await settings.save(settingsWith({ ...onPage, credentials: { ...onPage.credentials, apiKey: 'new' } }));
    expect(sealed.get('wa')).toMatchObject({ apiKey: 'new' });
  });

  it('forgets a credential that is no longer there, and all of a connection that is removed', async () => {
    const settings = service();
    await settings.save(settingsWith(socialEpoch));
    await settings.save(settingsWith({ ...onPage, credentials: { tenantId: '1' } }));
    expect(sealed.get('wa')).toEqual({ tenantId: '1' });
    expect((await settings.current()).settings.connections[0]).not.toHaveProperty('credentials');
    await settings.save(settingsWith(device));
    expect(sealed.size).toBe(0);
    expect(disk.settings).toEqual(settingsWith(device));
  });

  it('never shows a placeholder that nothing is kept for', async () => {
    disk.settings = settingsWith(storedSocialEpoch);
    const { settings } = await service().read();
    expect(settings.connections[0]).not.toHaveProperty('credentials');
  });

  it.each([
    [
      'a wrong value',
      settingsWith({ ...socialEpoch, baseUrl: 'nowhere' }),
      'connections[0].baseUrl',
      'not-an-address',
    ],
    ['two connections of one id', settingsWith(device, device), 'connections[1].id', 'duplicate'],
    [
      'an address without encryption and without consent',
      settingsWith({ ...socialEpoch, baseUrl: 'http://id.wascrm.socialepoch.com' }),
      'connections[0].allowPlainHttp',
      'not-encrypted',
    ],
    ['no settings at all', 'text', '', 'wrong-type'],
  ])('refuses %s whole', async (_, input, path, code) => {
    const settings = service();
    const { problems } = await settings.save(input);
    expect(problems).toMatchObject([{ path, code, from: 'form' }]);
    expect(disk).toEqual({});
    expect(sealed.size).toBe(0);
  });

  it('puts credentials back when the settings cannot be written', async () => {
    const settings = service();
    await settings.save(settingsWith(socialEpoch));
    local.set = () => Promise.reject(new Error('disk full'));
    const other = { ...socialEpoch, id: 'b' };
    const changed = { ...onPage, credentials: { ...onPage.credentials, apiKey: 'new' } };
    await expect(settings.save(settingsWith(changed, other))).rejects.toThrow('disk full');
    expect(Object.fromEntries(sealed)).toEqual({ wa: socialEpoch.credentials });
  });

  it('runs one after the other', async () => {
    const settings = service();
    await Promise.all([settings.save(settingsWith(socialEpoch)), settings.save(settingsWith(device))]);
    expect(disk.settings).toEqual(settingsWith(device));
    expect(sealed.size).toBe(0);
  });

  it('tells listeners until they stop', async () => {
    const settings = service();
    const listener = vi.fn();
    const stop = settings.subscribe(listener);
    await settings.save(settingsWith(device));
    stop();
    await settings.save(settingsWith(device));
    expect(listener).toHaveBeenCalledOnce();
  });
});

describe('under a policy', () => {
  const fromPolicy = {
    id: 'wa',
    provider: 'socialepoch',
    baseUrl: 'https://proxy.acme.example',
    credentials: { tenantId: '7', apiKey: 'policy-key' },
  };

  it('the worker gets the key of policy, the page only learns that there is one', async () => {
    policy = { connections: [fromPolicy] };
    sealed.set('wa', { userName: 'me' });
    disk.settings = { version: 1, connections: [{ id: 'wa', credentials: { userName: keptOnDevice } }] };
    const settings = service();
    const [current] = (await settings.current()).settings.connections;
    expect(current).toMatchObject({ credentials: { tenantId: '7', apiKey: 'policy-key', userName: 'me' } });
    const view = await settings.read();
    expect(JSON.stringify(view)).not.toContain('policy-key');
    expect(view.settings.connections[0]).toMatchObject({
      credentials: { tenantId: '7', apiKey: keptOnDevice, userName: 'me' },
    });
    expect(view.managed.paths).toContain('connections.wa.credentials.apiKey');
    expect(view.firstRun).toBe(false);
  });

  it('an own addition is kept beside it, and its values are not taken over', async () => {
    policy = { connections: [fromPolicy], preferences: { theme: 'dark' } };
    const settings = service();
    const { settings: view } = await settings.read();
    const [shown] = view.connections;
    if (shown?.provider !== 'socialepoch') throw new Error('not shown');
    const typed = { ...shown, name: 'Mine', credentials: { ...shown.credentials, userName: 'me' } };
    expect(await settings.save({ ...view, connections: [typed] })).toEqual({ problems: [] });

    expect(sealed.get('wa')).toEqual({ userName: 'me' });
    expect(JSON.stringify(disk)).not.toContain('proxy.acme.example');
    expect(JSON.stringify(disk)).not.toContain('policy-key');
    expect(JSON.stringify(disk)).not.toContain('"dark"');
    expect((await settings.current()).settings.connections[0]).toMatchObject({
      name: 'Mine',
      baseUrl: 'https://proxy.acme.example',
      credentials: { tenantId: '7', apiKey: 'policy-key', userName: 'me' },
    });
  });

  it('what the user had comes back when the policy goes', async () => {
    const settings = service();
    await settings.save(settingsWith(socialEpoch));
    policy = { connections: [fromPolicy], activeConnection: 'wa', preferences: { maskPhones: true } };
    settings.policyChanged();
    const { settings: shown } = await settings.read();
    await settings.save({ ...shown, preferences: { ...shown.preferences, theme: 'light' } });
    policy = {};
    settings.policyChanged();
    const { settings: now } = await settings.current();
    expect(now).toEqual({
      ...settingsWith(socialEpoch),
      preferences: {
        language: 'auto',
        theme: 'light',
        maskPhones: false,
        shortcuts: true,
        notifyReminders: false,
        notifyNames: false,
        insertReplies: false,
      },
    });
  });

  it('connections that could not be read are not lost by a save', async () => {
    const broken = { id: 'broken', provider: 'socialepoch', baseUrl: 'nowhere' };
    disk.settings = { version: 1, connections: [broken, device] };
    const settings = service();
    const { settings: shown } = await settings.read();
    await settings.save(shown);
    expect(disk.settings).toMatchObject({ connections: [device, broken] });
  });

  it('a policy connection cannot be removed, and one beneath it is not either', async () => {
    const settings = service();
    await settings.save(settingsWith(socialEpoch));
    policy = { connections: [fromPolicy] };
    const { settings: shown } = await settings.read();
    await settings.save({ ...shown, connections: [], activeConnection: undefined });
    expect(sealed.get('wa')).toEqual(socialEpoch.credentials);
    policy = {};
    expect((await settings.read()).settings).toEqual(settingsWith(onPage));
  });

  it('no policy is no error, in browsers that reject and in those without policies', async () => {
    policy = null;
    expect((await service().read()).problems).toEqual([]);
    expect((await service(false).read()).problems).toEqual([]);
  });

  it('a change of policy is in force at once', async () => {
    const settings = service();
    const listener = vi.fn();
    settings.subscribe(listener);
    expect((await settings.current()).settings.enabled).toBe(true);
    policy = { enabled: false };
    settings.policyChanged();
    expect(listener).toHaveBeenCalledOnce();
    expect((await settings.current()).settings.enabled).toBe(false);
  });
});

describe('a change', () => {
  it.each<[string, (shown: SettingsDraft) => SettingsDraft, string]>([
    ['a preference', (s) => ({ ...s, preferences: { ...s.preferences, theme: 'dark' } }), 'choices'],
    ['a pause', (s) => ({ ...s, enabled: false }), 'choices'],
    ['another connection in use', (s) => ({ ...s, activeConnection: 'device' }), 'choices'],
    ['another address', (s) => withFirst(s, { baseUrl: 'https://api.socialscrm.com' }), 'connections'],
    [
      'another key',
      (s) => withFirst(s, { credentials: { ...onPage.credentials, apiKey: 'new' } }),
      'connections',
    ],
    ['one connection less', (s) => ({ ...s, connections: s.connections.slice(0, 1) }), 'connections'],
  ])('of %s says whether connections are what they were', async (_, change, what) => {
    const settings = service();
    await settings.save(settingsWith(socialEpoch, device));
    const listener = vi.fn();
    settings.subscribe(listener);
    await settings.save(change((await settings.read()).settings));
    expect(listener.mock.calls).toEqual([[what]]);
  });
});

function withFirst(settings: SettingsDraft, changed: object): SettingsDraft {
  const [first, ...rest] = settings.connections;
  return settingsWith({ ...(first ?? device), ...changed } as typeof socialEpoch, ...rest);
}

describe('choosing the connection in use', () => {
  it('is kept', async () => {
    const settings = service();
    await settings.save(settingsWith(device, socialEpoch));
    expect(await settings.select('wa')).toBe(true);
    expect((await settings.current()).settings.activeConnection).toBe('wa');
  });

  it('does nothing for a connection that is not there', async () => {
    const settings = service();
    await settings.save(settingsWith(device));
    expect(await settings.select('gone')).toBe(false);
    expect(disk.settings).toEqual(settingsWith(device));
  });

  it('works among connections of policy, and not against its choice', async () => {
    policy = { connections: [socialEpoch, device] };
    const settings = service();
    expect(await settings.select('device')).toBe(true);
    expect((await settings.current()).settings.activeConnection).toBe('device');
    policy = { ...policy, activeConnection: 'wa' };
    settings.policyChanged();
    expect(await settings.select('device')).toBe(false);
    expect(await settings.select('wa')).toBe(true);
  });
});

describe('preparing a draft for a test', () => {
  it('fills in what is kept, without saving', async () => {
    const settings = service();
    await settings.save(settingsWith(socialEpoch));
    const before = structuredClone(disk);
    expect(await settings.prepare({ ...onPage, baseUrl: 'https://api.socialscrm.com' })).toEqual({
      connection: { ...socialEpoch, baseUrl: 'https://api.socialscrm.com' },
    });
    expect(disk).toEqual(before);
  });

  it('fills in the key of policy', async () => {
    policy = { connections: [socialEpoch] };
    expect(await service().prepare(onPage)).toEqual({ connection: socialEpoch });
  });

  it('names what is wrong', async () => {
    expect(await service().prepare({ ...onPage, numbers: 'x' })).toEqual({
      problems: [{ path: 'numbers', code: 'not-a-number-rule', from: 'form' }],
    });
  });
});

describe('first run', () => {
  it('needs no set-up when something is stored, or policy is there already', async () => {
    disk.settings = settingsWith(device);
    expect(await service().needsSetup()).toBe(false);
    disk = {};
    policy = { connections: [device] };
    expect(await service().needsSetup()).toBe(false);
  });

  it('needs none when policy brings a connection within six seconds', async () => {
    const settings = service();
    const needed = settings.needsSetup();
    await vi.waitFor(() => expect(waited).toEqual([6000]));
    policy = { preferences: { theme: 'dark' } };
    settings.policyChanged();
    policy = { connections: [device] };
    settings.policyChanged();
    expect(await needed).toBe(false);
  });

  it('needs none when policy switches Chatside off', async () => {
    policy = { enabled: false };
    expect(await service().needsSetup()).toBe(false);
  });

  it('needs one when nothing arrives in time', async () => {
    const settings = service();
    const needed = settings.needsSetup();
    await vi.waitFor(() => expect(waited).toHaveLength(1));
    letTimePass();
    expect(await needed).toBe(true);
    expect((await settings.read()).firstRun).toBe(true);
  });
});
