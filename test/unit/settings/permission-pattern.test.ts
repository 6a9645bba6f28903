import { describe, expect, it } from 'vitest';
import { isPlainHttp, patternHost, permissionPattern } from '../../../lib/settings/permission-pattern.ts';

describe('the permission pattern of an address', () => {
  it.each([
    ['https://api.socialepoch.com', 'https://api.socialepoch.com/*'],
    ['https://api.socialepoch.com/wscrm-bus-api/', 'https://api.socialepoch.com/*'],
    ['http://crm.example.internal:5003/v1', 'http://crm.example.internal/*'],
    ['https://crm.example:443/', 'https://crm.example/*'],
    ['HTTPS://API.SocialEpoch.COM', 'https://api.socialepoch.com/*'],
    ['https://[2001:DB8::1]:8443/x', 'https://[2001:db8::1]/*'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1/*'],
    ['https://münchen.example', 'https://xn--mnchen-3ya.example/*'],
    ['https://例え.example', 'https://xn--r8jz45g.example/*'],
  ])('%s → %s', (address, pattern) => {
    expect(permissionPattern(address)).toBe(pattern);
  });

  it.each([
    'https://user@crm.example',
    'https://user:pass@crm.example',
    'https://:pass@crm.example',
    'ftp://crm.example',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'chrome-extension://abc/',
    'crm.example',
    '',
  ])('is refused for %j', (address) => {
    expect(() => permissionPattern(address)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });

  it('does not repeat a password in its error', () => {
    expect(() => permissionPattern('https://user:hunter2@crm.example')).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('hunter2') }),
    );
  });
});

it('is worded by its host', () => {
  expect(patternHost(permissionPattern('http://crm.example:5003/v1'))).toBe('crm.example');
});

it.each([
  ['http://crm.example', true],
  [' HTTP://crm.example', true],
  ['https://crm.example', false],
  ['https://http:1', false],
])('knows whether %j is sent in the clear: %s', (address, plain) => {
  expect(isPlainHttp(address)).toBe(plain);
});
