import { describe, expect, it } from 'vitest';
import { isManaged, resolveSettings } from '../../../lib/settings/resolve.ts';
import { keptOnDevice } from '../../../lib/settings/schema.ts';
import { device, settingsWith, socialEpoch, storedSocialEpoch } from './samples.ts';

describe('without a policy', () => {
  it('gives defaults when nothing is stored', () => {
    expect(resolveSettings(undefined, undefined)).toEqual({
      settings: {
        version: 1,
        enabled: true,
        connections: [],
        preferences: {
          language: 'auto',
          theme: 'auto',
          maskPhones: false,
          shortcuts: true,
          notifyReminders: false,
          notifyNames: false,
          insertReplies: false,
        },
      },
      managed: { paths: [] },
      problems: [],
    });
  });

  it('gives what is stored, with the first connection in use when none is chosen', () => {
    const { activeConnection: _, ...stored } = settingsWith(device, storedSocialEpoch);
    const { settings, managed, problems } = resolveSettings({}, stored);
    expect(settings).toEqual(settingsWith(device, storedSocialEpoch));
    expect(managed.paths).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('fills a short connection with the defaults of its back end', () => {
    const { settings } = resolveSettings(undefined, {
      version: 1,
      connections: [{ id: 'wa', provider: 'socialepoch', baseUrl: 'https://api.socialepoch.com' }],
    });
    expect(settings.connections[0]).toMatchObject({
      numbers: 'international',
      options: { timeZone: 'Asia/Shanghai', tagSeparator: ',' },
    });
  });

  it('names settings of a later version, and uses none of them', () => {
    const { settings, problems } = resolveSettings(undefined, { ...settingsWith(device), version: 2 });
    expect(settings.connections).toEqual([]);
    expect(problems).toEqual([{ path: 'version', code: 'other-version', from: 'stored' }]);
  });
});

describe('policy over what is stored', () => {
  it('wins, field by field, and says which fields it decides', () => {
    const { settings, managed, problems } = resolveSettings(
      { preferences: { theme: 'dark' }, enabled: false },
      { ...settingsWith(device), preferences: { theme: 'light', maskPhones: true } },
    );
    expect(settings.preferences).toEqual({
      language: 'auto',
      theme: 'dark',
      maskPhones: true,
      shortcuts: true,
      notifyReminders: false,
      notifyNames: false,
      insertReplies: false,
    });
    expect(settings.enabled).toBe(false);
    expect(managed.paths).toEqual(['preferences.theme', 'enabled']);
    expect(problems).toEqual([]);
  });

  it('takes what it leaves open from the stored connection of the same id', () => {
    const { settings, managed } = resolveSettings(
      {
        connections: [
          {
            id: 'wa',
            provider: 'socialepoch',
            baseUrl: 'https://proxy.acme.example',
            credentials: { tenantId: '7' },
          },
        ],
      },
      settingsWith(storedSocialEpoch),
    );
    expect(settings.connections).toEqual([
      {
        ...storedSocialEpoch,
        baseUrl: 'https://proxy.acme.example',
        credentials: { ...storedSocialEpoch.credentials, tenantId: '7' },
      },
    ]);
    expect(isManaged(managed, 'connections', 'wa')).toBe(true);
    expect(isManaged(managed, 'connections', 'wa', 'credentials', 'tenantId')).toBe(true);
    expect(isManaged(managed, 'connections', 'wa', 'credentials', 'apiKey')).toBe(false);
    expect(isManaged(managed, 'connections', 'wa', 'name')).toBe(false);
  });

  it('replaces a list whole', () => {
    const { settings } = resolveSettings(
      { connections: [{ ...socialEpoch, catalogue: { stages: [{ name: 'Lead' }] } }] },
      settingsWith(storedSocialEpoch),
    );
    expect(settings.connections[0]).toMatchObject({
      catalogue: { stages: [{ name: 'Lead' }], tags: socialEpoch.catalogue.tags },
    });
  });

  it('ignores a stored connection of the same id for another back end', () => {
    const { settings, problems } = resolveSettings(
      { connections: [{ id: 'wa', provider: 'local' }] },
      settingsWith(storedSocialEpoch),
    );
    expect(settings.connections).toEqual([{ id: 'wa', provider: 'local' }]);
    expect(problems).toEqual([]);
  });

  it('counts as consent for an address without encryption', () => {
    const { settings, managed } = resolveSettings(
      { connections: [{ id: 'id', provider: 'socialepoch', baseUrl: 'http://id.wascrm.socialepoch.com' }] },
      undefined,
    );
    expect(settings.connections[0]).toMatchObject({ allowPlainHttp: true });
    expect(isManaged(managed, 'connections', 'id', 'allowPlainHttp')).toBe(true);
  });

  it('leaves a credential to each user where it carries the placeholder of an exported file', () => {
    const { managed, settings } = resolveSettings(
      {
        connections: [{ ...socialEpoch, credentials: { ...socialEpoch.credentials, apiKey: keptOnDevice } }],
      },
      undefined,
    );
    expect(settings.connections[0]).toMatchObject({ credentials: { tenantId: '1', userName: 'WhatsApp' } });
    expect(isManaged(managed, 'connections', 'wa', 'credentials', 'apiKey')).toBe(false);
  });

  it('chooses the connection in use', () => {
    const { settings, managed } = resolveSettings(
      { connections: [socialEpoch], activeConnection: 'wa' },
      settingsWith(device),
    );
    expect(settings.activeConnection).toBe('wa');
    expect(isManaged(managed, 'activeConnection')).toBe(true);
  });

  it('falls back to the stored choice when it names a connection that is not there', () => {
    const { settings, managed, problems } = resolveSettings(
      { activeConnection: 'gone' },
      { ...settingsWith(device, storedSocialEpoch), activeConnection: 'wa' },
    );
    expect(settings.activeConnection).toBe('wa');
    expect(managed.paths).toEqual([]);
    expect(problems).toEqual([{ path: 'activeConnection', code: 'no-such-connection', from: 'policy' }]);
  });
});

describe('wrong values', () => {
  it('refuse the connection they are in, by path, and leave the rest', () => {
    const { settings, problems } = resolveSettings(
      {
        preferences: { theme: 'neon', maskPhones: true },
        connections: [
          { ...socialEpoch, catalogue: { tags: [{ name: 'VIP' }, { name: 'Hot', colour: 'red' }] } },
          device,
        ],
      },
      undefined,
    );
    expect(settings.connections).toEqual([device]);
    expect(settings.preferences).toEqual({
      language: 'auto',
      theme: 'auto',
      maskPhones: true,
      shortcuts: true,
      notifyReminders: false,
      notifyNames: false,
      insertReplies: false,
    });
    expect(problems).toEqual([
      {
        path: 'preferences.theme',
        code: 'not-one-of',
        expected: expect.stringContaining('"dark"'),
        from: 'policy',
      },
      { path: 'connections[0].catalogue.tags[1].colour', code: 'not-a-colour', from: 'policy' },
    ]);
  });

  it('in policy do not let a stored connection of the same id in', () => {
    const { settings } = resolveSettings(
      { connections: [{ ...socialEpoch, baseUrl: 'ftp://acme.example' }] },
      settingsWith(storedSocialEpoch),
    );
    expect(settings.connections).toEqual([]);
  });

  it('in an addition to a policy connection leave policy as it is', () => {
    const { name: _, ...unnamed } = socialEpoch;
    const { settings, problems } = resolveSettings(
      { connections: [unnamed] },
      settingsWith({ ...storedSocialEpoch, name: '' }),
    );
    expect(settings.connections).toEqual([unnamed]);
    expect(problems).toEqual([{ path: 'connections[0].name', code: 'missing', from: 'stored' }]);
  });

  it('are never repeated in a problem', () => {
    const secret = 'QOEAcPj6Tb8XRhwFvYih';
    const { problems } = resolveSettings(
      {
        preferences: { theme: secret },
        connections: [
          { ...socialEpoch, credentials: { tenantId: 1, apiKey: [secret], userName: '' }, numbers: secret },
          { id: secret.padEnd(80, 'x'), provider: secret },
        ],
      },
      { version: secret },
    );
    expect(problems.length).toBeGreaterThanOrEqual(6);
    expect(JSON.stringify(problems)).not.toContain(secret);
  });

  it('of one kind each have their own word', () => {
    const { problems } = resolveSettings(
      {
        connections: [
          {
            ...socialEpoch,
            id: 'b',
            baseUrl: 'https://user:pass@acme.example',
            numbers: 'national:china',
            options: { timeZone: 'Mars/Olympus' },
            credentials: { tenantId: '' },
          },
          { ...device, id: 'b' },
          { id: 'has space', provider: 'local' },
          { id: 'x', provider: 'other' },
          { id: 'y', provider: 'socialepoch' },
          'text',
        ],
      },
      undefined,
    );
    expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'connections[1].id duplicate',
      'connections[2].id not-an-id',
      'connections[5] wrong-type',
      'connections[0].baseUrl not-an-address',
      'connections[0].numbers not-a-number-rule',
      'connections[0].options.timeZone not-a-time-zone',
      'connections[0].credentials.tenantId missing',
      'connections[3].provider not-one-of',
      'connections[4].baseUrl missing',
    ]);
  });

  it.each([null, 3, 'text', [], { version: 1, connections: {} }])(
    'of any shape do not throw: %j',
    (input) => {
      expect(resolveSettings(input, input).settings.connections).toEqual([]);
    },
  );
});

describe('unknown keys', () => {
  it('are named by path and left out, wherever they stand', () => {
    const { settings, problems } = resolveSettings(
      {
        conections: [],
        preferences: { colour: 'red' },
        connections: [
          {
            ...socialEpoch,
            tokn: 1,
            options: { tagSeperator: ';' },
            catalogue: { tags: [{ name: 'A', id: 2 }] },
          },
        ],
      },
      { version: 1, __proto__: null, 'odd key': 1 },
    );
    expect(settings.connections).toHaveLength(1);
    expect(problems.map(({ path, code, from }) => `${from} ${path} ${code}`)).toEqual([
      'policy conections unknown-key',
      'policy preferences.colour unknown-key',
      'policy connections[0].options.tagSeperator unknown-key',
      'policy connections[0].catalogue.tags[0].id unknown-key',
      'policy connections[0].tokn unknown-key',
      'stored ["odd key"] unknown-key',
    ]);
  });
});

describe('a stored addition without provider', () => {
  it('rests while no policy names its connection', () => {
    const { settings, problems } = resolveSettings(undefined, {
      version: 1,
      connections: [{ id: 'wa', name: 'Mine', credentials: { apiKey: keptOnDevice } }],
    });
    expect(settings.connections).toEqual([]);
    expect(problems).toEqual([]);
  });
});
