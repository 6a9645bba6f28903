import { idOf } from '../../doubles/crm-server/sobot/ids.ts';
import { app } from '../../doubles/crm-server/sobot/tokens.ts';
import { environments } from '../../doubles/crm-server/socialepoch/accounts.ts';
import { stages, tags } from '../../doubles/people.ts';

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

export const deviceConnection = { id: 'device', provider: 'local' } as const;
