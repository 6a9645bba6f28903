import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isAppError } from '../../../lib/errors/app-error.ts';
import { answering, never } from './answering.ts';
import { samples } from './page-samples.ts';

const names = Object.keys(samples) as (keyof typeof samples)[];

/** What may stand where something else belongs. */
const junk = fc.oneof(
  fc.constantFrom(null, '', '[]', 'null', '{"a":', 0, -1, true, [], {}, [[]], '<html>'),
  fc.jsonValue({ maxDepth: 2 }),
);

interface Damage {
  at: number;
  by: unknown;
}
const damage = fc.record({ at: fc.nat(60), by: junk });

/** The same answer with its leaf or branch number `at` replaced, counted from the outside in; the envelope's verdict stays. */
function damaged(reply: unknown, { at, by }: Damage): unknown {
  let left = at;
  const walk = (value: unknown, key: string): unknown => {
    if (key !== 'succeed' && left === 0) {
      left -= 1;
      return by;
    }
    left -= 1;
    if (Array.isArray(value)) return value.map((entry) => walk(entry, ''));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, walk(entry, name)]));
  };
  if (typeof reply !== 'object' || reply === null) return reply;
  return Object.fromEntries(Object.entries(reply).map(([key, value]) => [key, walk(value, key)]));
}

it('gives whole rows or named errors for a thousand damaged answers', async () => {
  const seen = { rows: 0, errors: 0 };
  const broken = fc.record({
    name: fc.constantFrom(...names),
    damages: fc.array(damage, { minLength: 1, maxLength: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(broken, async ({ name, damages }) => {
      const { wire } = answering(
        () => new Response(JSON.stringify(damages.reduce(damaged, samples[name] as unknown))),
      );
      const asked = {
        WeCaht: () => wire.accounts(0, never),
        staff: () => wire.staff({}, never),
        Label: () => wire.categories(never),
        wecahtlabel: () => wire.labels(null, never),
        AdManage: () => wire.placements(never),
        'friend/GetCustomAttributeList': () => wire.attributes(never),
        'staff/GetStaffWechat': () => wire.staffAccounts(null, never),
      };
      try {
        const rows: object[] = await asked[name]();
        for (const row of rows) {
          for (const [key, value] of Object.entries(row)) {
            expect(value, key).not.toBeUndefined();
            if (/_id$|^id$|_code$/.test(key)) expect(value).toBeTypeOf('string');
            if (typeof value === 'number') expect(value).toBeGreaterThan(-Infinity);
          }
        }
        seen.rows += 1;
      } catch (thrown) {
        if (!isAppError(thrown)) throw thrown;
        expect(thrown.code).toBe('BAD_RESPONSE');
        expect(thrown.detail).toMatch(new RegExp(`^${name}: (unreadable|HTTP 200)$`));
        seen.errors += 1;
      }
    }),
    { numRuns: 1000 },
  );
  // Each way out was taken often enough for the test to mean something.
  expect(Math.min(seen.rows, seen.errors)).toBeGreaterThan(100);
}, 60_000);
