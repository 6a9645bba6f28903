import { describe, expect, it } from 'vitest';
import { graphQlError, hasErrors, isGraphQl } from '../../../lib/orders/graphql.ts';

const reply = (...codes: unknown[]) => ({
  data: null,
  errors: codes.map((code) => ({
    message: 'Variable "$p" got "+5511900000001"',
    path: ['orders'],
    extensions: { code },
  })),
});

describe('a reply of GraphQL', () => {
  it.each([
    ['FORBIDDEN', 'FORBIDDEN'],
    ['ACCESS_DENIED', 'FORBIDDEN'],
    ['UNAUTHENTICATED', 'BAD_CREDENTIALS'],
    ['THROTTLED', 'RATE_LIMITED'],
    ['INTERNAL_SERVER_ERROR', 'SERVER_DOWN'],
  ])('that says %s is told for what it is, and nothing it repeats goes on', (said, code) => {
    const error = graphQlError(reply('OTHER', said));
    expect(error).toMatchObject({ code, backend: { code: said } });
    expect(JSON.stringify(error)).not.toContain('5511900000001');
  });

  it.each([
    ['a code that is not known', reply('BAD_USER_INPUT')],
    ['what is inherited', reply('constructor')],
    ['no code', { errors: [{ message: 'no' }, null, 7] }],
  ])('is wrong in some other way with %s', (_, body) => {
    expect(hasErrors(body)).toBe(true);
    expect(graphQlError(body)).toBeNull();
  });

  it.each([[{ data: {} }], [{ errors: [] }], [{ errors: 'no' }], [[]], [null]])('is fine as %j', (body) => {
    expect(hasErrors(body)).toBe(false);
  });
});

it.each([
  ['{"query":"{ orders { id } }"}', true],
  ['{"query":{"match":{"phone":"{phone}"}}}', false],
  ['[]', false],
  [undefined, false],
])('%s is GraphQL: %s', (body, is) => {
  expect(isGraphQl(body)).toBe(is);
});
