import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSobotBackEnd } from '../../../lib/crm/sobot/adapter.ts';
import { tokenCacheFor } from '../../../lib/crm/sobot/token-cache-for.ts';
import { isAppError } from '../../../lib/errors/app-error.ts';
import { systemClock } from '../../../lib/http/clock.ts';
import { createHttpClient } from '../../../lib/http/http-client.ts';
import { createRateLimiter } from '../../../lib/http/rate-limiter.ts';
import { createServerClock } from '../../../lib/http/server-clock.ts';
import { tokenMemory } from '../tokens/memory.ts';
import { hastyClock } from './hasty-clock.ts';
import { createMemory } from './memory.ts';

const never = new AbortController().signal;
const ok = { ret_code: '000000', ret_msg: '' };

/** Whole answers, shaped as the page's samples. */
const replies: Record<string, unknown> = {
  get_token: { ...ok, item: { token: 't', expires_in: '86400' } },
  'user/detail': {
    ...ok,
    item: {
      id: 'u1',
      nick: 'Ana',
      tel: '+5511900000001',
      sex: '2',
      isVip: '0',
      userLabel: 'w1',
      crmStatus: '3',
      liableServiceId: 'bo',
      liableServiceName: 'Bo',
      ex_field_str: '[{"fieldid":"f1","field_value":"1","field_text":"One","field_type":"6"}]',
      createTime: '1632806109',
      groupChatName: 'A group',
      status: '8',
    },
  },
  'user/list_by_page': {
    ...ok,
    page_count: 1,
    total_count: 1,
    items: [
      {
        id: 'u1',
        nick: 'Ana',
        tel: '+5511900000001',
        is_vip: '0',
        user_status: 0,
        status: 8,
        user_label: 'w1',
        fixed_fields: { userLabel: 'WeCom tag' },
        create_time: 1_632_806_109,
      },
    ],
  },
  'label/userlabels': {
    ...ok,
    items: [{ userid: 'u1', label_set: [{ id: 'l1', name: 'Hot', color_value: '#76A6F1' }] }],
  },
  'user_dynamic/list_by_page': {
    ...ok,
    page_count: 1,
    items: [
      {
        id: 'e1',
        biz_type: 'user_stage_update',
        biz_time: 1_622_018_626,
        biz_content: { stageType: '1', stageId: 's1', stageName: 'Paid', remark: '' },
        create_time: 0,
      },
    ],
  },
};
const names = Object.keys(replies);

const junk = fc.oneof(
  fc.constantFrom<unknown>(null, '', 0, -1, true, [], {}, [[]], '\u0000', '1e999', '__proto__', '900002'),
  fc.jsonValue(),
);

interface Damage {
  steps: number[];
  put: unknown;
  how: 'replace' | 'remove' | 'wrap';
}

/** Changes one value somewhere in a reply. */
function damaged(value: unknown, { steps, put, how }: Damage): unknown {
  const [step, ...deeper] = steps;
  if (step === undefined || typeof value !== 'object' || value === null) {
    return how === 'wrap' ? [value] : put;
  }
  const keys = Object.keys(value);
  const key = keys[step % (keys.length || 1)];
  const entries = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    if (name !== key) return [[name, inner]];
    return deeper.length === 0 && how === 'remove'
      ? []
      : [[name, damaged(inner, { steps: deeper, put, how })]];
  });
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

const damage: fc.Arbitrary<Damage> = fc.record({
  steps: fc.array(fc.nat(20), { minLength: 1, maxLength: 5 }),
  put: junk,
  how: fc.constantFrom('replace', 'remove', 'wrap'),
});

const textOrNull = expect.toSatisfy(
  (value: unknown) =>
    value === null || (typeof value === 'string' && value !== '' && !value.includes('[object')),
);
const everyText = (...keys: string[]) =>
  expect.toSatisfy(
    (list: unknown) =>
      Array.isArray(list) &&
      list.every((one) => keys.every((key) => typeof one[key] === 'string' && one[key])),
  );
const time = expect.toSatisfy(
  (value: unknown) => value === null || (typeof value === 'string' && !Number.isNaN(Date.parse(value))),
);
const whole = {
  id: 'u1',
  connectionId: 'c1',
  name: textOrNull,
  phones: everyText('raw'),
  email: textOrNull,
  sex: textOrNull,
  birthday: null,
  address: textOrNull,
  company: textOrNull,
  profession: null,
  income: null,
  remark: textOrNull,
  source: textOrNull,
  level: textOrNull,
  owner: expect.toSatisfy((owner) => owner === null || (owner.id !== '' && owner.name !== '')),
  stage: expect.toSatisfy((stage) => stage === 'unknown' || (stage.stageId !== '' && stage.outcome !== '')),
  tags: everyText('id', 'name'),
  fields: everyText('key'),
  other: everyText('name', 'value'),
  blocked: expect.any(Boolean),
  createdAt: time,
  updatedAt: time,
};

function backEnd(reply: (name: string) => string) {
  const http = createHttpClient({
    fetch: async (input, init) => {
      const { pathname } = new URL(new Request(input, init).url);
      const name = names.find((one) => pathname.includes(`/${one}`)) ?? '';
      return new Response(reply(name));
    },
    clock: systemClock,
    limiter: createRateLimiter({ clock: systemClock, perSecond: 1e6, burst: 1e6 }),
    serverClock: createServerClock({ clock: systemClock }),
    random: () => 0,
  });
  const connection = {
    id: 'c1',
    provider: 'sobot' as const,
    baseUrl: 'https://www.sobot.com',
    numbers: 'national:CN',
    allowPlainHttp: false,
    credentials: { appId: 'a', appKey: 'k' },
    options: { timeZone: 'UTC', newCustomerStatus: 2 as const, signNotes: true },
  };
  const tokens = tokenCacheFor({ connection, http, clock: hastyClock(), storage: tokenMemory() });
  return createSobotBackEnd({ connection, http, tokens, clock: systemClock, ...createMemory() });
}

describe('a thousand damaged replies', () => {
  it('give whole customers or named errors, never a crash, never half a customer', async () => {
    const seen = { customers: 0, errors: 0 };
    const broken = fc.record({
      name: fc.constantFrom(...names),
      damages: fc.array(damage, { minLength: 1, maxLength: 2 }),
      cut: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(300) }),
    });
    await fc.assert(
      fc.asyncProperty(broken, async ({ name, damages, cut }) => {
        const { adapter } = backEnd((asked) => {
          const text = JSON.stringify(
            asked === name ? damages.reduce(damaged, replies[asked]) : replies[asked],
          );
          return asked === name && cut !== null ? (text ?? '').slice(0, cut) : (text ?? '');
        });
        try {
          const { state, ...customer } = await adapter.get('u1', never);
          expect(customer).toEqual(whole);
          expect([undefined, 'first-contact', 'unassigned', 'followed-up', 'public-pool']).toContain(state);
          const { events } = await adapter.timeline('u1', null, never);
          expect(events.every(({ id, at }) => id !== '' && !Number.isNaN(Date.parse(at)))).toBe(true);
          seen.customers += 1;
        } catch (thrown) {
          if (!isAppError(thrown)) throw thrown;
          expect(thrown.code).not.toBe('OUTCOME_UNKNOWN');
          expect(thrown.detail ?? '').not.toMatch(/\d{5}|@/);
          seen.errors += 1;
        }
      }),
      { numRuns: 1000 },
    );
    // Each way out was taken often enough for the test to mean something.
    expect(Math.min(seen.customers, seen.errors)).toBeGreaterThan(100);
  }, 60_000);
});
