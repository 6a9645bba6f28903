import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  embedAddress,
  embedValues,
  fillEmbedAddress,
  signAddress,
} from '../../../lib/orders/embed-address.ts';
import { youmiTemplate } from '../../../lib/orders/embed-presets.ts';
import type { OrderCustomer } from '../../../lib/orders/model.ts';
import { type Embed, embedSchema } from '../../../lib/settings/embed.ts';
import { ana } from './samples.ts';

const at = Date.UTC(2026, 10, 28, 9, 0, 0, 750);
const values = embedValues(ana, at);
const embedOf = (more: Partial<Embed>): Embed =>
  v.parse(embedSchema, { id: 'own', name: 'Order desk', kind: 'embed', url: 'https://x/{phone}', ...more });

describe('the address of an own page', () => {
  it('has what is known of the customer, and the time in whole seconds since 1970', () => {
    const template =
      'https://desk.example/?tel={phone}&name={name}&mail={email}&id={customerId}&t={time}#n={phoneDigits}';
    const url = new URL(fillEmbedAddress(template, values) ?? '');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      tel: '+5511900000001',
      name: 'Ana Cliente',
      mail: 'ana@example.com',
      id: 'ana',
      t: String(Date.UTC(2026, 10, 28, 9) / 1000),
    });
    expect(url.hash).toBe('#n=5511900000001');
  });

  it('leaves what is not known empty where it is a parameter', () => {
    const known = embedValues({ ...ana, email: null }, at);
    expect(fillEmbedAddress('https://desk.example/?mail={email}&name={name}', known)).toBe(
      'https://desk.example/?mail=&name=Ana%20Cliente',
    );
  });

  it.each<[string, string, Partial<OrderCustomer>]>([
    ['its path would be another page', 'https://desk.example/{email}?name={name}', { email: null }],
    ['it would name nobody', 'https://desk.example/?mail={email}&t={time}', { email: null }],
    ['only the time would be left', 'https://desk.example/?tel={phone}&t={time}', { chatPhone: null }],
  ])('is none where %s', (_, template, more) => {
    expect(fillEmbedAddress(template, embedValues({ ...ana, ...more }, at))).toBeNull();
  });

  it('keeps its host, its path and its parameters, whatever anybody is called', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('..', '/../x', '@evil.example', '//evil.example', '?a=b', '&a=b', '#f', '\\evil', "'"),
    );
    fc.assert(
      fc.property(nasty, (name) => {
        const template = 'https://desk.example:8443/a?tel={phone}&name={name}#at/{name}';
        const url = new URL(fillEmbedAddress(template, { ...values, name }) ?? '');
        expect(url.origin).toBe('https://desk.example:8443');
        expect(url.pathname).toBe('/a');
        expect([...url.searchParams.keys()]).toEqual(['tel', 'name']);
        const isPlain = name.isWellFormed() && !/^\.{1,2}$/.test(name);
        expect(url.searchParams.get('name')).toBe(isPlain ? name : '');
      }),
    );
  });
});

describe('the address of an order system that Youmi opens', () => {
  const embed = embedOf({ preset: 'youmi', url: youmiTemplate('https://orders.example/youmi?old=1#top') });

  it('has Youmi’s parameters as far as they are known, and none that Youmi alone can make', async () => {
    const url = new URL(await embedAddress(embed, ana, at));
    expect(url.origin + url.pathname).toBe('https://orders.example/youmi');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      Type: 'WL',
      time: String(Date.UTC(2026, 10, 28, 9) / 1000),
      neber: '5511900000001',
      name: 'Ana Cliente',
    });
  });

  it('names somebody whose number is hidden by the name alone', async () => {
    const url = new URL(await embedAddress(embed, { ...ana, chatPhone: null, phones: [] }, at));
    expect([url.searchParams.get('neber'), url.searchParams.get('name')]).toEqual(['', 'Ana Cliente']);
  });
});

describe('its signature', () => {
  it('is the HMAC-SHA-256 of RFC 4231, 4.3', async () => {
    const address = 'https://desk.example/?what do ya want for nothing?';
    expect(await signAddress(address, 'sig', 'Jefe')).toBe(
      `${address}&sig=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843`,
    );
  });

  it('stands last in the query, and is of the bytes before it as they are sent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ minLength: 1 }), async (name, key) => {
        fc.pre(key.trim() !== '');
        const embed = embedOf({
          url: 'https://desk.example/?tel={phone}&name={name}',
          sig: 's',
          sigKey: key,
        });
        const url = new URL(await embedAddress(embed, { ...ana, name }, at));
        const [, query, signature] = /^\?(.*)&s=([0-9a-f]{64})$/.exec(url.search) ?? [];
        expect(signature).toBe(
          createHmac('sha256', embed.sigKey ?? '')
            .update(query ?? '')
            .digest('hex'),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('is never left out: without its key there is no address', async () => {
    const embed = embedOf({ url: 'https://desk.example/?tel={phone}', sig: 'sig' });
    await expect(embedAddress(embed, ana, at)).rejects.toMatchObject({ code: 'NOT_CONFIGURED' });
  });

  it('is not asked for of somebody of whom too little is known', async () => {
    const embed = embedOf({ url: 'https://desk.example/?tel={phone}', sig: 'sig', sigKey: 'k' });
    const nobody = { ...ana, chatPhone: null };
    await expect(embedAddress(embed, nobody, at)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });
});
