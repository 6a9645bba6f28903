import { describe, expect, test } from 'vitest';
import type { Change } from '../../../lib/crm/port.ts';
import { inverseOf } from '../../../lib/outbox/inverse.ts';
import { customerOf } from '../support/samples.ts';
import { change } from './world.ts';

const blank = customerOf('ana');

describe('the way back', () => {
  test('of tags takes off what was put on, and puts on what was taken off', () => {
    expect(inverseOf(change.tags(['Hot'], ['Cold']), null)).toEqual(change.tags(['Cold'], ['Hot']));
  });

  test('of a stage starts from the stage that was read back', () => {
    const stage = { stageId: 's1', outcome: 'open' as const, since: '2026-01-01T00:00:00Z' };
    expect(inverseOf(change.stage('s0', 's1'), { ...blank, stage })).toMatchObject({
      from: stage,
      to: { stageId: 's0', outcome: 'open' },
    });
  });

  test('of a stage that somebody else moved on starts from the one that was written', () => {
    const stage = { stageId: 's9', outcome: 'open' as const };
    expect(inverseOf(change.stage('s0', 's1'), { ...blank, stage })).toMatchObject({
      from: { stageId: 's1' },
    });
  });

  test('of a lost stage keeps why it was lost', () => {
    const lost: Change = {
      kind: 'setStage',
      customerId: 'ana',
      from: { stageId: 's0', outcome: 'lost', reason: 'price' },
      to: { stageId: 's0', outcome: 'open' },
    };
    expect(inverseOf(lost, null)).toMatchObject({ to: { outcome: 'lost', reason: 'price' } });
  });

  test.each([null, 'unknown' as const])('of a stage that was %s is not known', (from) => {
    const to = { stageId: 's1', outcome: 'open' as const };
    expect(inverseOf({ kind: 'setStage', customerId: 'ana', from, to }, null)).toBeNull();
  });

  test('of a first stage takes it off, where the back end can', () => {
    const to = { stageId: 's1', outcome: 'lost' as const };
    const first: Change = { kind: 'setStage', customerId: 'ana', from: null, to };
    const stage = { ...to, since: '2026-11-22T10:00:00.000Z' };
    const back = { kind: 'setStage', customerId: 'ana', from: stage, to: null };
    expect(inverseOf(first, { ...blank, stage }, true)).toEqual(back);
    expect(inverseOf({ ...first, from: stage, to: null }, { ...blank, stage: null }, true)).toMatchObject({
      from: null,
      to,
    });
  });

  test('of an edit starts from the value as the back end keeps it', () => {
    expect(inverseOf(change.edit('email', 'a@x', ' B@X '), { ...blank, email: 'b@x' })).toEqual(
      change.edit('email', 'b@x', 'a@x'),
    );
    const fields = [{ key: 'custom:7', value: ['1', '2'], text: null }];
    const edit = change.edit('custom:7', null, 'x');
    expect(inverseOf(edit, { ...blank, fields })).toMatchObject({ edits: [{ from: ['1', '2'], to: null }] });
  });

  test('of a field that the back end does not give back starts from what was written', () => {
    expect(inverseOf(change.edit('custom:7', 'a', 'x'), blank)).toEqual(change.edit('custom:7', 'x', 'a'));
  });

  test('of a follow-up that is done is that it is not', () => {
    const done: Change = { kind: 'todo', customerId: 'ana', todoId: '1', done: true };
    expect(inverseOf(done, null)).toEqual({ ...done, done: false });
  });

  test('of an owner is the owner before, if there was one', () => {
    const bo = { id: '1', name: 'Bo' };
    const di = { id: '2', name: 'Di' };
    expect(inverseOf({ kind: 'assign', customerId: 'ana', from: bo, to: di }, null)).toMatchObject({
      from: di,
      to: bo,
    });
    expect(inverseOf({ kind: 'assign', customerId: 'ana', from: null, to: di }, null)).toBeNull();
  });

  test.each<Change>([
    change.note('x'),
    change.create('+15550100009'),
    { kind: 'claim', customerId: 'ana' },
    { kind: 'release', customerId: 'ana', valid: true },
  ])('of $kind there is none', (one) => {
    expect(inverseOf(one, null)).toBeNull();
  });
});
