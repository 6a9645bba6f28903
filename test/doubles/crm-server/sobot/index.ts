/**
 * Sobot SCRM v5: tokens, tags, customers, history, stages, look-ups. Addresses are those of the page's address lines;
 * its misspelt samples (`/lable/…`, `label_group/draw`) are refused. What the page leaves open is a setting.
 */
import type { BackEnd, CrmRequest, Reply, Violate } from '../back-end.ts';
import { changeSettings } from '../change-settings.ts';
import { parseJson } from '../json.ts';
import { mapLeaves } from '../map-leaves.ts';
import { notJson, refusedByFramework } from '../refusals.ts';
import { type Code, texts } from './codes.ts';
import { type Company, createCompany, operator, userFields } from './company.ts';
import { interfaces } from './interfaces.ts';
import type { Outcome } from './scene.ts';
import { type Settings, usualSettings } from './settings.ts';
import { type App, app, createTokens, type Tokens } from './tokens.ts';

export interface Sobot extends BackEnd {
  settings: Settings;
  app: App;
  company: Company;
  tokens: Tokens;
}

const root = '/api/scrm/5/';
const tokenPath = '/api/get_token';

/** `label/remove/ID` → the interface's name and its id. */
function split(pathname: string): { name: string; id: string } {
  const [first = '', second = '', id = '', ...more] = pathname.slice(root.length).split('/');
  return { name: `${first}/${second}`, id: [id, ...more].join('/') };
}

export function createSobot(violate: Violate): Sobot {
  const settings: Settings = { ...usualSettings };
  const company = createCompany();
  const tokens = createTokens(settings);

  function envelope(code: string, message: string, content: Record<string, unknown> = {}): Reply {
    const json = { ...content, ret_code: code, ret_msg: message };
    const asText = (leaf: unknown) => (typeof leaf === 'number' ? String(leaf) : leaf);
    return { status: 200, code, json: settings.numbers === 'strings' ? mapLeaves(json, asText) : json };
  }
  const refuse = (code: Code): Reply => envelope(code, texts[code]);
  function tell(outcome: Outcome): Reply {
    const done = texts['000000'];
    if (outcome === 'done') return envelope('000000', done);
    if ('refused' in outcome) return refuse(outcome.refused);
    if ('item' in outcome) return envelope('000000', done, { [settings.singles]: outcome.item });
    return envelope('000000', done, { [settings.lists]: outcome.items, ...outcome.paging });
  }

  function answer(name: string, request: CrmRequest): Reply {
    if (name === 'get_token') return tell(tokens.issue(request.query, request.now));
    const documented = interfaces[name];
    if (!documented) return refusedByFramework(404, 'Not Found', request.pathname);
    const wrong = tokens.judge(request.headers.token, request.now);
    if (wrong !== null) return refuse(wrong);
    if (settings.listLagMs > 0) company.remember(request.now);
    const isPost = documented.method === 'POST';
    if (isPost && notJson(request.headers['content-type'])) {
      return refusedByFramework(415, 'Unsupported Media Type', request.pathname);
    }
    const body = isPost ? parseJson(request.text) : undefined;
    if (isPost && body === undefined) return refusedByFramework(400, 'Bad Request', request.pathname);
    return tell(
      documented.run({
        company,
        settings,
        id: split(request.pathname).id || (request.query.get('id') ?? ''),
        query: request.query,
        body,
        now: request.now,
        violate: (what) => violate(name, what),
      }),
    );
  }

  return {
    name: 'sobot',
    hosts: ['www.sobot.com'],
    plainHosts: [],
    pathPrefixes: ['/api/'],
    settings,
    app,
    company,
    tokens,
    route({ method, pathname }) {
      const { name, id } = split(pathname);
      const known =
        pathname === tokenPath
          ? { name: 'get_token', method: 'GET', id: '' }
          : { name, id, ...interfaceAt(pathname, settings) };
      if (known.method === undefined) return { refused: refusedByFramework(404, 'Not Found', pathname) };
      if (known.method !== method)
        return { refused: refusedByFramework(405, 'Method Not Allowed', pathname) };
      return { interface: known.name };
    },
    answer,
    envelope,
    change({ customer, set }) {
      const user = company.users.find(
        ({ id, fields, status }) =>
          status === 8 && (id === customer || fields.tel.replace(/\D/g, '').endsWith(customer)),
      );
      if (!user) throw new Error('no such customer');
      const now = Date.now();
      const datas: unknown[] = [];
      for (const field of userFields) {
        const value = set[field];
        const oldValue = user.fields[field];
        if (typeof value !== 'string' || value === oldValue) continue;
        datas.push({ type: 2, field, name: field, value, oldValue });
        user.fields[field] = value;
      }
      const { tags, stage, crm_status: status } = set;
      if (typeof status === 'number') user.crmStatus = status;
      if (datas.length > 0 || typeof status === 'number') user.updatedAt = now;
      if (datas.length > 0 && settings.editEvents === 'told') {
        const content = { ...operator, bizOperatorName: 'Mei', datas };
        company.record(user, { kind: 'user_update', group: 'groupService', content }, now);
      }
      if (Array.isArray(tags)) {
        user.labelIds = company.labels.filter(({ name }) => tags.includes(name)).map(({ id }) => id);
      }
      const moved = company.stages.find(({ name }) => name === stage);
      if (moved) user.stage = { id: moved.id, type: 1 };
    },
    configure: (changes) => changeSettings(usualSettings, settings, changes),
    snapshot: () => ({
      settings,
      tokensIssued: tokens.issued(),
      groups: company.groups,
      labels: company.labels,
      users: company.users.map((user) => ({ ...user, custom: Object.fromEntries(user.custom) })),
    }),
    reset() {
      Object.assign(settings, usualSettings);
      company.reset();
      tokens.voidAll();
    },
  };
}

/** The method of what is documented at this address; an id must follow exactly where one belongs. */
function interfaceAt(pathname: string, { removeBy }: Settings): { method?: string } {
  if (!pathname.startsWith(root)) return {};
  const { name, id } = split(pathname);
  const documented = interfaces[name];
  const inPath = documented?.id && !(name.endsWith('/remove') && removeBy === 'parameter');
  const fits = documented && (inPath ? id !== '' && !id.includes('/') : id === '');
  return fits ? { method: documented.method } : {};
}
