import { describe, expect, it } from 'vitest';
import { acceptPlainHttp, exportSettings, readSettingsFile } from '../../../lib/settings/file.ts';
import { keptOnDevice, type SettingsDraft } from '../../../lib/settings/schema.ts';
import { device, settingsWith, socialEpoch } from './samples.ts';

const key = socialEpoch.credentials.apiKey;
const onPage = { ...socialEpoch, credentials: { ...socialEpoch.credentials, apiKey: keptOnDevice } };

function read(settings: unknown, present: SettingsDraft) {
  return readSettingsFile(JSON.stringify(settings), present);
}

function planOf(settings: unknown, present: SettingsDraft) {
  const result = read(settings, present);
  if (!('plan' in result)) throw new Error(JSON.stringify(result.problems));
  return result.plan;
}

describe('export', () => {
  it('never contains a secret, even when it is handed one', () => {
    const file = exportSettings(settingsWith(socialEpoch));
    expect(file).not.toContain(key);
    expect(JSON.parse(file).connections[0].credentials).toEqual({
      tenantId: '1',
      apiKey: keptOnDevice,
      userName: 'WhatsApp',
    });
  });

  it('comes back the same on the same device', () => {
    const present = settingsWith(device, onPage);
    const result = readSettingsFile(exportSettings(present), present);
    expect(result).toMatchObject({ plan: { settings: present, newHosts: [] } });
  });
});

describe('import', () => {
  it('keeps what is on the device where the file has the placeholder', () => {
    const plan = planOf(settingsWith({ ...onPage, name: 'Acme Asia' }), settingsWith(onPage));
    expect(plan.settings.connections).toEqual([{ ...onPage, name: 'Acme Asia' }]);
    expect(plan.connections[0]).toMatchObject({ change: 'replaced', credentialsMissing: false });
  });

  it('says that a credential must be typed where neither the file nor the device has it', () => {
    const plan = planOf(settingsWith(onPage), settingsWith(device));
    expect(plan.connections[0]).toMatchObject({ change: 'added', credentialsMissing: true });
    expect(plan.settings.connections[1]).toMatchObject({
      credentials: { tenantId: '1', userName: 'WhatsApp' },
    });
    expect(JSON.stringify(plan.settings)).not.toContain(keptOnDevice);
  });

  it('takes a kept key to no other host, scheme or port than the one it was typed for', () => {
    for (const baseUrl of [
      'https://evil.example',
      'http://api.socialepoch.com',
      'https://api.socialepoch.com:8443',
    ]) {
      const plan = planOf(settingsWith({ ...onPage, baseUrl }), settingsWith(onPage));
      expect(plan.connections[0]).toMatchObject({ credentialsMissing: true });
      expect(JSON.stringify(plan.settings)).not.toContain(keptOnDevice);
    }
  });

  it('takes a key that the file itself has', () => {
    const plan = planOf(
      settingsWith({ ...socialEpoch, baseUrl: 'https://proxy.example' }),
      settingsWith(onPage),
    );
    expect(plan.settings.connections[0]).toMatchObject({ credentials: { apiKey: key } });
  });

  it('names each new host', () => {
    const plan = planOf(
      settingsWith(onPage, { ...onPage, id: 'b', baseUrl: 'https://proxy.example:8443/x' }),
      settingsWith(onPage),
    );
    expect(plan.newHosts).toEqual(['https://proxy.example/*']);
  });

  it('leaves connections alone that the file does not name', () => {
    const plan = planOf(settingsWith(onPage), settingsWith(device));
    expect(plan.settings.connections.map((one) => one.id)).toEqual(['device', 'wa']);
  });

  it('asks for consent to an address without encryption, whatever the file says', () => {
    const plain = { ...socialEpoch, baseUrl: 'http://id.wascrm.socialepoch.com', allowPlainHttp: true };
    const plan = planOf(settingsWith(plain), settingsWith(device));
    expect(plan.connections[0]).toMatchObject({ needsConsent: true });
    expect(plan.settings.connections[1]).toMatchObject({ allowPlainHttp: false });
    expect(acceptPlainHttp(plan).connections[1]).toMatchObject({ allowPlainHttp: true });
  });

  it('does not ask again where consent was given for the same address', () => {
    const plain = { ...onPage, baseUrl: 'http://id.wascrm.socialepoch.com', allowPlainHttp: true };
    const plan = planOf(settingsWith({ ...plain, allowPlainHttp: false }), settingsWith(plain));
    expect(plan.connections[0]).toMatchObject({ needsConsent: false });
    expect(plan.settings.connections[0]).toMatchObject({ allowPlainHttp: true });
  });

  it('reads nothing when one thing is wrong, and names everything that is, by path', () => {
    const result = read(
      {
        version: 1,
        connections: [{ ...socialEpoch, extra: 1, options: { timeZone: 'Nowhere' } }, device, device],
        preferences: { theme: 'neon' },
        invoices: [],
      },
      settingsWith(),
    );
    expect(result).toEqual({
      problems: [
        { path: 'connections[0].extra', code: 'unknown-key', from: 'file' },
        { path: 'invoices', code: 'unknown-key', from: 'file' },
        { path: 'connections[0].options.timeZone', code: 'not-a-time-zone', from: 'file' },
        { path: 'preferences.theme', code: 'not-one-of', expected: expect.any(String), from: 'file' },
      ],
    });
  });

  it('refuses two connections of one id and a choice that is not there', () => {
    const result = read(
      { version: 1, connections: [device, device], activeConnection: 'gone' },
      settingsWith(),
    );
    expect(result).toEqual({
      problems: [
        { path: 'connections[1].id', code: 'duplicate', from: 'file' },
        { path: 'activeConnection', code: 'no-such-connection', from: 'file' },
      ],
    });
  });

  it.each([
    ['not JSON', '{', 'not-json', ''],
    ['no object', '[]', 'wrong-type', ''],
    ['no version', '{}', 'missing', 'version'],
    ['a later version', '{"version": 2}', 'other-version', 'version'],
  ])('refuses %s', (_, text, code, path) => {
    expect(readSettingsFile(text, settingsWith())).toMatchObject({ problems: [{ path, code }] });
  });
});
