import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { readyView } from '../../../components/gallery/panel-views.ts';
import { acme, ana, capabilities, now, setup } from '../../../components/gallery/samples.ts';
import type { TimelineEvent, TimelinePage } from '../../../lib/crm/model.ts';
import type { PanelView } from '../../../lib/panel/view.ts';
import { show } from './harness.tsx';

const minute = 60_000;
const iso = (minutesAgo: number) => new Date(now - minutesAgo * minute).toISOString();
const todo = (id: string, dueMinutesAgo: number, more: Partial<TimelineEvent> = {}): TimelineEvent => ({
  id,
  at: iso(600),
  kind: 'todo',
  actor: 'Bo',
  summary: id,
  changes: [],
  dueAt: iso(dueMinutesAgo),
  ...more,
});

const withTimeline = (timeline: TimelinePage | null, more: Partial<PanelView> = {}) =>
  readyView({}, { card: { customer: ana, readAt: now, timeline }, ...more });
const page = (...events: TimelineEvent[]): TimelinePage => ({ events, next: null });
const list = () => screen.getByRole('list', { name: 'Reminders' });
const items = () => within(list()).getAllByRole('listitem');

describe('the reminders', () => {
  it('stand with the most urgent first, also those that the page does not hold', () => {
    show(
      withTimeline({ events: [todo('Later', -60), todo('Now', 5)], next: 'x', open: [todo('Old', 9_000)] }),
    );
    expect(items().map((item) => item.querySelector('.text')?.textContent)).toEqual(['Old', 'Now', 'Later']);
    expect(items().map((item) => item.dataset.due)).toEqual(['true', 'true', 'false']);
  });

  it('are marked as done at a press', () => {
    const { submitted } = show(withTimeline(page(todo('Call', 5))));
    fireEvent.click(screen.getByRole('button', { name: 'Done: Call' }));
    expect(submitted).toEqual([{ kind: 'todo', customerId: 'ana', todoId: 'Call', done: true }]);
  });

  it('leave the list when they are done, and say so in the timeline', () => {
    show(withTimeline(page(todo('Call', 5, { doneAt: iso(1) }))));
    expect(screen.queryByRole('list', { name: 'Reminders' })).toBeNull();
    expect(screen.getByRole('list', { name: 'Timeline' }).textContent).toMatch(/Done \d/);
  });

  it('cannot be marked where the back end does not know how', () => {
    const change = { ...capabilities.change, todo: { able: false as const, why: 'not-offered' as const } };
    const active = { id: 'crm', accountId: acme, capabilities: { ...capabilities, change } };
    show(withTimeline(page(todo('Call', 5)), { setup: { ...setup, active } }));
    expect(items()).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Done: Call' })).toBeNull();
  });

  it('are said aloud when their time comes, and not because a customer is opened', async () => {
    const { container, change } = show(withTimeline(page(todo('Call', 5), todo('Write', -1))));
    const spoken = () => container.querySelector('.visually-hidden[aria-live]')?.textContent;
    expect(spoken()).toBe('');
    change(withTimeline(page(todo('Call', 5), todo('Write', -1)), { now: now + 2 * minute }));
    await waitFor(() => expect(spoken()).toBe('Reminder: Write'));
  });

  it('keep the focus in the list when one of them goes', async () => {
    const { change } = show(withTimeline(page(todo('Call', 5), todo('Write', 3))));
    screen.getByRole('button', { name: 'Done: Call' }).focus();
    change(withTimeline(page(todo('Call', 5, { doneAt: iso(0) }), todo('Write', 3))));
    await waitFor(() => expect(document.activeElement).toBe(list()));
  });
});
