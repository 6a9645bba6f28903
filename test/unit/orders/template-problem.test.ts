import { describe, expect, it } from 'vitest';
import { addressProblem, bodyProblem, placeholdersIn } from '../../../lib/orders/template-problem.ts';

describe('an address that is typed', () => {
  it.each([
    ['https://shop.example/orders?phone={phone}&mail={email}'],
    ['http://10.0.0.2:8080/{customerId}/orders'],
    ['https://shop.example/search?key=&tokenised=1&q={phoneDigits}'],
  ])('%s is one', (address) => {
    expect(addressProblem(address, ['Bearer s3cret-of-the-shop'])).toBeNull();
  });

  it.each([
    ['', 'missing'],
    ['https://', 'missing'],
    ['shop.example/orders', 'scheme'],
    ['ftp://shop.example/', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['https://{name}.example/', 'host'],
    ['https://shop.example{phone}/', 'host'],
    ['https://shop.example:{phone}/', 'host'],
    ['https://bo:pass@shop.example/', 'login'],
    ['https://shop.example@evil.example/', 'login'],
    ['https://shop.example\\@evil.example/', 'login'],
    ['https://shop.example/?q={tel}', 'placeholder'],
    ['https://shop.example/?q={phone', 'not-an-address'],
    ['https://shop.example/?q=a b', 'not-an-address'],
    ['https://shop.example/?api_key=abc&q={phone}', 'key'],
    ['https://shop.example/?q={phone}&consumer_secret=cs_1', 'key'],
    ['https://shop.example/?access-token=1', 'key'],
    ['https://shop.example/s3cret-of-the-shop/{phone}', 'key'],
  ])('%s is none: %s', (address, code) => {
    expect(addressProblem(address, ['Bearer s3cret-of-the-shop'])).toMatchObject({ code });
  });

  it('may name what it is told that may be named', () => {
    expect(addressProblem('https://shop.example/{id}', [], ['id'])).toBeNull();
    expect(addressProblem('https://shop.example/{phone}', [], ['id'])).toMatchObject({ name: 'phone' });
  });
});

describe('a body that is typed', () => {
  it.each([
    ['{"q":"{phone}"}', null],
    ['{"query":"query($p: String) { orders(p: $p) { no } }","variables":{"p":"{phone}"}}', null],
    [' ', 'missing'],
    ['{"q":{phone}}', 'not-json'],
    ['"{phone}"', 'not-json'],
    ['{"query":"{ orders(p: \\"{phone}\\") { no } }"}', 'in-query'],
  ])('%s: %s', (body, problem) => {
    expect(bodyProblem(body)).toBe(problem);
  });
});

it('knows what templates ask by', () => {
  expect(placeholdersIn('https://a/?q={email}', '{"x":"{phone} {other}"}')).toEqual(['phone', 'email']);
});
