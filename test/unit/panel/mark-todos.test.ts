import { describe, expect, it } from 'vitest';
import type { TimelineEvent } from '../../../lib/crm/model.ts';
import type { Change } from '../../../lib/crm/port.ts';
import { markTodos } from '../../../lib/panel/mark-todos.ts';
import type { WriteState, WriteView } from '../../../lib/session/shapes.ts';
import { acme } from '../support/samples.ts';

const todo = (id: string): TimelineEvent => ({
  id,
  at: '2026-11-22T10:00:00.000Z',
  kind: 'todo',
  actor: null,
  summary: id,
  changes: [],
});

const mark = (done: boolean, state: WriteState, todoId = 'call'): WriteView => ({
  id: `${todoId} ${done}`,
  accountId: acme,
  customerId: 'ana',
  change: { kind: 'todo', customerId: 'ana', todoId, done } satisfies Change,
  state,
  createdAt: Date.UTC(2026, 10, 22, 11),
  doneAt: null,
  undoUntil: null,
  error: null,
});

const page = { events: [todo('call'), todo('write')], next: null };
const doneIds = (...writes: WriteView[]) =>
  markTodos(page, writes)
    .events.filter(({ doneAt }) => doneAt !== undefined)
    .map(({ id }) => id);

describe('the to-dos of a timeline', () => {
  it.each(['waiting', 'sending', 'done', 'unknown'] as const)('are marked while that is %s', (state) => {
    expect(doneIds(mark(true, state))).toEqual(['call']);
  });

  it('are left alone by a mark that failed', () => {
    expect(doneIds(mark(true, 'failed'))).toEqual([]);
    expect(markTodos(page, [])).toBe(page);
  });

  it('follow the last mark', () => {
    expect(doneIds(mark(true, 'done'), mark(false, 'sending'))).toEqual([]);
  });

  it('keep the time at which they were done', () => {
    const done = { ...todo('call'), doneAt: '2026-11-22T10:30:00.000Z' };
    expect(markTodos({ events: [done], next: null }, [mark(true, 'done')]).events).toEqual([done]);
  });

  it('are marked behind the page as well', () => {
    const far = { events: [], next: '1', open: [todo('call')] };
    expect(markTodos(far, [mark(true, 'waiting')]).open?.[0]?.doneAt).toBeDefined();
  });
});
