import { describe, expect, test } from 'vitest';
import type { Change } from '../../../lib/crm/port.ts';
import { fold, mayJoin } from '../../../lib/outbox/merge.ts';
import type { E164 } from '../../../lib/phone/e164.ts';
import { change } from './world.ts';

const folded = (...changes: Change[]) =>
  fold(changes.map((one, n) => ({ id: String(n), change: one, undone: false })));
const foldedWithout = (undone: number, ...changes: Change[]) =>
  fold(changes.map((one, n) => ({ id: String(n), change: one, undone: n === undone })));

describe('folding', () => {
  test('leaves a single change as it is, even one that asks for nothing', () => {
    expect(folded(change.stage('s0', 's0'))).toEqual(change.stage('s0', 's0'));
  });

  test('of tags is the union of the differences', () => {
    expect(folded(change.tags(['a'], ['b']), change.tags(['b', 'c'], ['a', 'd']))).toEqual(
      change.tags(['c'], ['d']),
    );
    expect(folded(change.tags(['a']), change.tags([], ['a']))).toBeNull();
  });

  test('of invented tags, which have no id yet, goes by the name', () => {
    const tag = { id: '', name: 'New', groupId: null };
    const add: Change = { kind: 'setTags', customerId: 'ana', add: [tag], remove: [] };
    expect(folded(add, { ...add, add: [], remove: [tag] })).toBeNull();
  });

  test('of two tags that are called the same in two groups keeps both', () => {
    const [one, other] = ['g1', 'g2'].map((groupId) => ({ id: `hot of ${groupId}`, name: 'Hot', groupId }));
    if (!one || !other) throw new Error('no tags');
    const add: Change = { kind: 'setTags', customerId: 'ana', add: [one], remove: [] };
    expect(folded(add, { ...add, add: [], remove: [other] })).toEqual({ ...add, remove: [other] });
  });

  test('of two invented tags keeps both', () => {
    const tag = (name: string) => ({ id: '', name, groupId: null });
    const add = (...names: string[]): Change => ({
      kind: 'setTags',
      customerId: 'ana',
      add: names.map(tag),
      remove: [],
    });
    expect(folded(add('New'), add('Other'))).toEqual(add('New', 'Other'));
  });

  test('of stages goes from the first to the last', () => {
    expect(folded(change.stage('s0', 's1'), change.stage('s1', 's2'))).toEqual(change.stage('s0', 's2'));
    expect(folded(change.stage('s0', 's1'), change.stage('s1', 's0'))).toBeNull();
  });

  test('of edits goes, field by field, from the first to the last', () => {
    expect(folded(change.edit('email', null, 'x'), change.edit('email', 'x', 'y'))).toEqual(
      change.edit('email', null, 'y'),
    );
    expect(folded(change.edit('email', null, 'x'), change.edit('email', 'x', null))).toBeNull();
  });

  test('of owners goes from the first to the last', () => {
    const agent = (id: string) => ({ id, name: id });
    const assign = (from: string, to: string): Change => ({
      kind: 'assign',
      customerId: 'ana',
      from: agent(from),
      to: agent(to),
    });
    expect(folded(assign('a', 'b'), assign('b', 'c'))).toEqual(assign('a', 'c'));
    expect(folded(assign('a', 'b'), assign('b', 'a'))).toBeNull();
  });

  test('of one customer created twice keeps the last of every field', () => {
    const create = (name: string | null, ...fields: [string, string][]): Change => ({
      kind: 'create',
      phone: '+15550100009' as E164,
      name,
      fields: fields.map(([key, value]) => ({ key, value })),
    });
    expect(folded(create('Ana', ['email', 'x'], ['sex', 'f']), create(null, ['email', 'y']))).toEqual(
      create('Ana', ['email', 'y'], ['sex', 'f']),
    );
  });

  test('starts from what was seen first, even when the first step was taken back', () => {
    const [first, second] = [change.stage('s0', 's1'), change.stage('s1', 's2')];
    expect(foldedWithout(0, first, second)).toEqual(change.stage('s0', 's2'));
    expect(foldedWithout(1, first, second)).toEqual(change.stage('s0', 's1'));
    const [one, other] = [change.edit('email', null, 'x'), change.edit('email', 'x', 'y')];
    expect(foldedWithout(0, one, other)).toEqual(change.edit('email', null, 'y'));
  });
});

describe('joining', () => {
  test('is for one kind, and never for notes', () => {
    expect(mayJoin(change.tags(['a']), change.tags(['b']))).toBe(true);
    expect(mayJoin(change.note('a'), change.note('b'))).toBe(false);
    expect(
      mayJoin({ kind: 'claim', customerId: 'a' }, { kind: 'release', customerId: 'a', valid: true }),
    ).toBe(false);
    expect(
      mayJoin(change.stage('s0', 's1'), { kind: 'note', customerId: 'ana', text: 'x', stageId: 's2' }),
    ).toBe(false);
  });
});
