import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAppError } from '../../../lib/errors/app-error.ts';
import { parseE164, spellings } from '../../../lib/phone/index.ts';
import { people } from '../../doubles/people.ts';
import { adapterFor, never } from './vendor.ts';

const rows = people.flatMap(({ phone, customer }) =>
  phone && customer
    ? [
        {
          whatsApp: phone,
          ...customer,
          tags: undefined,
          tabName: customer.tags.join(','),
          languageTag: 'Auto',
        },
      ]
    : [],
);
const [ana] = rows;
if (!ana) throw new Error('nobody to ask for');
const valid = [
  { code: 200, message: 'success', data: [ana] },
  { code: 0, message: 'success', data: rows },
  { code: '200', message: null, data: ana },
  { code: 200, message: 'success', data: { records: rows, total: rows.length } },
  { code: 200, message: 'success', data: '' },
  { code: -1, message: 'Admin Cannot import data', data: '' },
];

const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    502,
    true,
    [],
    {},
    [[]],
    'undefined',
    '\u0000',
    '1e999',
    '__proto__',
  ),
  fc.jsonValue(),
);

/** Replaces, removes, renames or wraps one value somewhere in a reply, `times` over. */
function mutated(value: unknown, { steps, junk: put, how }: Mutation): unknown {
  const [step, ...deeper] = steps;
  if (step === undefined || typeof value !== 'object' || value === null)
    return how === 'wrap' ? [value] : put;
  const keys = Object.keys(value);
  const key = keys[step % (keys.length || 1)];
  if (key === undefined) return put;
  const entries = Object.entries(value).flatMap(([name, one]): [string, unknown][] => {
    if (name !== key) return [[name, one]];
    if (deeper.length === 0 && how === 'remove') return [];
    if (deeper.length === 0 && how === 'rename') return [[`${name}${String(put).slice(0, 9)}`, one]];
    return [[name, mutated(one, { steps: deeper, junk: put, how })]];
  });
  return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
}

interface Mutation {
  steps: number[];
  junk: unknown;
  how: 'replace' | 'remove' | 'rename' | 'wrap';
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  steps: fc.oneof(
    { weight: 1, arbitrary: fc.array(fc.nat(20), { minLength: 1, maxLength: 2 }) },
    {
      weight: 4,
      arbitrary: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }).map((inner) => [2, ...inner]),
    },
  ),
  junk,
  how: fc.constantFrom('replace', 'remove', 'rename', 'wrap'),
});

const reply = fc
  .record({
    base: fc.constantFrom<unknown>(...valid),
    mutations: fc.array(mutation, { minLength: 1, maxLength: 2 }),
    cut: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(400) }),
    status: fc.constantFrom(200, 200, 200, 400, 404, 422),
  })
  .map(({ base, mutations, cut, status }) => {
    const text = JSON.stringify(mutations.reduce(mutated, base)) ?? '';
    return { text: cut === null ? text : text.slice(0, cut), status };
  });

const textOrNull = expect.toSatisfy(
  (value: unknown) =>
    value === null || (typeof value === 'string' && value !== '' && !value.includes('[object')),
);
const whole = {
  id: expect.stringMatching(/^\d+$/),
  connectionId: 'wa',
  name: textOrNull,
  phones: [{ raw: expect.stringMatching(/\d/), e164: expect.anything() }],
  email: textOrNull,
  sex: textOrNull,
  birthday: textOrNull,
  address: textOrNull,
  company: null,
  profession: textOrNull,
  income: textOrNull,
  remark: textOrNull,
  source: textOrNull,
  level: null,
  owner: null,
  stage: expect.toSatisfy(
    (stage: unknown) =>
      stage === null ||
      stage === 'unknown' ||
      (typeof stage === 'object' &&
        'stageId' in stage &&
        typeof stage.stageId === 'string' &&
        stage.stageId !== ''),
  ),
  tags: expect.toSatisfy(
    (tags: unknown) =>
      Array.isArray(tags) && tags.every((tag) => typeof tag.name === 'string' && tag.name.trim() !== ''),
  ),
  fields: [],
  other: expect.toSatisfy(
    (other: unknown) =>
      Array.isArray(other) &&
      other.every(({ name, value }) => typeof name === 'string' && typeof value === 'string' && value !== ''),
  ),
  blocked: false,
  createdAt: null,
  updatedAt: null,
};

describe('a thousand damaged replies', () => {
  it('give whole customers or named errors, never a crash, never half a customer', async () => {
    const seen = { customers: 0, nobody: 0, errors: 0 };
    await fc.assert(
      fc.asyncProperty(reply, async ({ text, status }) => {
        const e164 = parseE164(ana.whatsApp);
        if (!e164) throw new Error('not a number');
        const adapter = adapterFor({ fetch: async () => new Response(text, { status }) });
        try {
          const found = await adapter.findByPhone({ e164, spellings: spellings(e164) }, never);
          for (const { customer } of found) expect(customer).toEqual(whole);
          if (found.length > 0) seen.customers += 1;
          else seen.nobody += 1;
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
    expect(Math.min(seen.customers, seen.nobody, seen.errors)).toBeGreaterThan(10);
  });
});
