/** Who is there: chats of one account, and the companies that know some of their numbers. */
import * as v from 'valibot';
import { type ConnectionDraft, connectionDraftSchema } from '../../lib/settings/schema.ts';
import { blankFields } from '../doubles/crm-server/sobot/company.ts';
import { stages, tags } from '../doubles/people.ts';
import type { Companies, CompanyName, Network } from './network.ts';
import type { OpenChat } from './page.ts';

export const accounts = ['5511999999999', '5511888888888'] as const;

/** By which one of Desk's customers is called. */
const username = 'desk.dora';
const nobody = { phone: null, hidden: null, username: null };

/** As they are in the beginning. */
export const chats: readonly OpenChat[] = [
  { ...nobody, phone: '5511900000001', lid: '100000000000001@lid', title: 'Ana' },
  { ...nobody, phone: '447700900002', lid: '100000000000002@lid', title: 'Bob' },
  { ...nobody, phone: '15550100009', lid: '100000000000009@lid', title: 'Carla' },
  { ...nobody, username, lid: '100000000000003@lid', title: 'Hidden' },
  { ...nobody, lid: '100000000000004@lid', title: 'Taker' },
];
/** The place of who has the username, and of who takes it over. */
export const hiddenOne = 3;
export const taker = 4;
/** What comes to be known of who hides it: in each company it is somebody's. */
export const hiddenNumber = '551140000005';

/** Whose chat a name stands for. */
export function lidOf(chatName: string): string | null {
  if (chatName.startsWith('chat:')) return chatName.slice(chatName.lastIndexOf(':') + 1);
  const phone = chatName.replace('phone:+', '');
  if (phone === hiddenNumber) return chats[hiddenOne]?.lid ?? null;
  return chats.find((chat) => chat.phone === phone)?.lid ?? null;
}

/** The number that three of Desk's customers share. */
const shared = '5511900000001';

/** Of a group that allows several. */
export const tagNames = ['Shoes', 'Bags', 'Newsletter'] as const;
export const stageNames = stages;

/** Everybody's name begins with the company's, so that a name says whose customer it is. */
export const ownerOf = (name: string | null): CompanyName | null =>
  companyNames.find((company) => name && /^\w+/.exec(name)?.[0] === company) ?? null;
export const companyNames: readonly CompanyName[] = ['acme', 'bolt', 'desk'];

export function castPeople({ acme, bolt, desk }: Companies): void {
  for (const [company, vendor] of [['acme', acme] as const, ['bolt', bolt] as const]) {
    const { standard } = vendor.customers;
    for (const { whatsApp } of standard.all()) {
      standard.put({ whatsApp, friendName: `${company} ${whatsApp}`, tabName: '', email: '' });
    }
  }
  for (const user of desk.company.users) user.fields.nick = `desk ${user.fields.tel}`;
  const more = [
    { id: 'twin2', nick: 'desk twin 2', tel: `+${shared}` },
    { id: 'twin3', nick: 'desk twin 3', tel: `+${shared}` },
    { id: 'dora', nick: username, tel: '' },
  ];
  for (const { id, nick, tel } of more) {
    desk.company.users.push({
      id,
      fields: { ...blankFields(), nick, tel },
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
