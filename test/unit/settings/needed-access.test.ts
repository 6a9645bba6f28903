import { expect, it } from 'vitest';
import { neededAccess } from '../../../lib/settings/needed-access.ts';
import { device, settingsWith, socialEpoch } from './samples.ts';

it('names each host once, whatever its port, and none for this device', () => {
  const proxy = { ...socialEpoch, id: 'proxy', baseUrl: 'https://proxy.acme.example:8443/crm' };
  const second = { ...proxy, id: 'second', baseUrl: 'https://proxy.acme.example/other' };
  expect(neededAccess(settingsWith(device, proxy, second, socialEpoch))).toEqual([
    'https://proxy.acme.example/*',
    'https://api.socialepoch.com/*',
  ]);
});
