/** One company in one of SocialEpoch's two environments, which share no keys and no customers. */
export interface Account {
  tenantId: string;
  apiKey: string;
  /** The company's administrator. */
  userName: string;
}

/** An agent of every company. */
export const agentName = 'AcmeBo';

export type Environment = 'standard' | 'indonesia';

export const environments: Record<Environment, { hosts: readonly string[]; account: Account }> = {
  standard: {
    hosts: ['api.socialepoch.com', 'api.socialscrm.com', 'www.socialscrm.com'],
    account: { tenantId: '1207', apiKey: 'kQ7standard2TbXRh', userName: 'AcmeAdmin' },
  },
  indonesia: {
    hosts: ['id.wascrm.socialepoch.com'],
    account: { tenantId: '88', apiKey: 'mP3indonesia9ZwLc', userName: 'AcmeJakarta' },
  },
};
