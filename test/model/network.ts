/**
 * The companies' servers behind `fetch`, without sockets: a request is on its way, is handled, and its answer is on its
 * way back, each an event of its own. What has left lands, whoever waits for it.
 */

import type { CrmRequest, Reply } from '../doubles/crm-server/back-end.ts';
import { isObject, parseJson } from '../doubles/crm-server/json.ts';
import { createSobot, type Sobot } from '../doubles/crm-server/sobot/index.ts';
import { environments } from '../doubles/crm-server/socialepoch/accounts.ts';
import { createSocialEpoch, type SocialEpoch } from '../doubles/crm-server/socialepoch/index.ts';
import { type Context, deferred, type Machine, never, outside } from './machine.ts';

/** What happens to a request on its way. */
export type Mishap =
  /** It never arrives. */
  | 'lost'
  /** It is handled, and nobody hears of it. */
  | 'answer lost'
  /** No answer, and no end. */
  | 'silent'
  | 'silent, handled'
  | 'too many'
  | 'page'
  | 'page, handled'
  /** Whoever asks may not. */
  | 'refused';

export interface Weather {
  online: boolean;
  /** ms of the next answers, one after the other, over and over. */
  takes: readonly number[];
  /** ms that the very next one is on its way back: it says what was so before; null: no longer than its turn is. */
  answerTakes: number | null;
  /** What the next requests meet, or the next of those that change something. */
  mishaps: { what: Mishap; onlyWrites: boolean }[];
}

export interface Companies {
  /** Two companies at one vendor, with the same customers. */
  acme: SocialEpoch;
  bolt: SocialEpoch;
  /** Sobot's, where several customers may have one number. */
  desk: Sobot;
}
export type CompanyName = keyof Companies;

/** Each company's server has two names. */
const hosts: Record<CompanyName, readonly [string, string]> = {
  acme: ['api.socialepoch.com', 'api.socialscrm.com'],
  bolt: ['api.socialepoch.com', 'api.socialscrm.com'],
  desk: ['www.sobot.com', 'scrm.sobot.com'],
};

/** What is handled, or judged, by the company all the same. */
const landing: ReadonlySet<Mishap> = new Set(['answer lost', 'silent, handled', 'page, handled', 'refused']);

const writes = /\/(import|save|update|update_userlabel|record_save|stage_save)(\/|$)/;

export type Network = ReturnType<typeof createNetwork>;

/** @param onArrival of each request that was handled: whose, and by whom. */
export function createNetwork(machine: Machine, onArrival: (company: CompanyName) => void) {
  const violations: string[] = [];
  const violate = (name: string, what: string) => violations.push(`${name}: ${what}`);
  const companies: Companies = {
    acme: createSocialEpoch(violate, { ...environments.standard.account }),
    bolt: createSocialEpoch(violate, {
      tenantId: '4411',
      apiKey: 'bQ7bolt4411keyHh',
      userName: 'BoltAdmin',
    }),
    desk: createSobot(violate),
  };
  const weather: Weather = { online: true, takes: [20], answerTakes: null, mishaps: [] };
  const moved = new Set<CompanyName>();
  const underWay = new Set<{ context: Context; hasLanded: boolean; isAnswered: boolean }>();
  let asked = 0;
  let keys = 0;

  function companyOf(request: CrmRequest): CompanyName {
    if (hosts.desk.includes(request.hostname)) return 'desk';
    const body = parseJson(request.text);
    const tenant = request.headers.tenant_id ?? (isObject(body) ? body.tenantId : null);
    return tenant === companies.bolt.accounts.standard.tenantId ? 'bolt' : 'acme';
  }

  function handle(request: CrmRequest): Reply {
    const company = companyOf(request);
    const backEnd = companies[company];
    const routed = backEnd.route(request);
    if ('refused' in routed) return routed.refused;
    const reply = backEnd.answer(routed.interface, request);
    onArrival(company);
    return reply;
  }

  /** No right to it (SocialEpoch's 529), an app that is not known (Sobot's 900004). */
  function refuse(request: CrmRequest): Reply {
    const company = companyOf(request);
    return companies[company].envelope(company === 'desk' ? '900004' : '529', 'refused');
  }

  function nextMishap(path: string): Mishap | null {
    const [first] = weather.mishaps;
    if (!first || (first.onlyWrites && !writes.test(path))) return null;
    weather.mishaps.shift();
    return first.what;
  }

  async function fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const context = machine.current();
    if (!context.alive) return never();
    const request = new Request(input, init);
    const text = await request.text();
    const url = new URL(request.url);
    const takes = weather.takes[asked % weather.takes.length] ?? 0;
    const back = weather.answerTakes ?? takes / 2;
    weather.answerTakes = null;
    asked += 1;
    const mishap = nextMishap(url.pathname);
    const answer = deferred<Response>();
    const way = {
      context,
      hasLanded: !weather.online || (mishap !== null && !landing.has(mishap)),
      isAnswered: false,
    };
    underWay.add(way);
    const isAnswered = () => {
      way.isAnswered = true;
    };
    answer.promise.then(isAnswered, isAnswered);
    request.signal.addEventListener('abort', () => answer.reject(request.signal.reason), { once: true });
    const comeBack = (what: string, settle: () => void) =>
      machine.after(back, context, `fetch ${what}`, settle);
    const fail = () => comeBack('failed', () => answer.reject(new TypeError('Failed to fetch')));
    const tell = (reply: Reply) =>
      comeBack('answered', () => answer.resolve(responseOf(reply, machine.trueTime())));

    if (!weather.online || mishap === 'lost') fail();
    else if (mishap === 'too many') tell(plain(429, 'Too Many Requests', { 'Retry-After': '2' }));
    else if (mishap === 'page') tell(plain(502, '<html><body>Bad Gateway</body></html>'));
    else if (mishap !== 'silent') {
      machine.after(takes / 2, outside, `arrives ${url.pathname}`, () => {
        const arrived: CrmRequest = {
          method: request.method,
          hostname: url.hostname,
          pathname: url.pathname,
          query: url.searchParams,
          headers: Object.fromEntries(request.headers),
          text,
          now: machine.trueTime(),
        };
        const reply = mishap === 'refused' ? refuse(arrived) : handle(arrived);
        way.hasLanded = true;
        if (mishap === 'answer lost' || !weather.online) fail();
        else if (mishap === 'page, handled') tell(plain(502, '<html><body>Bad Gateway</body></html>'));
        else if (mishap !== 'silent, handled') tell(reply);
      });
    }
    return answer.promise;
  }

  return {
    fetch,
    weather,
    companies,
    violations,
    /** Whether a request has not landed yet, or somebody waits for its answer. */
    isBusy(): boolean {
      for (const way of underWay)
        if (way.hasLanded && (way.isAnswered || !way.context.alive)) underWay.delete(way);
      return underWay.size > 0;
    },
    /** Where whoever sets up a connection finds the company. */
    addressOf: (company: CompanyName) => `https://${hosts[company][moved.has(company) ? 1 : 0]}`,
    /** From now on it is to be asked under its other name; the one before is answered too. */
    move(company: CompanyName): void {
      if (!moved.delete(company)) moved.add(company);
    },
    /** From now on Acme takes no other key than a new one. */
    changeKey(): void {
      keys += 1;
      companies.acme.accounts.standard.apiKey = `kQ7another${keys}TbXRh`;
    },
  };
}

const plain = (status: number, text: string, headers: Record<string, string> = {}): Reply => ({
  status,
  code: null,
  text,
  contentType: 'text/html',
  headers,
});

function responseOf(reply: Reply, now: number): Response {
  const body = reply.code === null ? reply.text : JSON.stringify(reply.json);
  return new Response(body, {
    status: reply.status,
    headers: {
      'content-type': reply.code === null ? reply.contentType : 'application/json',
      date: new Date(now).toUTCString(),
      ...(reply.code === null && reply.headers),
    },
  });
}
