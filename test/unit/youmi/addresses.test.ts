import { expect, it } from 'vitest';
import { rootOf, tokenAddress } from '../../../lib/crm/youmi/addresses.ts';

it.each([
  ['http://10.0.0.9:5003', 'http://10.0.0.9:5003/v1'],
  ['http://10.0.0.9:5003/', 'http://10.0.0.9:5003/v1'],
  ['http://10.0.0.9:5003/v1/', 'http://10.0.0.9:5003/v1'],
  ['http://api10.agsoft.net:5001/publicapi/v1', 'http://api10.agsoft.net:5001/publicapi/v1'],
  ['https://proxy.acme.example/youmi', 'https://proxy.acme.example/youmi/v1'],
])('%s is asked at %s', (baseUrl, root) => {
  expect(rootOf(baseUrl)).toBe(root);
});

it.each([
  ['http://10.0.0.9:5003', undefined, 'http://10.0.0.9:5001/publicapi/v1/GetAccessToken?format=json'],
  ['http://10.0.0.9:5003/v1', undefined, 'http://10.0.0.9:5001/publicapi/v1/GetAccessToken?format=json'],
  [
    'http://api10.agsoft.net:5001/publicapi/v1',
    undefined,
    'http://api10.agsoft.net:5001/publicapi/v1/GetAccessToken?format=json',
  ],
  [
    'https://proxy.acme.example/youmi',
    undefined,
    'https://proxy.acme.example/publicapi/v1/GetAccessToken?format=json',
  ],
  [
    'http://10.0.0.9:5003',
    'http://10.0.0.9:7001/publicapi/v1/',
    'http://10.0.0.9:7001/publicapi/v1/GetAccessToken?format=json',
  ],
  [
    'http://10.0.0.9:5003',
    'http://10.0.0.9:7001/x/GetAccessToken',
    'http://10.0.0.9:7001/x/GetAccessToken?format=json',
  ],
])('beside %s, tokens are asked for at %s', (baseUrl, authUrl, address) => {
  expect(tokenAddress({ baseUrl, authUrl })).toBe(address);
});
