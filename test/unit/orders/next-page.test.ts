import { expect, it } from 'vitest';
import { nextPage } from '../../../lib/orders/next-page.ts';

const asked = 'https://shop.example/orders?page=1';
const second = 'https://shop.example/orders?page=2';

it.each<[string, unknown, string | null, string | null]>([
  ['what the reply names', second, null, second],
  ['a path of it', '/orders?page=2', null, second],
  ['parameters of it', '?page=2', null, second],
  ['what the header names', undefined, `<${asked}>; rel="prev", <${second}>; rel="next"`, second],
  ['a header without quotes', undefined, `<${second}>; rel=next`, second],
  ['a header of several relations', undefined, `<${second}>; rel="last next"`, second],
  ['nothing', undefined, null, null],
  ['null', null, `<${asked}>; rel="prev"`, null],
  ['another host', 'https://evil.example/orders?page=2', null, null],
  ['another port', 'https://shop.example:8443/orders?page=2', null, null],
  ['another scheme', 'http://shop.example/orders?page=2', null, null],
  ['a host by two slashes', '//evil.example/x', null, null],
  ['a name in the address', 'https://ann:pass@shop.example/orders?page=2', null, null],
  ['another host in the header', undefined, '<https://evil.example/>; rel="next"', null],
  ['a script', 'javascript:alert(1)', null, null],
  ['the same page for ever', asked, null, null],
  ['an object', { page: 2 }, null, null],
])('goes on with %s', (_, named, link, next) => {
  expect(nextPage(named, link, asked)).toBe(next);
});
