import { describe, expect, it } from 'vitest';
import { applyChange } from '../../../lib/crm/apply-change.ts';
import type { Change } from '../../../lib/crm/port.ts';
import { applyWrites } from '../../../lib/panel/apply-writes.ts';
import type { WriteState, WriteView } from '../../../lib/session/shapes.ts';
import { acme, customerOf } from '../support/samples.ts';

const tag = (id: string) => ({ id, name: id, groupId: null, colour: null, readOnly: false });
const card = {
  customer: customerOf('ana', { tags: [tag('a'), tag('b')], email: 'old' }),
  readAt: 1_000,
  timeline: null,
};

function shown(change: Change, state: WriteState = 'waiting', more: Partial<WriteView> = {}) {
  const write: WriteView = {
    id: 'w',
    accountId: acme,
    customerId: 'ana',
    change,
    state,
    createdAt: 0,
    doneAt: state === 'done' ? 500 : null,
    undoUntil: null,
    error: null,
    ...more,
  };
  return applyWrites(card, [write], null);
}
const swap: Change = {
  kind: 'setTags',
  customerId: 'ana',
  add: [
    { id: 'b', name: 'b', groupId: null },
    { id: 'c', name: 'c', groupId: null },
  ],
  remove: [{ id: 'a', name: 'a', groupId: null }],
};
const ids = (...write: Parameters<typeof shown>) => shown(...write).tags.map((one) => one.id);

describe('the customer as the agent left one', () => {
  it('adds and removes tags, none of them twice', () => {
    expect(ids(swap)).toEqual(['b', 'c']);
  });

  it('shows a tag that was typed once, also when it has got an id', () => {
    const typed: Change = {
      kind: 'setTags',
      customerId: 'ana',
      add: [{ id: 'New', name: 'New', groupId: null }],
      remove: [],
    };
    const customer = { ...card.customer, tags: [{ ...tag('tag-7'), name: 'New' }] };
    expect(applyChange(customer, typed, null).tags.map(({ id }) => id)).toEqual(['tag-7']);
  });

  it('takes away a tag that was typed, also when it has got an id meanwhile', () => {
    const typed: Change = {
      kind: 'setTags',
      customerId: 'ana',
      add: [],
      remove: [{ id: 'New', name: 'New', groupId: null }],
    };
    const customer = { ...card.customer, tags: [{ ...tag('tag-7'), name: 'New' }, tag('b')] };
    expect(applyChange(customer, typed, null).tags.map(({ id }) => id)).toEqual(['b']);
  });

  it('shows what is under way and what is not confirmed, but not what failed', () => {
    expect(ids(swap, 'sending')).toEqual(['b', 'c']);
    expect(ids(swap, 'unknown')).toEqual(['b', 'c']);
    expect(ids(swap, 'failed')).toEqual(['a', 'b']);
  });

  it('lets the card speak for itself once it has what was saved, whatever the clock said', () => {
    expect(ids(swap, 'done')).toEqual(['b', 'c']);
    expect(ids(swap, 'done', { inCard: true })).toEqual(['a', 'b']);
  });

  it('moves the stage and edits fields, standard and own', () => {
    const moved = shown({
      kind: 'setStage',
      customerId: 'ana',
      from: null,
      to: { stageId: 's2', outcome: 'lost', reason: 'price' },
    });
    expect(moved.stage).toEqual({ stageId: 's2', outcome: 'lost', reason: 'price' });
    const edited = shown({
      kind: 'edit',
      customerId: 'ana',
      edits: [
        { key: 'email', from: 'old', to: 'new' },
        { key: 'custom:size', from: null, to: '42' },
      ],
    });
    expect(edited.email).toBe('new');
    expect(edited.fields).toEqual([{ key: 'custom:size', value: '42', text: null }]);
  });

  it('moves the stage that a note carries, and none for a note alone', () => {
    const note = { kind: 'note' as const, customerId: 'ana', text: 'x' };
    expect(shown({ ...note, stageId: 's2' }).stage).toEqual({ stageId: 's2', outcome: 'open' });
    expect(shown(note).stage).toBe(card.customer.stage);
  });

  it('leaves the card itself as it is', () => {
    shown(swap);
    expect(card.customer.tags).toHaveLength(2);
  });
});
