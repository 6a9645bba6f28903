import { expect, it } from 'vitest';
import { accountId } from '../../../lib/accounts/account.ts';
import { hasOtherAccounts } from '../../../lib/accounts/has-other-accounts.ts';

const [acme, other] = [accountId('acme'), accountId('other')];
const at = (...connections: [string, typeof acme | null][]) => ({
  connections: connections.map(([id, account]) => ({ id, accountId: account })),
});

it.each([
  ['the same', at(['c', acme]), false],
  ['the same and one more', at(['c', acme], ['d', other]), false],
  ['of another account', at(['c', other]), true],
  ['asked about', at(['c', null]), true],
  ['gone', at(), true],
])('what was read through a connection that is now %s', (_, now, isOther) => {
  expect(hasOtherAccounts(at(['c', acme]), now)).toBe(isOther);
});

it('what was read is shown no more as soon as one of several connections is another’s', () => {
  const before = at(['c', acme], ['d', acme]);
  expect(hasOtherAccounts(before, at(['c', acme], ['d', other]))).toBe(true);
  expect(hasOtherAccounts(before, at(['d', acme], ['c', acme]))).toBe(false);
});
