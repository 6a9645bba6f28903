import { describe, expect, it, vi } from 'vitest';
import { createTokenIssuer } from '../../../lib/crm/sobot/issue-token.ts';
import { systemClock } from '../../../lib/http/clock.ts';
import { createHttpClient } from '../../../lib/http/http-client.ts';
import { createRateLimiter } from '../../../lib/http/rate-limiter.ts';
import { createServerClock } from '../../../lib/http/server-clock.ts';
import { createTokenService } from '../../../lib/tokens/token-service.ts';
import { usualSettings } from '../../doubles/crm-server/sobot/settings.ts';
import { createTokens } from '../../doubles/crm-server/sobot/tokens.ts';

const never = new AbortController().signal;
const hour = 3_600_000;

type Answer = (request: Request) => Response | Promise<Response>;
const reply = (content: object, headers: HeadersInit = {}): Response =>
  Response.json({ ret_code: '000000', ret_msg: '', ...content }, { headers });

function httpFor(answer: Answer) {
  const sent: Request[] = [];
  const http = createHttpClient({
    fetch: async (input, init) => {
      const request = new Request(input, init);
      sent.push(request);
      return answer(request);
    },
    clock: systemClock,
    limiter: createRateLimiter({ clock: systemClock, perSecond: 1e6, burst: 1e6 }),
    serverClock: createServerClock({ clock: systemClock }),
    random: () => 0,
  });
  return { http, sent };
}

function issuerFor(answer: Answer) {
  const { http, sent } = httpFor(answer);
  const issue = createTokenIssuer({
    http,
    baseUrl: 'https://www.sobot.com/',
    credentials: { appId: 'acme-scrm', appKey: 'vN8sobot4KdYwQe' },
    now: () => Date.now(),
  });
  return { issue, sent };
}

/** The vendor, with a clock of its own. */
function vendor(
  skewMs = 0,
  headers: Record<string, string> = {},
  staleCode: (typeof usualSettings)['staleCode'] = '900003',
): Answer {
  const tokens = createTokens({ ...usualSettings, staleCode });
  return ({ url }) => {
    const now = Date.now() + skewMs;
    const outcome = tokens.issue(new URL(url).searchParams, now);
    const date = { date: new Date(now).toUTCString(), ...headers };
    return 'refused' in outcome
      ? Response.json({ ret_code: outcome.refused, ret_msg: '' }, { headers: date })
      : reply(outcome, date);
  };
}

describe('asking for a token', () => {
  it('is a signed GET that tells how long it lives', async () => {
    const { issue, sent } = issuerFor(vendor());
    expect(await issue(never)).toEqual({
      token: expect.stringMatching(/^[0-9a-f]{32}$/),
      expiresIn: 86_400,
    });
    expect(sent[0]?.url).toMatch(
      /^https:\/\/www\.sobot\.com\/api\/get_token\?appid=acme-scrm&create_time=\d{10}&sign=[0-9a-f]{32}$/,
    );
    expect(sent[0]?.method).toBe('GET');
  });

  it('reads the life in both spellings, as text or number', async () => {
    for (const item of [{ expires_in: '60' }, { expire_in: '60' }, { expires_in: 60 }]) {
      const { issue } = issuerFor(() => reply({ item: { token: 't', ...item } }));
      expect(await issue(never)).toEqual({ token: 't', expiresIn: 60 });
    }
  });

  it.each([
    [hour, '900003'],
    [-hour, '900003'],
    [hour, '900002'],
    [-hour, '999999'],
  ] as const)(
    'learns the time of a server that is %i ms off, by whichever code it says so (%s), and asks once more',
    async (skew, staleCode) => {
      const { issue, sent } = issuerFor(vendor(skew, {}, staleCode));
      expect(await issue(never)).toMatchObject({ expiresIn: 86_400 });
      expect(sent).toHaveLength(2);
      await issue(never);
      expect(sent).toHaveLength(3);
    },
  );

  it('is refused where the time cannot be the reason', async () => {
    const refused: Answer = () =>
      Response.json(
        { ret_code: '900003', ret_msg: 'signature' },
        { headers: { date: new Date().toUTCString() } },
      );
    const { issue, sent } = issuerFor(refused);
    await expect(issue(never)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
    expect(sent).toHaveLength(1);
  });

  it('is refused where a cache hides the time', async () => {
    const { issue, sent } = issuerFor(vendor(hour, { age: '7' }));
    await expect(issue(never)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
    expect(sent).toHaveLength(1);
  });

  it.each<[string, Answer, string]>([
    ['a dropped connection', () => Promise.reject(new TypeError('Failed to fetch')), 'SERVER_DOWN'],
    ["a gateway's page", () => new Response('<html>', { status: 502 }), 'SERVER_DOWN'],
    ['a page', () => new Response('<html>'), 'SERVER_DOWN'],
    ['no token in it', () => reply({ item: { expires_in: '60' } }), 'BAD_RESPONSE'],
    ['nothing in it', () => reply({}), 'BAD_RESPONSE'],
  ])('after %s is not repeated, and leaves nothing in doubt', async (_, answer, code) => {
    const { issue, sent } = issuerFor(answer);
    await expect(issue(never)).rejects.toMatchObject({ code });
    expect(sent).toHaveLength(1);
  });
});

describe('a token service', () => {
  const at = { url: 'https://tokens.acme.example/sobot', bearer: 'secret' };

  it('is asked with the bearer, never with the key', async () => {
    const { http, sent } = httpFor(() => Response.json({ token: 't', expires_in: 3600 }));
    expect(await createTokenService({ http, ...at })(never)).toEqual({ token: 't', expiresIn: 3600 });
    expect(sent[0]?.url).toBe(at.url);
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer secret');
  });

  it('that refuses the bearer is BAD_CREDENTIALS', async () => {
    const { http } = httpFor(() => Response.json({ error: 'no' }, { status: 401 }));
    await expect(createTokenService({ http, ...at })(never)).rejects.toMatchObject({
      code: 'BAD_CREDENTIALS',
    });
  });

  it('that answers something else is BAD_RESPONSE', async () => {
    for (const body of [{}, { token: '' }, { token: 't' }, { token: 't', expires_in: -1 }, []]) {
      const { http } = httpFor(() => Response.json(body));
      await expect(createTokenService({ http, ...at })(never)).rejects.toMatchObject({
        code: 'BAD_RESPONSE',
      });
    }
  });

  it('that fails once is asked again: asking changes nothing', async () => {
    const answer = vi
      .fn<Answer>()
      .mockResolvedValueOnce(new Response('<html>', { status: 502 }))
      .mockResolvedValue(Response.json({ token: 't', expires_in: '60' }));
    const { http } = httpFor(answer);
    expect(await createTokenService({ http, ...at })(never)).toEqual({ token: 't', expiresIn: 60 });
  });
});
