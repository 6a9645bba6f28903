/**
 * SocialEpoch: `customer/query` under the header signature and `customer/api/import` under the older one in the body,
 * in two environments. What the pages leave open is a setting; what no correct client sends is a violation.
 */
import type { BackEnd, CrmRequest, Reply, Violate } from '../back-end.ts';
import { changeSettings } from '../change-settings.ts';
import { isObject, parseJson } from '../json.ts';
import { notJson, refusedByFramework } from '../refusals.ts';
import { type Account, type Environment, environments } from './accounts.ts';
import { type Code, texts } from './codes.ts';
import { importCustomers } from './customer-import.ts';
import { queryCustomers } from './customer-query.ts';
import { type Customers, createCustomers, partOf } from './customers.ts';
import { type Settings, usualSettings } from './settings.ts';
import { judgeBody, judgeHeaders } from './signatures.ts';

export interface SocialEpoch extends BackEnd {
  settings: Settings;
  accounts: Record<Environment, Account>;
  customers: Record<Environment, Customers>;
}

const paths: Record<string, { method: string; interface: 'query' | 'import' }> = {
  '/wscrm-bus-api/customer/query': { method: 'POST', interface: 'query' },
  '/wscrm-bus-api/customer/api/import': { method: 'PUT', interface: 'import' },
};

/** @param standard the company in the standard environment. */
export function createSocialEpoch(
  violate: Violate,
  standard: Account = environments.standard.account,
): SocialEpoch {
  const accounts = { standard, indonesia: environments.indonesia.account };
  const settings: Settings = { ...usualSettings };
  const customers = { standard: createCustomers(true), indonesia: createCustomers(false) };

  const environmentOf = (hostname: string): Environment =>
    environments.indonesia.hosts.includes(hostname) ? 'indonesia' : 'standard';

  function envelope(code: string, message: string, data: unknown = ''): Reply {
    const written = settings.codes === 'strings' ? code : Number(code);
    return { status: 200, code, json: { code: written, message, data } };
  }
  const refuse = (code: Code): Reply => envelope(String(code), texts[code]);
  const succeed = (data: unknown): Reply => envelope(String(settings.successCode), 'success', data);

  function answer(name: string, request: CrmRequest): Reply {
    const environment = environmentOf(request.hostname);
    const scene = {
      customers: customers[environment],
      account: accounts[environment],
      settings,
      now: request.now,
      violate: (what: string) => violate(name, what),
    };
    const unreadable = () => refusedByFramework(400, 'Bad Request', request.pathname);
    if (notJson(request.headers['content-type'])) {
      return refusedByFramework(415, 'Unsupported Media Type', request.pathname);
    }
    const body = parseJson(request.text);
    if (body === undefined) return unreadable();

    if (name === 'query') {
      const wrong = judgeHeaders(request.headers, scene);
      if (wrong !== null) return refuse(wrong);
      const result = queryCustomers(body, scene);
      if (result === 'unreadable') return unreadable();
      return 'code' in result ? refuse(result.code) : succeed(result.data);
    }

    if (!isObject(body)) return unreadable();
    const wrong = judgeBody(body, scene);
    if (wrong !== null) return refuse(wrong);
    const isAdmins = body.userName === scene.account.userName;
    if (settings.importForbidden || (settings.importer === 'agent' && isAdmins))
      return envelope('-1', 'Admin Cannot import data');
    const refused = importCustomers(body.data, scene);
    if (refused === 'unreadable') return unreadable();
    return refused === null ? succeed('') : refuse(refused);
  }

  return {
    name: 'socialepoch',
    hosts: environments.standard.hosts,
    plainHosts: environments.indonesia.hosts,
    pathPrefixes: ['/wscrm-bus-api/'],
    settings,
    accounts,
    customers,
    route({ method, pathname }) {
      const known = paths[pathname];
      if (!known) return { refused: refusedByFramework(404, 'Not Found', pathname) };
      if (known.method !== method)
        return { refused: refusedByFramework(405, 'Method Not Allowed', pathname) };
      return { interface: known.interface };
    },
    answer,
    envelope,
    change({ customer, set }) {
      if (!customers.standard.get(customer)) throw new Error('no such customer');
      customers.standard.put({ ...partOf(set), whatsApp: customer });
    },
    configure: (changes) => changeSettings(usualSettings, settings, changes),
    snapshot: () => ({
      settings,
      customers: { standard: customers.standard.all(), indonesia: customers.indonesia.all() },
    }),
    reset() {
      Object.assign(settings, usualSettings);
      customers.standard.reset();
      customers.indonesia.reset();
    },
  };
}
