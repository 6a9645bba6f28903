import {
  keptOnDevice,
  type SettingsDraft,
  type SobotDraft,
  type SocialEpochDraft,
  type YoumiConnection,
  type YoumiDraft,
} from '../../../lib/settings/schema.ts';

export const socialEpoch = {
  id: 'wa',
  name: 'Acme',
  provider: 'socialepoch',
  baseUrl: 'https://api.socialepoch.com',
  numbers: 'international',
  allowPlainHttp: false,
  credentials: { tenantId: '1', apiKey: 'QOEAcPj6Tb8XRhwFvYih', userName: 'WhatsApp' },
  options: { timeZone: 'Asia/Shanghai', tagSeparator: ',' },
  catalogue: {
    tags: [{ name: 'VIP', group: 'Level', colour: '#e11d48' }],
    stages: [{ name: 'New Customer' }],
  },
} satisfies SocialEpochDraft;

/** As `storage.local` holds it. */
export const storedSocialEpoch = {
  ...socialEpoch,
  credentials: { tenantId: keptOnDevice, apiKey: keptOnDevice, userName: keptOnDevice },
} satisfies SocialEpochDraft;

export const device = { id: 'device', provider: 'local' } as const;

export function settingsWith(...connections: SettingsDraft['connections']): SettingsDraft {
  return {
    version: 1,
    enabled: true,
    connections,
    ...(connections[0] && { activeConnection: connections[0].id }),
    preferences: {
      language: 'auto',
      theme: 'auto',
      maskPhones: false,
      shortcuts: true,
      notifyReminders: false,
      notifyNames: false,
      insertReplies: false,
    },
  };
}

export const sobot = {
  id: 'sobot-main',
  name: 'Acme',
  provider: 'sobot',
  baseUrl: 'https://www.sobot.com',
  numbers: 'national:CN',
  allowPlainHttp: false,
  credentials: { appId: 'acme-scrm', appKey: 'vN8sobot4KdYwQe' },
  me: { agentId: 'bo-1', name: 'Bo' },
  options: { timeZone: 'Asia/Shanghai', newCustomerStatus: 2, signNotes: true },
} satisfies SobotDraft;

const { credentials: _, ...sobotWithoutKey } = sobot;

/** The same without its key: the company's own token service stands in its place. */
export const sobotByService = {
  ...sobotWithoutKey,
  tokenService: { url: 'https://tokens.acme.example/sobot', bearer: 'xR6-bearer' },
} satisfies SobotDraft;

/** By key, with its second version. */
export const youmi = {
  id: 'youmi-main',
  name: 'Acme',
  provider: 'youmi',
  baseUrl: 'http://crm.acme.example:5003/v1',
  authUrl: 'http://tokens.acme.example:5001/publicapi/v1/GetAccessToken',
  allowPlainHttp: true,
  account: 'zznn72537',
  credentials: { appId: 'acme-youmi', appKey: 'kT5youmi7LdYwQe' },
  me: { agentId: 'b03', name: 'Bo' },
  v2: {
    baseUrl: 'https://v2.acme.example',
    tokenUrl: 'https://sso.yunshouzhi.net/connect/token',
    clientId: 'acme-client',
    clientSecret: 'uW9client3PqZ',
  },
} satisfies YoumiDraft & YoumiConnection;

const { credentials: _key, v2: _v2, authUrl: _authUrl, ...youmiWithoutKey } = youmi;

/** By a token that was pasted, and without a second version. */
export const youmiByToken = {
  ...youmiWithoutKey,
  credentials: { accessToken: 'hB2token8XnRs' },
} satisfies YoumiDraft & YoumiConnection;
