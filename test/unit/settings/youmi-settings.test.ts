/** What Youmi's settings have beyond the others': four addresses, a pasted token, and a second version. */
import { describe, expect, it } from 'vitest';
import { patternsOf } from '../../../lib/settings/addresses.ts';
import {
  lacksCredentials,
  partCredentials,
  withCredentials,
  withoutSecrets,
} from '../../../lib/settings/credentials.ts';
import { exportSettings, readSettingsFile } from '../../../lib/settings/file.ts';
import { isManaged, resolveSettings } from '../../../lib/settings/resolve.ts';
import { keptOnDevice, type SettingsDraft, type YoumiDraft } from '../../../lib/settings/schema.ts';
import { settingsWith, youmi, youmiByToken } from './samples.ts';

const onPage: YoumiDraft = {
  ...youmi,
  credentials: { ...youmi.credentials, appKey: keptOnDevice },
  v2: { ...youmi.v2, clientSecret: keptOnDevice },
};
const all = {
  appId: 'acme-youmi',
  appKey: 'kT5youmi7LdYwQe',
  clientId: 'acme-client',
  clientSecret: 'uW9client3PqZ',
};

function planOf(settings: SettingsDraft, present: SettingsDraft) {
  const result = readSettingsFile(JSON.stringify(settings), present);
  if (!('plan' in result)) throw new Error(JSON.stringify(result.problems));
  return result.plan;
}

describe('a short Youmi connection', () => {
  it('has no address of the vendor but that of the second version’s tokens', () => {
    const short = { id: 'y', provider: 'youmi', baseUrl: 'https://crm.acme.example/v1', v2: {} };
    const { settings, problems } = resolveSettings(undefined, { version: 1, connections: [short] });
    expect(problems).toEqual([]);
    expect(settings.connections[0]).toEqual({
      ...short,
      allowPlainHttp: false,
      v2: { tokenUrl: 'https://sso.yunshouzhi.net/connect/token' },
    });
    const without = { connections: [{ id: 'y', provider: 'youmi' }] };
    expect(resolveSettings(without, undefined).problems).toMatchObject([
      { path: 'connections[0].baseUrl', code: 'missing', from: 'policy' },
    ]);
  });

  it('cannot say how numbers are written, nor where a username goes: Youmi has neither', () => {
    const connections = [{ ...youmi, numbers: 'international', usernameField: 'remark' }];
    const { problems } = resolveSettings({ connections }, undefined);
    expect(problems.map(({ code }) => code)).toEqual(['unknown-key', 'unknown-key']);
  });
});

describe('its credentials', () => {
  it('are complete with a key or with a token', () => {
    const { credentials: _, ...neither } = youmi;
    expect([youmi, youmiByToken, neither].map(lacksCredentials)).toEqual([false, false, true]);
    expect(lacksCredentials({ ...neither, credentials: { appId: 'a' } })).toBe(true);
  });

  it.each([
    ['the key and the client', youmi, all],
    ['the token', youmiByToken, { accessToken: 'hB2token8XnRs' }],
  ])('part from storage.local with %s, and come back', (_, draft, kept) => {
    const parted = partCredentials(draft, undefined);
    expect(parted.kept).toEqual(kept);
    for (const value of Object.values(kept)) expect(JSON.stringify(parted.stored)).not.toContain(value);
    expect(withCredentials(parted.stored, kept)).toEqual(draft);
  });

  it('show what identifies, and never what is secret', () => {
    expect(withoutSecrets(youmi, all)).toEqual(onPage);
    const file = exportSettings(settingsWith(youmi, { ...youmiByToken, id: 'second' }));
    for (const secret of [all.appKey, all.clientSecret, 'hB2token8XnRs']) expect(file).not.toContain(secret);
  });

  it('forget the key when a token takes its place', () => {
    expect(partCredentials(youmiByToken, all).kept).toEqual({ accessToken: 'hB2token8XnRs' });
  });

  it('leave the second version out while a part of it is missing', () => {
    const { clientSecret: _, ...client } = youmi.v2;
    expect(withCredentials({ ...youmi, v2: client }, undefined)).not.toHaveProperty('v2');
  });
});

describe('its hosts', () => {
  it('are each asked for once, without their ports', () => {
    expect(patternsOf(youmi)).toEqual([
      'http://crm.acme.example/*',
      'http://tokens.acme.example/*',
      'https://v2.acme.example/*',
      'https://sso.yunshouzhi.net/*',
    ]);
    expect(patternsOf(youmiByToken)).toEqual(['http://crm.acme.example/*']);
  });

  it.each([
    { baseUrl: 'http://evil.example:5003/v1' },
    { authUrl: 'http://evil.example:5001/token' },
    { v2: { ...onPage.v2, baseUrl: 'https://evil.example', tokenUrl: youmi.v2.tokenUrl } },
    { v2: { ...onPage.v2, tokenUrl: 'https://evil.example/connect/token' } },
  ])('keep kept secrets from another: $baseUrl$authUrl$v2.baseUrl$v2.tokenUrl', (more) => {
    const plan = planOf(settingsWith({ ...onPage, ...more }), settingsWith(onPage));
    expect(plan.connections[0]).toMatchObject({ credentialsMissing: true });
    expect(JSON.stringify(plan.settings)).not.toContain(keptOnDevice);
    expect(planOf(settingsWith(onPage), settingsWith(onPage)).connections[0]).toMatchObject({
      credentialsMissing: false,
    });
  });
});

describe('an address that is not encrypted', () => {
  const secret = {
    ...youmi,
    baseUrl: 'https://crm.acme.example/v1',
    authUrl: 'https://tokens.acme.example/t',
  };
  const places: [string, Partial<YoumiDraft>][] = [
    ['the interfaces', { baseUrl: 'http://crm.acme.example:5003/v1' }],
    ['the tokens', { authUrl: 'http://tokens.acme.example:5001/t' }],
    ['the second version', { v2: { ...youmi.v2, baseUrl: 'http://v2.acme.example' } }],
    ['the second version’s tokens', { v2: { ...youmi.v2, tokenUrl: 'http://sso.acme.example/token' } }],
  ];

  it.each(places)('needs the user’s consent in a file: %s', (_, more) => {
    const [connection] = planOf(settingsWith({ ...secret, ...more }), settingsWith()).connections;
    expect(connection).toMatchObject({ needsConsent: true, address: expect.stringMatching(/^http:/) });
  });

  it.each(places)('has it by being in a policy: %s', (_, more) => {
    const { allowPlainHttp: __, ...unsaid } = secret;
    const of = (connection: object) =>
      resolveSettings({ connections: [connection] }, undefined).settings.connections[0];
    expect(of({ ...unsaid, ...more })).toMatchObject({ allowPlainHttp: true });
    expect(of(unsaid)).toMatchObject({ allowPlainHttp: false });
  });
});

it('may come by policy, but for the token and the account, which each agent has', () => {
  const { account: _, me: __, ...ofCompany } = youmiByToken;
  const policy = { connections: [{ ...ofCompany, credentials: { accessToken: keptOnDevice } }] };
  const own = {
    version: 1,
    connections: [{ id: youmi.id, account: 'zznn72537', credentials: { accessToken: keptOnDevice } }],
  };
  const { settings, managed, problems } = resolveSettings(policy, own);
  expect(problems).toEqual([]);
  expect(settings.connections[0]).toEqual({
    ...ofCompany,
    account: 'zznn72537',
    credentials: { accessToken: keptOnDevice },
  });
  expect(isManaged(managed, 'connections', youmi.id, 'baseUrl')).toBe(true);
  expect(isManaged(managed, 'connections', youmi.id, 'account')).toBe(false);
});
