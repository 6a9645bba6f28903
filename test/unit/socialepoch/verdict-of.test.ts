import { describe, expect, it } from 'vitest';
import type { Row } from '../../../lib/crm/socialepoch/schema.ts';
import { verdictOf } from '../../../lib/crm/socialepoch/verdict-of.ts';

const customerId = '5511900000001';

function row(fields: Row['fields']): Row {
  return { whatsApp: customerId, fields, rest: {} };
}

describe('an unanswered edit of two fields', () => {
  const change = {
    kind: 'edit' as const,
    customerId,
    edits: [
      { key: 'name', from: 'Ana', to: 'Ana Maria' },
      { key: 'birthday', from: null, to: '1991-03-08' },
    ],
  };

  it.each([
    ['applied', 'both are as wished', { friendName: 'Ana Maria', birthday: '1991/03/08' }],
    ['absent', 'both are as before', { friendName: 'Ana', birthday: '' }],
    ['absent', 'one has landed and one has not', { friendName: 'Ana Maria' }],
    ['unclear', 'one is neither', { friendName: 'Anna', birthday: '1991/03/08' }],
  ])('is %s when %s', (verdict, _, fields) => {
    expect(verdictOf(change, row(fields), ',')).toBe(verdict);
  });
});

describe('an unanswered move', () => {
  const change = {
    kind: 'setStage' as const,
    customerId,
    from: 'unknown' as const,
    to: { stageId: 'Paid', outcome: 'open' as const },
  };

  it.each([
    ['applied', 'the stage is there', { stage: ' Paid ' }],
    ['absent', 'no stage is told', {}],
    ['unclear', 'it is another', { stage: 'Done' }],
  ])('is %s when %s', (verdict, _, fields) => {
    expect(verdictOf(change, row(fields), ',')).toBe(verdict);
  });
});

describe('unanswered tags', () => {
  const ref = (name: string) => ({ id: name, name, groupId: null });
  const change = { kind: 'setTags' as const, customerId, add: [ref('VIP')], remove: [ref('Hot')] };

  it.each([
    ['applied', { tabName: 'Shoes,VIP' }],
    ['absent', { tabName: 'Hot,VIP' }],
    ['absent', {}],
  ])('are %s in %j', (verdict, fields) => {
    expect(verdictOf(change, row(fields), ',')).toBe(verdict);
  });
});
