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

export const deviceConnection = { id: 'device', provider: 'local' } as const;
