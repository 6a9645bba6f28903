/** What Sobot's settings have beyond the others': two ways in, and a second host. */
import { describe, expect, it } from 'vitest';
import { patternsOf } from '../../../lib/settings/addresses.ts';
import {
  lacksCredentials,
  partCredentials,
  withCredentials,
  withoutSecrets,
} from '../../../lib/settings/credentials.ts';
import { acceptPlainHttp, exportSettings, readSettingsFile } from '../../../lib/settings/file.ts';
import { isManaged, resolveSettings } from '../../../lib/settings/resolve.ts';
import { keptOnDevice, type SettingsDraft, type SobotDraft } from '../../../lib/settings/schema.ts';
import { settingsWith, sobot, sobotByService } from './samples.ts';

const keyOnPage = { ...sobot, credentials: { ...sobot.credentials, appKey: keptOnDevice } };
const serviceOnPage: SobotDraft = {
  ...sobotByService,
  tokenService: { ...sobotByService.tokenService, bearer: keptOnDevice },
};

function planOf(settings: SettingsDraft, present: SettingsDraft) {
  const result = readSettingsFile(JSON.stringify(settings), present);
  if (!('plan' in result)) throw new Error(JSON.stringify(result.problems));
  return result.plan;
}

describe('a short Sobot connection', () => {
  it('has the vendor’s host, Chinese numbers, and signs notes', () => {
    const { settings, problems } = resolveSettings(undefined, {
      version: 1,
      connections: [{ id: 'sobot-main', provider: 'sobot', me: { agentId: 'b' } }],
    });
    expect(problems).toEqual([]);
    expect(settings.connections[0]).toEqual({
      id: 'sobot-main',
      provider: 'sobot',
      baseUrl: 'https://www.sobot.com',
      numbers: 'national:CN',
      allowPlainHttp: false,
      me: { agentId: 'b', name: '' },
      options: { timeZone: 'Asia/Shanghai', newCustomerStatus: 2, signNotes: true },
    });
  });

  it('names a status that Sobot does not have', () => {
    const { problems } = resolveSettings(
      { connections: [{ id: 'x', provider: 'sobot', options: { newCustomerStatus: 5 } }] },
      undefined,
    );
    expect(problems).toMatchObject([
      { path: 'connections[0].options.newCustomerStatus', code: 'not-one-of', from: 'policy' },
    ]);
  });
});

describe('its credentials', () => {
  it('are complete with a key or with a token service', () => {
    const { credentials: _, ...neither } = sobot;
    expect([sobot, sobotByService, neither].map(lacksCredentials)).toEqual([false, false, true]);
    expect(lacksCredentials({ ...neither, credentials: { appId: 'a' } })).toBe(true);
    expect(lacksCredentials({ ...neither, tokenService: { url: 'https://t.example/' } })).toBe(true);
  });

  it.each([
    ['the key', sobot, { appId: 'acme-scrm', appKey: 'vN8sobot4KdYwQe' }],
    ['the token service’s password', sobotByService, { bearer: 'xR6-bearer' }],
  ])('part from storage.local with %s, and come back', (_, draft, kept) => {
    const parted = partCredentials(draft, undefined);
    expect(parted.kept).toEqual(kept);
    for (const value of Object.values(kept)) expect(JSON.stringify(parted.stored)).not.toContain(value);
    expect(withCredentials(parted.stored, kept)).toEqual(draft);
  });

  it('show what identifies, and never what is secret', () => {
    expect(withoutSecrets(sobot, sobot.credentials)).toEqual(keyOnPage);
    expect(withoutSecrets(sobotByService, { bearer: 'xR6-bearer' })).toEqual(serviceOnPage);
    const file = exportSettings(settingsWith(sobot, { ...sobotByService, id: 'second' }));
    expect(file).not.toContain(sobot.credentials.appKey);
    expect(file).not.toContain(sobotByService.tokenService.bearer);
  });

  it('forget the key when the token service takes its place', () => {
    expect(partCredentials(sobotByService, sobot.credentials).kept).toEqual({ bearer: 'xR6-bearer' });
  });
});

describe('its hosts', () => {
  it('are two with a token service', () => {
    expect(patternsOf(sobot)).toEqual(['https://www.sobot.com/*']);
    expect(patternsOf(sobotByService)).toEqual(['https://www.sobot.com/*', 'https://tokens.acme.example/*']);
  });

  it('are both shown before a file is imported', () => {
    const { newHosts } = planOf(settingsWith(serviceOnPage), settingsWith());
    expect(newHosts).toEqual(['https://www.sobot.com/*', 'https://tokens.acme.example/*']);
  });

  it.each([
    { tokenService: { url: 'https://evil.example/sobot', bearer: keptOnDevice } },
    { baseUrl: 'https://evil.example' },
  ])('keep a kept password from another host: $tokenService.url$baseUrl', (more) => {
    const plan = planOf(settingsWith({ ...serviceOnPage, ...more }), settingsWith(serviceOnPage));
    expect(plan.connections[0]).toMatchObject({ credentialsMissing: true });
    expect(JSON.stringify(plan.settings)).not.toContain(keptOnDevice);
  });

  it('need the user’s consent where the token service is not encrypted', () => {
    const tokenService = { url: 'http://tokens.acme.example/sobot', bearer: 'b' };
    const plan = planOf(
      settingsWith({ ...sobotByService, tokenService, allowPlainHttp: true }),
      settingsWith(),
    );
    expect(plan.connections[0]).toMatchObject({ needsConsent: true, address: tokenService.url });
    expect(plan.settings.connections[0]).toMatchObject({ allowPlainHttp: false });
    expect(acceptPlainHttp(plan).connections[0]).toMatchObject({ allowPlainHttp: true });
  });
});

describe('a policy', () => {
  const { me: _, ...withoutMe } = serviceOnPage;
  const policy = { connections: [{ ...withoutMe, name: 'Corp' }] };

  it('may leave the password and who "me" is to each agent', () => {
    const own = {
      version: 1,
      connections: [
        { id: 'sobot-main', tokenService: { bearer: keptOnDevice }, me: { agentId: 'mei', name: 'Mei' } },
      ],
    };
    const { settings, managed, problems } = resolveSettings(policy, own);
    expect(problems).toEqual([]);
    expect(settings.connections[0]).toMatchObject({
      ...serviceOnPage,
      name: 'Corp',
      me: { agentId: 'mei', name: 'Mei' },
    });
    expect(isManaged(managed, 'connections', 'sobot-main', 'tokenService', 'url')).toBe(true);
    expect(isManaged(managed, 'connections', 'sobot-main', 'tokenService', 'bearer')).toBe(false);
  });

  it('that names a token service without encryption consents to it', () => {
    const tokenService = { url: 'http://tokens.acme.example/sobot', bearer: 'b' };
    const { settings } = resolveSettings(
      { connections: [{ ...sobotByService, allowPlainHttp: undefined, tokenService }] },
      {},
    );
    expect(settings.connections[0]).toMatchObject({ allowPlainHttp: true });
  });
});
