import { describe, expect, it } from 'vitest';
import { digestSecret } from '../../../lib/accounts/digest-secret.ts';
import { identityOf, mayBeAnother, sameIdentity } from '../../../lib/accounts/identity.ts';
import { keptOnDevice } from '../../../lib/settings/schema.ts';
import { device, sobot, sobotByService, socialEpoch, youmi, youmiByToken } from '../settings/samples.ts';

const digest = (secret: string) => digestSecret(crypto.subtle, secret, 'salt');
const of = (connection: Parameters<typeof identityOf>[0]) => identityOf(connection, digest);

describe('the identity of a connection', () => {
  it('is the tenant id at SocialEpoch, the app id at Sobot', async () => {
    expect(await of(socialEpoch)).toMatchObject({ company: '1', address: 'https://api.socialepoch.com' });
    expect(await of(sobot)).toMatchObject({ company: 'acme-scrm', address: 'https://www.sobot.com' });
  });

  it('is the service’s address and the name the agent gave, with a token service', async () => {
    expect(await of({ ...sobotByService, account: 'Acme' })).toMatchObject({
      company: 'Acme',
      address: 'https://www.sobot.com\nhttps://tokens.acme.example/sobot',
    });
    expect(await of(sobotByService)).toMatchObject({ company: '' });
  });

  it('is the app id at Youmi, and whose second version it has; the account worked with does not matter', async () => {
    expect(await of(youmi)).toMatchObject({
      company: 'acme-youmi\nacme-client',
      address: 'http://crm.acme.example:5003/v1\nhttps://v2.acme.example',
    });
    expect(await of(youmiByToken)).toMatchObject({ company: '', address: youmi.baseUrl });
    expect(await of({ ...youmi, account: 'another' })).toEqual(await of(youmi));
    expect(await of({ ...youmi, v2: { ...youmi.v2, clientSecret: 'new' } })).not.toEqual(await of(youmi));
    expect(await of({ ...youmiByToken, credentials: { accessToken: 'new' } })).not.toEqual(
      await of(youmiByToken),
    );
  });

  it('is this device for what is kept on it', async () => {
    expect(await of(device)).toEqual({ provider: 'local', company: '', address: '', key: '' });
  });

  it('is none while a credential is missing', async () => {
    const { credentials: _, ...withoutKey } = sobot;
    expect(await of(withoutKey)).toBeNull();
    const { credentials: __, ...withoutToken } = socialEpoch;
    expect(await of(withoutToken)).toBeNull();
  });

  it('is the same for an address with a slash at its end', async () => {
    expect(await of({ ...sobot, baseUrl: 'https://www.sobot.com/' })).toEqual(await of(sobot));
  });

  it('is another with another key, and holds no secret', async () => {
    const one = await of(sobot);
    expect(await of({ ...sobot, credentials: { ...sobot.credentials, appKey: 'new' } })).not.toEqual(one);
    expect(JSON.stringify(one)).not.toContain(sobot.credentials.appKey);
  });

  it('can be compared on one device only', async () => {
    expect(await digest('key')).toBe(await digest('key'));
    expect(await digestSecret(crypto.subtle, 'key', 'another salt')).not.toBe(await digest('key'));
  });
});

it.each(['provider', 'company', 'address', 'key'] as const)('two with another %s are two', async (part) => {
  const one = await of(sobot);
  if (!one) throw new Error('not complete');
  expect(sameIdentity(one, { ...one })).toBe(true);
  expect(sameIdentity(one, { ...one, [part]: 'socialepoch' })).toBe(false);
});

describe('a connection that is typed anew', () => {
  const kept = { ...sobot, credentials: { appId: 'acme-scrm', appKey: keptOnDevice } };

  it.each([
    ['another key', { ...kept, credentials: { ...kept.credentials, appKey: 'new' } }],
    ['another app id', { ...kept, credentials: { ...kept.credentials, appId: 'other' } }],
    ['another address', { ...kept, baseUrl: 'https://proxy.example' }],
    ['a token service', { ...sobotByService, account: 'Acme' }],
  ])('may be another company’s with %s', (_, typed) => expect(mayBeAnother(kept, typed)).toBe(true));

  it('is the same company’s with another name', () => {
    expect(mayBeAnother(kept, { ...kept, name: 'Renamed', numbers: 'international' })).toBe(false);
  });

  it('is not asked about while it was not complete', () => {
    const { credentials: _, ...bare } = kept;
    expect(mayBeAnother(bare, kept)).toBe(false);
    expect(mayBeAnother(kept, bare)).toBe(false);
  });
});
