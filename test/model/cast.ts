/** Who is there: chats of one account, and the companies that know some of their numbers. */
import * as v from 'valibot';
import { type ConnectionDraft, connectionDraftSchema } from '../../lib/settings/schema.ts';
import { blankFields } from '../doubles/crm-server/sobot/company.ts';
import { stages, tags } from '../doubles/people.ts';
import type { Companies, CompanyName, Network } from './network.ts';
import type { OpenChat } from './page.ts';

export const accounts = ['5511999999999', '5511888888888'] as const;

export const chats: readonly OpenChat[] = [
  { phone: '5511900000001', lid: '100000000000001@lid', title: 'Ana' },
  { phone: '447700900002', lid: '100000000000002@lid', title: 'Bob' },
  { phone: '15550100009', lid: '100000000000009@lid', title: 'Carla' },
  { phone: null, lid: '100000000000003@lid', title: 'Hidden' },
];

/** The number that three of Desk's customers share. */
const shared = '5511900000001';

/** Of a group that allows several. */
export const tagNames = ['Shoes', 'Bags', 'Newsletter'] as const;
export const stageNames = stages;

/** Everybody's name begins with the company's, so that a name says whose customer it is. */
export const ownerOf = (name: string | null): CompanyName | null =>
  companyNames.find((company) => name?.startsWith(`${company} `)) ?? null;
export const companyNames: readonly CompanyName[] = ['acme', 'bolt', 'desk'];

export function castPeople({ acme, bolt, desk }: Companies): void {
  for (const [company, vendor] of [['acme', acme] as const, ['bolt', bolt] as const]) {
    const { standard } = vendor.customers;
    for (const { whatsApp } of standard.all()) {
      standard.put({ whatsApp, friendName: `${company} ${whatsApp}`, tabName: '', email: '' });
    }
  }
  for (const user of desk.company.users) user.fields.nick = `desk ${user.fields.tel}`;
  for (const number of [2, 3]) {
    desk.company.users.push({
      id: `twin${number}`,
      fields: { ...blankFields(), nick: `desk twin ${number}`, tel: `+${shared}` },
      crmStatus: 2,
      source: 9,
      status: 8,
      custom: new Map(),
      labelIds: [],
      wecomLabels: [],
      stage: null,
      events: [],
      createdAt: 0,
      updatedAt: 0,
    });
  }
}

/** A connection as an administrator's policy names it. */
export function connectionTo(
  company: CompanyName,
  { companies, addressOf }: Pick<Network, 'companies' | 'addressOf'>,
): Record<string, unknown> {
  if (company === 'desk') {
    return {
      id: 'desk',
      name: 'desk',
      provider: 'sobot',
      baseUrl: addressOf(company),
      credentials: { ...companies.desk.app },
      me: { agentId: 'agent', name: 'Bo' },
    };
  }
  const { tenantId, apiKey, userName } = companies[company].accounts.standard;
  return {
    id: 'crm',
    name: company,
    provider: 'socialepoch',
    baseUrl: addressOf(company),
    credentials: { tenantId, apiKey, userName },
    catalogue: { tags, stages: stages.map((name) => ({ name })) },
  };
}

/** The same, to be kept by the options page. */
export const connectionDraft = (given: Record<string, unknown>): ConnectionDraft =>
  v.parse(connectionDraftSchema, given);
