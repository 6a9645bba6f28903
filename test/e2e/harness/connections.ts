import { presetSource } from '../../../lib/orders/presets.ts';
import { idOf } from '../../doubles/crm-server/sobot/ids.ts';
import { app } from '../../doubles/crm-server/sobot/tokens.ts';
import { environments } from '../../doubles/crm-server/socialepoch/accounts.ts';
import { client } from '../../doubles/crm-server/youmi/bearers.ts';
import { app as youmiApp } from '../../doubles/crm-server/youmi/tokens.ts';
import { stages, tags } from '../../doubles/people.ts';
import { shopKey } from '../../doubles/shop/woocommerce.ts';
import { shopHost } from './open-doubles.ts';

/** The double's own account, as an administrator would type it. */
export const demoConnection = {
  id: 'demo',
  name: 'Demo shop',
  provider: 'socialepoch',
  baseUrl: 'https://api.socialepoch.com',
  credentials: environments.standard.account,
  catalogue: { tags, stages: stages.map((name) => ({ name })) },
} as const;

/** The same people at Sobot's double, for an agent named Bo. */
export const sobotConnection = {
  id: 'sobot',
  name: 'Demo shop',
  provider: 'sobot',
  credentials: app,
  me: { agentId: idOf('agent', 'Bo'), name: 'Bo' },
} as const;

/** The friends of Youmi's double, on a server of the company that speaks plain HTTP, for an agent named Bo. */
export const youmiConnection = {
  id: 'youmi',
  name: '友米聚合',
  provider: 'youmi',
  baseUrl: 'http://youmi.acme.example:5003/v1',
  allowPlainHttp: true,
  credentials: youmiApp,
  me: { agentId: 'b01' },
  v2: {
    baseUrl: 'https://youmi-v2.acme.example',
    tokenUrl: 'https://youmi-v2.acme.example/connect/token',
    ...client,
  },
} as const;

/** The shop's double, as its form makes it. */
export const demoShop = presetSource('woocommerce', {
  id: 'shop-1',
  name: 'Demo shop',
  address: `https://${shopHost}`,
  key: `Basic ${btoa(`${shopKey.key}:${shopKey.secret}`)}`,
});

export const deviceConnection = { id: 'device', provider: 'local' } as const;
