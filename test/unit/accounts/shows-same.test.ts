import { describe, expect, it } from 'vitest';
import { showsSame } from '../../../lib/accounts/shows-same.ts';
import { keptOnDevice, type YoumiDraft } from '../../../lib/settings/schema.ts';
import { sobot, youmi, youmiByToken } from '../settings/samples.ts';

const kept: YoumiDraft = { ...youmiByToken, credentials: { accessToken: keptOnDevice } };
const typed: YoumiDraft = { ...kept, credentials: { accessToken: 'new' } };
const theirs = { number: 'zznn72537', staff: ['b03'], unique: true as const };
const found = [{ ...theirs, number: 'other' }, theirs];

describe('a token that is typed in the place of another', () => {
  it('opens the same company where it has the agent’s own WeChat account, served by her', () => {
    expect(showsSame(kept, typed, found)).toBe(true);
    const { me: _, ...nobody } = kept;
    expect(showsSame(nobody, typed, found)).toBe(true);
  });

  it('may open another one where that does not show', () => {
    const { account: _, ...noAccount } = kept;
    expect(showsSame(noAccount, typed, found)).toBe(false);
    expect(showsSame(kept, typed, [])).toBe(false);
    expect(showsSame(kept, typed, [{ ...theirs, number: 'other' }])).toBe(false);
    expect(showsSame(kept, typed, [{ ...theirs, staff: ['b04'] }])).toBe(false);
  });

  it('may open another one with a number that a company chooses for itself', () => {
    const { unique: _, ...chosen } = theirs;
    expect(showsSame(kept, typed, [chosen])).toBe(false);
  });

  it.each<[string, YoumiDraft]>([
    ['another address', { ...typed, baseUrl: 'http://other.example:5003/v1' }],
    ['a second version', { ...typed, v2: youmi.v2 }],
    ['a key', { ...kept, credentials: { appId: 'acme', appKey: 'kT5' } }],
  ])('may open another one with %s besides', (_, after) => {
    expect(showsSame(kept, after, found)).toBe(false);
  });
});

it('nothing else shows it', () => {
  expect(showsSame(sobot, sobot, found)).toBe(false);
  expect(showsSame({ ...youmi }, typed, found)).toBe(false);
});
