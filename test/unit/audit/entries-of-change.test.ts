import { expect, it } from 'vitest';
import { accountId } from '../../../lib/accounts/account.ts';
import { entriesOfChange } from '../../../lib/audit/entries-of-change.ts';
import type { Change } from '../../../lib/crm/port.ts';
import { parseE164 } from '../../../lib/phone/e164.ts';

const stages = ['new', 'paid'].map((id, order) => ({ id, name: id.toUpperCase(), order }));
const about = {
  id: 'w1',
  at: 5,
  accountId: accountId('acme'),
  connectionId: 'crm',
  customerId: 'ana',
  catalogue: { groups: [], stages, fields: [] },
};
const tell = (change: Change) =>
  entriesOfChange(change, about).map(({ what, name, from, to }) => [what, name, from, to]);
const customerId = 'ana';
const tag = (name: string) => ({ id: name, name, groupId: null });
const phone = parseE164('+15550100009');
if (!phone) throw new Error('not a number');

it('says whose, when and where, each entry by an id of its own', () => {
  const change: Change = { kind: 'setTags', customerId, add: [tag('a'), tag('b')], remove: [] };
  expect(entriesOfChange(change, about)).toMatchObject([
    { id: 'w1:0', at: 5, accountId: accountId('acme'), connectionId: 'crm', customerId: 'ana' },
    { id: 'w1:1' },
  ]);
});

it.each<[Change, unknown[][]]>([
  [
    { kind: 'edit', customerId, edits: [{ key: 'likes', from: ['a', 'b'], to: null }] },
    [['field', 'likes', 'a, b', null]],
  ],
  [
    { kind: 'setTags', customerId, add: [tag('Hot')], remove: [tag('Cold')] },
    [
      ['tag', null, 'Cold', null],
      ['tag', null, null, 'Hot'],
    ],
  ],
  [
    {
      kind: 'setStage',
      customerId,
      from: { stageId: 'new', outcome: 'open' },
      to: { stageId: 'paid', outcome: 'lost', reason: 'price' },
    },
    [['stage', null, 'NEW', 'PAID, lost, price']],
  ],
  [
    { kind: 'setStage', customerId, from: 'unknown', to: { stageId: 'gone', outcome: 'open' } },
    [['stage', null, null, 'gone']],
  ],
  [
    { kind: 'note', customerId, text: 'private', stageId: 'paid' },
    [
      ['note', null, null, null],
      ['stage', null, null, 'PAID'],
    ],
  ],
  [
    { kind: 'create', phone, name: 'Ana', fields: [{ key: 'email', value: 'a@b' }] },
    [
      ['created', null, null, 'Ana'],
      ['field', 'email', null, 'a@b'],
    ],
  ],
  [{ kind: 'assign', customerId, from: null, to: { id: '1', name: 'Bo' } }, [['owner', null, null, 'Bo']]],
  [{ kind: 'merge', customerId, staysId: 'bob', take: [] }, [['merged', null, customerId, 'bob']]],
  [{ kind: 'claim', customerId }, [['owner', 'claim', null, null]]],
])('%#', (change, entries) => {
  expect(tell(change)).toEqual(entries);
});
