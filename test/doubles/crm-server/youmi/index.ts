/**
 * Youmi: the seven interfaces of its page, and of its other public pages tokens, friends and the second version. What the
 * pages leave open is a setting; what no correct client sends is a violation.
 */
import type { BackEnd, CrmRequest, Reply, Violate } from '../back-end.ts';
import { changeSettings } from '../change-settings.ts';
import { isObject, parseJson } from '../json.ts';
import { mapLeaves } from '../map-leaves.ts';
import { notJson, refusedByFramework } from '../refusals.ts';
import { type Bearers, client, createBearers } from './bearers.ts';
import { type Code, texts } from './codes.ts';
import { type Company, createCompany } from './company.ts';
import { firstVersion } from './first-version.ts';
import type { Outcome } from './scene.ts';
import { secondVersion } from './second-version.ts';
import { type Settings, usualSettings } from './settings.ts';
import { type App, app, createTokens, foreignToken, pastedToken, type Tokens } from './tokens.ts';

export interface Youmi extends BackEnd {
  settings: Settings;
  app: App;
  client: { clientId: string; clientSecret: string };
  pastedToken: string;
  foreignToken: string;
  company: Company;
  tokens: Tokens;
  bearers: Bearers;
}

const root = '/v1/';
const tokenPath = '/publicapi/v1/GetAccessToken';
const bearerPath = '/connect/token';

const isTextJson = (contentType: string | undefined): boolean =>
  /^text\/json\s*(;|$)/i.test(contentType ?? '');

/** `AdWecharId` → `adWecharId`, `ad_friend_id` → `adFriendId`. */
const camel = (key: string): string =>
  key
    .replace(/^[A-Z]/, (letter) => letter.toLowerCase())
    .replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

export function createYoumi(violate: Violate): Youmi {
  const settings: Settings = { ...usualSettings };
  const company = createCompany();
  const tokens = createTokens(settings);
  const bearers = createBearers();

  const asText = (leaf: unknown) => (typeof leaf === 'number' ? String(leaf) : leaf);
  const numbered = (content: unknown): unknown =>
    settings.numbers === 'strings' ? mapLeaves(content, asText) : content;

  function listed(rows: unknown[]): unknown {
    if (rows.length === 0 && settings.none === 'null') return null;
    return rows.length === 1 && settings.single === 'object' ? rows[0] : rows;
  }

  function wrap(succeed: boolean, code: string, message: string, content: unknown): Reply {
    const number = /^\d+$/.test(code) && settings.errmsg === 'number' ? Number(code) : code;
    const errmsg = settings.errmsg === 'words' ? message : number;
    const shown = numbered(content);
    const values =
      settings.values === 'text' && typeof shown === 'object' && shown !== null
        ? JSON.stringify(shown)
        : shown;
    return {
      status: 200,
      code,
      json: {
        requestId: null,
        errmsg,
        succeed,
        msgTime: '2026-11-22T18:42:07.1523923+08:00',
        values,
        errdesc: succeed ? null : message,
      },
    };
  }
  const refuse = (code: Code): Reply => wrap(false, String(code), texts[code], null);

  function tell(outcome: Outcome): Reply {
    if ('refused' in outcome) return refuse(outcome.refused);
    return wrap(
      true,
      '20000',
      texts[20000],
      'rows' in outcome ? listed(outcome.rows) : numbered(outcome.value),
    );
  }

  function tellSecond(outcome: Outcome): Reply {
    if ('refused' in outcome) return refuse(outcome.refused);
    const respelt = (row: unknown): unknown =>
      settings.v2Names === 'camel' && isObject(row)
        ? Object.fromEntries(Object.entries(row).map(([key, value]) => [camel(key), value]))
        : row;
    const content = numbered('rows' in outcome ? outcome.rows.map(respelt) : respelt(outcome.value));
    if (settings.v2Envelope === 'v1') return wrap(true, '20000', texts[20000], content);
    if (settings.v2Envelope === 'bare') return { status: 200, code: '20000', json: content };
    const count = Array.isArray(content) ? content.length : 1;
    return { status: 200, code: '20000', json: { success: true, count, data: content } };
  }

  function answerFirst(name: string, request: CrmRequest): Reply {
    const { headers, query, text, now, pathname } = request;
    const note = (what: string) => violate(name, what);
    if (!isTextJson(headers['content-type'])) {
      note('Content-type is not text/json');
      return refusedByFramework(415, 'Unsupported Media Type', pathname);
    }
    const documented = firstVersion[name];
    const isPost = name === 'GetAccessToken' || documented?.method === 'POST';
    const body = isPost ? parseJson(text) : undefined;
    if (isPost && !isObject(body)) return refusedByFramework(400, 'Bad Request', pathname);
    if (name === 'GetAccessToken') {
      if (query.get('format') !== 'json') return refusedByFramework(406, 'Not Acceptable', pathname);
      const issued = tokens.issue(isObject(body) ? body : {}, now, note);
      return 'refused' in issued ? refuse(issued.refused) : wrap(true, '10004', texts[10004], issued.values);
    }
    if (!documented) return refusedByFramework(404, 'Not Found', pathname);
    const wrong = tokens.judge(headers, now, note);
    if (wrong !== null) return refuse(wrong);
    return tell(documented.run({ company, settings, query, body, now, violate: note }));
  }

  function answerSecond(name: string, request: CrmRequest): Reply {
    const { headers, query, text, now, pathname } = request;
    const note = (what: string) => violate(name, what);
    const run = secondVersion[name];
    if (!run) return refusedByFramework(404, 'Not Found', pathname);
    if (!bearers.isValid(headers.authorization, now)) {
      return { status: 401, code: null, text: '', contentType: 'text/plain' };
    }
    if (notJson(headers['content-type'])) return refusedByFramework(415, 'Unsupported Media Type', pathname);
    const body = parseJson(text);
    if (body === undefined) return refusedByFramework(400, 'Bad Request', pathname);
    return tellSecond(run({ company, settings, query, body, now, violate: note }));
  }

  return {
    name: 'youmi',
    hosts: ['sso.yunshouzhi.net', 'youmi-v2.acme.example'],
    plainHosts: ['youmi.acme.example'],
    pathPrefixes: [root, tokenPath, bearerPath, '/v2/'],
    settings,
    app,
    client,
    pastedToken,
    foreignToken,
    company,
    tokens,
    bearers,
    route({ method, pathname }) {
      const name = pathname.slice(1);
      const known =
        pathname === tokenPath
          ? { interface: 'GetAccessToken', method: 'POST' }
          : pathname === bearerPath
            ? { interface: 'connect/token', method: 'POST' }
            : name in secondVersion
              ? { interface: name, method: 'POST' }
              : firstAt(pathname);
      if (!known) return { refused: refusedByFramework(404, 'Not Found', pathname) };
      if (known.method !== method)
        return { refused: refusedByFramework(405, 'Method Not Allowed', pathname) };
      return { interface: known.interface };
    },
    answer(name, request) {
      if (name === 'connect/token') return bearers.grant(request, (what) => violate(name, what));
      return name in secondVersion ? answerSecond(name, request) : answerFirst(name, request);
    },
    envelope: (code, message) => wrap(code === '20000', code, message, null),
    change({ customer, set }) {
      const friend = company.friends.find(
        ({ id, original, number }) => String(id) === customer || original === customer || number === customer,
      );
      if (!friend) throw new Error('no such customer');
      if (set.deleted === true) company.friends.splice(company.friends.indexOf(friend), 1);
      if (typeof set.name === 'string') friend.name = set.name;
      if (typeof set.owner === 'string' || set.owner === null) friend.owner = set.owner;
    },
    configure: (changes) => changeSettings(usualSettings, settings, changes),
    snapshot: () => ({
      settings,
      tokensIssued: tokens.issued(),
      friends: company.friends.length,
      todos: company.todos,
    }),
    reset() {
      Object.assign(settings, usualSettings);
      company.reset();
      tokens.reset();
      bearers.voidAll();
    },
  };
}

/** What is documented at this address of the first version. */
function firstAt(pathname: string): { interface: string; method: string } | null {
  const name = pathname.startsWith(root) ? pathname.slice(root.length) : '';
  const documented = Object.hasOwn(firstVersion, name) ? firstVersion[name] : undefined;
  return documented ? { interface: name, method: documented.method } : null;
}
