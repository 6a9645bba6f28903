import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderCustomer } from '../../../lib/orders/model.ts';
import { fillAddress, fillBody, fillLink, pageValues, valuesFor } from '../../../lib/orders/template.ts';
import type { E164 } from '../../../lib/phone/e164.ts';
import {
  isAddressTemplate,
  isBodyTemplate,
  maySearchLoosely,
  placeholders,
} from '../../../lib/settings/order-source.ts';

const ana: OrderCustomer = {
  id: 'c/1',
  name: 'Ana & Söhne',
  email: 'ana+shop@example.com',
  chatPhone: '+5511900000001' as E164,
  phones: [],
};
const values = valuesFor(ana, ana.chatPhone);
const anaPattern = [...'11900000001'].join('[^0-9]*');
const every = placeholders.map((name) => `${name}={${name}}`).join('&');

describe('an address', () => {
  it('is filled with the number in each of its spellings, and with whatever else is known', () => {
    expect(new URL(fillAddress(`https://shop.example/o?${every}`, values) ?? '').searchParams).toEqual(
      new URLSearchParams({
        phone: '+5511900000001',
        phoneLocal: '11900000001',
        phoneDigits: '5511900000001',
        phonePattern: anaPattern,
        email: 'ana+shop@example.com',
        name: 'Ana & Söhne',
        customerId: 'c/1',
      }),
    );
  });

  it.each([
    ['email', { ...ana, email: null }],
    ['name', { ...ana, name: null }],
    ['phone', { ...ana, chatPhone: null }],
  ])('is not asked where its {%s} is not known', (name, customer) => {
    expect(fillAddress(`https://shop.example/{${name}}`, valuesFor(customer, customer.chatPhone))).toBeNull();
  });

  it('keeps its host and its path, whatever anybody is called', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '..',
        '.',
        '/../x',
        '@evil.example',
        '//evil.example',
        '?a=b',
        '#f',
        '\\evil',
        '%2e%2e',
        '{phone}',
      ),
    );
    fc.assert(
      fc.property(nasty, (name) => {
        const filled = fillAddress('https://shop.example:8443/a/{name}/z?q={name}#end', { name });
        if (filled === null) return;
        const url = new URL(filled);
        expect(url.origin).toBe('https://shop.example:8443');
        expect(url.pathname.split('/')).toHaveLength(4);
        expect(url.pathname).toMatch(/^\/a\/.*\/z$/);
        expect([...url.searchParams.keys()]).toEqual(['q']);
        expect(url.searchParams.get('q')).toBe(name);
        expect(url.hash).toBe('#end');
      }),
    );
  });

  it('says which page is asked for', () => {
    const template = 'https://shop.example/o?a={offset}&b={page}&c={limit}&d={cursor}';
    const filled = (page: number, cursor: string) =>
      fillAddress(template, pageValues({ page, size: 20, cursor }));
    expect(filled(0, '')).toBe('https://shop.example/o?a=0&b=1&c=20&d=');
    expect(filled(2, 'x&y=1')).toBe('https://shop.example/o?a=40&b=3&c=20&d=x%26y%3D1');
  });

  it.each([
    'https://{phone}.example/',
    'https://shop.example{phone}/',
    '{phone}://shop.example/',
    'https://shop.example:{phone}/',
    'https://ann:pass@shop.example/{phone}',
    'https://shop.example\\@evil.example/{phone}',
    'https://shop.example/{key}',
    'https://shop.example/{phone',
    'https://shop.example/{{phone}}',
    'ftp://shop.example/{phone}',
    'javascript:alert(1)',
    '/orders?phone={phone}',
    '',
  ])('%j is none', (template) => {
    expect(isAddressTemplate(template)).toBe(false);
  });

  it.each([
    'https://shop.example',
    'http://127.0.0.1:8080/a?b={phone}&c={email}',
    'https://[::1]/x/{customerId}',
  ])('%j is one', (template) => {
    expect(isAddressTemplate(template)).toBe(true);
  });
});

describe('a body', () => {
  const template =
    '{"query":"query Q($p: String!) { orders(filter: $p) { id } }","variables":{"p":"{phonePattern}"}}';

  it('takes values into its texts, and leaves a query as it is', () => {
    expect(fillBody(template, values)).toEqual({
      query: 'query Q($p: String!) { orders(filter: $p) { id } }',
      variables: { p: anaPattern },
    });
  });

  it('counts in numbers where nothing else stands beside them, and has no cursor on the first page', () => {
    const paged =
      '{"skip":"{offset}","take":"{limit}","page":"{page}","after":"{cursor}","as":"page {page}"}';
    expect(fillBody(paged, pageValues({ page: 1, size: 50, cursor: 'abc' }))).toEqual({
      skip: 50,
      take: 50,
      page: 2,
      after: 'abc',
      as: 'page 2',
    });
    expect(fillBody(paged, pageValues({ page: 0, size: 50, cursor: '' }))).toMatchObject({
      skip: 0,
      page: 1,
      after: null,
    });
  });

  it('stays one text for each, whatever anybody is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        const sent: unknown = JSON.parse(JSON.stringify(fillBody('{"a":["{name}"],"b":1}', { name })));
        expect(sent).toEqual({ a: [name], b: 1 });
      }),
    );
  });

  it('is not sent where something is not known', () => {
    expect(fillBody('{"email":"{email}"}', valuesFor({ ...ana, email: null }, null))).toBeNull();
  });

  it.each([
    ['text', 'phone={phone}'],
    ['a value outside of texts', '{"phone":{phone}}'],
    ['a value in a GraphQL query', '{"query":"{ orders(phone: \\"{phone}\\") { id } }"}'],
    ['a bare text', '"{phone}"'],
  ])('is refused as %s', (_, body) => {
    expect(isBodyTemplate(body)).toBe(false);
  });

  it('is taken as GraphQL with variables', () => {
    expect(isBodyTemplate(template)).toBe(true);
  });
});

describe('the pattern of a number', () => {
  const patternOf = (phone: string) =>
    valuesFor({ ...ana, chatPhone: null }, phone as E164).phonePattern ?? '';

  it.each(['+55 11 90000-0001', '(011) 90000.0001', '11900000001 ext. 5', '0055 11 9 0000 0001'])(
    'finds it written as %j',
    (written) => {
      expect(written).toMatch(new RegExp(patternOf('+5511900000001')));
    },
  );

  it('is done at once with a text that was written to keep a shop busy', () => {
    const nasty = ['1', '9', '0'].map((digit) => digit.repeat(20)).join('');
    const began = performance.now();
    expect(nasty).not.toMatch(new RegExp(patternOf('+5511900000002')));
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('stays within a hundred characters, of which some shops take no more', () => {
    for (const phone of ['+5511900000001', '+123456789012345', '+998712345678901']) {
      expect(patternOf(phone).length).toBeLessThanOrEqual(100);
    }
  });
});

it('asks no host that a value would choose', () => {
  expect(fillAddress('https://{name}/orders', { name: 'evil.example' })).toBeNull();
  expect(fillAddress('https://shop.example{name}/', { name: '.evil.example' })).toBeNull();
});

it('makes an address of an order only of what it has', () => {
  const link = 'https://shop.example/o/{id}?n={number}';
  expect(fillLink(link, { id: 'a/b', number: '#1' })).toBe('https://shop.example/o/a%2Fb?n=%231');
  expect(fillLink(link, { id: '1', number: null })).toBeNull();
  expect(fillLink('https://shop.example/o/{id}', { id: '..', number: null })).toBeNull();
});

it.each([
  ['https://shop.example/orders?phone={phone}', false],
  ['https://shop.example/orders/{customerId}', false],
  ['https://shop.example/orders?email={email}', false],
  ['https://shop.example/orders', true],
  ['https://shop.example/orders?search={phone}', true],
  ['https://shop.example/orders?a=1&q={email}', true],
  ['https://shop.example/orders?phone={phoneLocal}', true],
  ['https://shop.example/orders?name={name}', true],
])('%s may find orders of others: %s', (url, loosely) => {
  expect(maySearchLoosely(url)).toBe(loosely);
});
