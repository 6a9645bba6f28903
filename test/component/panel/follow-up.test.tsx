import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { readyView } from '../../../components/gallery/panel-views.ts';
import { acme, capabilities, events, minute, now, setup } from '../../../components/gallery/samples.ts';
import { reminderPresets } from '../../../components/panel/follow-up/reminder-presets.ts';
import type { TimelineEvent } from '../../../lib/crm/model.ts';
import type { NoteDraft } from '../../../lib/drafts/draft.ts';
import { AppError } from '../../../lib/errors/app-error.ts';
import { pick, show } from './harness.tsx';

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Follow-up note' });
const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save note' }));
const type = (value: string) => fireEvent.input(box(), { target: { value } });
const noteOf = (text: string, more: Partial<NoteDraft> = {}): NoteDraft => ({
  text,
  stageId: '',
  remindAt: '',
  ...more,
});

/** Beside a back end that takes no note without a time. */
const needingTime = () => {
  const note = { ...capabilities.note, needsReminder: true as const };
  const active = { id: 'crm', accountId: acme, capabilities: { ...capabilities, note } };
  return readyView({}, { setup: { ...setup, active } });
};

/** What the keyboard passes in the form of a note, in order. */
const stops = () =>
  [...(box().form?.elements ?? [])].map(
    (one) => one.getAttribute('aria-label') ?? one.textContent?.split(' ')[0],
  );

describe('a note', () => {
  it('is saved with its text, and the box is free again', () => {
    const { submitted } = show(readyView());
    type(' Call on Monday ');
    save();
    expect(submitted).toEqual([{ kind: 'note', customerId: 'ana', text: 'Call on Monday' }]);
    expect(box().value).toBe('');
  });

  it('is saved at Ctrl and Enter', () => {
    const { submitted } = show(readyView());
    type('Call');
    fireEvent.keyDown(box(), { key: 'Enter' });
    expect(submitted).toEqual([]);
    fireEvent.keyDown(box(), { key: 'Enter', ctrlKey: true });
    expect(submitted).toHaveLength(1);
  });

  it('without words is not saved', () => {
    const { submitted } = show(readyView());
    type('   ');
    save();
    expect(submitted).toEqual([]);
  });

  it.each([
    ['the button', () => save()],
    ['Ctrl and Enter', () => fireEvent.keyDown(box(), { key: 'Enter', ctrlKey: true })],
  ])('with a reminder in the year 20266 is kept, by %s, and the time is asked for', (_, press) => {
    const { submitted } = show(readyView());
    type('Call');
    fireEvent.click(screen.getByRole('button', { name: 'Remind me' }));
    const reminder = screen.getByLabelText('Remind me at');
    fireEvent.input(reminder, { target: { value: '20266-11-23T09:00' } });
    press();
    expect(submitted).toEqual([]);
    expect(box().value).toBe('Call');
    expect(document.activeElement).toBe(reminder);
  });

  it('asks for a time as soon as there are words, where the back end takes no note without one', () => {
    const { submitted } = show(needingTime());
    expect(screen.queryByRole('button', { name: 'Remind me' })).toBeNull();
    expect(screen.queryByLabelText('Remind me at')).toBeNull();
    type('Call');
    save();
    expect(submitted).toEqual([]);
    fireEvent.input(screen.getByLabelText('Remind me at'), { target: { value: '2999-11-23T09:00' } });
    save();
    expect(submitted).toMatchObject([{ kind: 'note', text: 'Call', remindAt: expect.any(String) }]);
  });

  it('is typed, given its time and saved in that order', () => {
    show(needingTime());
    type('Call');
    expect(stops()).toEqual(['Follow-up note', 'Move to stage', 'In', 'Tomorrow', 'Remind me at', 'Save']);
  });

  it('has its button last where a reminder was asked for too, and leaves the bell under the focus', () => {
    show(readyView());
    type('Call');
    const button = screen.getByRole('button', { name: 'Save note' });
    fireEvent.click(screen.getByRole('button', { name: 'Remind me' }));
    expect(stops().slice(2, 4)).toEqual(['Remind me', 'In']);
    expect(stops().at(-1)).toBe('Save');
    expect(screen.getByRole('button', { name: 'Save note' })).toBe(button);
  });

  it.each([
    ['the button', () => save()],
    ['Ctrl and Enter', () => fireEvent.keyDown(box(), { key: 'Enter', ctrlKey: true })],
  ])('that needs a time is not saved without one by %s, which says so and goes there', (_, press) => {
    const { submitted } = show(needingTime());
    type('Call');
    press();
    expect(submitted).toEqual([]);
    const time = screen.getByLabelText('Remind me at');
    expect(document.activeElement).toBe(time);
    expect(time.hasAttribute('required')).toBe(true);
    expect(screen.getByRole('alert').textContent).toBe(
      'Not saved: this CRM takes no note without a day and time. Choose them.',
    );
  });

  it('with a reminder that has no time yet is kept as it is, and says so at its box', () => {
    const { submitted } = show(readyView());
    type('Call');
    fireEvent.click(screen.getByRole('button', { name: 'Remind me' }));
    fireEvent.keyDown(box(), { key: 'Enter', ctrlKey: true });
    expect(submitted).toEqual([]);
    expect(box().value).toBe('Call');
    const reminder = screen.getByLabelText('Remind me at');
    expect(document.activeElement).toBe(reminder);
    expect(reminder.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('alert').textContent).toContain('Not saved');
    fireEvent.click(screen.getByRole('button', { name: 'Remind me' }));
    expect(screen.queryByRole('alert')).toBeNull();
    save();
    expect(submitted).toEqual([{ kind: 'note', customerId: 'ana', text: 'Call' }]);
  });

  it('takes a usual time with one press, under the focus', () => {
    const { submitted } = show(readyView());
    type('Call');
    fireEvent.click(screen.getByRole('button', { name: 'Remind me' }));
    const hour = screen.getByRole('button', { name: 'In 1 hour' });
    expect(document.activeElement).toBe(hour);
    fireEvent.click(hour);
    expect(screen.getByLabelText<HTMLInputElement>('Remind me at').value).not.toBe('');
    fireEvent.keyDown(hour, { key: 'Enter', ctrlKey: true });
    const inAnHour = new Date(Math.ceil(now / minute) * minute + 60 * minute).toISOString();
    expect(submitted).toEqual([{ kind: 'note', customerId: 'ana', text: 'Call', remindAt: inAnHour }]);
    expect(document.activeElement).toBe(box());
  });

  it('needs no words for a reminder where the back end takes one alone', () => {
    const view = readyView();
    const alone = { ...capabilities, note: { stage: true, reminder: true, reminderAlone: true as const } };
    const { submitted, change } = show(view);
    fireEvent.click(screen.getByRole('button', { name: 'Remind me' }));
    fireEvent.click(screen.getByRole('button', { name: /^Tomorrow 9:00/ }));
    save();
    expect(submitted).toEqual([]);
    change({ ...view, setup: { ...setup, active: { id: 'crm', accountId: acme, capabilities: alone } } });
    save();
    expect(submitted).toMatchObject([{ kind: 'note', text: '' }]);
  });

  it('carries a stage and a reminder in the same action', () => {
    const { submitted } = show(readyView());
    type('Wants to pay');
    pick(screen.getByRole('combobox', { name: 'Move to stage' }), 'paid');
    fireEvent.click(screen.getByRole('button', { name: 'Remind me' }));
    fireEvent.input(screen.getByLabelText('Remind me at'), { target: { value: '2026-11-23T09:00' } });
    save();
    expect(submitted).toEqual([
      {
        kind: 'note',
        customerId: 'ana',
        text: 'Wants to pay',
        stageId: 'paid',
        remindAt: new Date('2026-11-23T09:00').toISOString(),
      },
    ]);
  });

  it('keeps its draft with every letter', () => {
    const { asked } = show(readyView());
    type('Ca');
    type('Call');
    expect(asked).toEqual([
      ['draftNote', noteOf('Ca')],
      ['draftNote', noteOf('Call')],
    ]);
  });

  it('starts from the draft that was kept, each customer from their own', () => {
    const { change } = show(readyView({}, { noteDraft: noteOf('For Ana') }));
    expect(box().value).toBe('For Ana');
    change(readyView({ id: 'bob' }, { noteDraft: noteOf('For Bob') }));
    expect(box().value).toBe('For Bob');
  });

  it('takes a draft that arrives late, but not over what is being typed', () => {
    const { change } = show(readyView());
    change(readyView({}, { noteDraft: noteOf('From before') }));
    expect(box().value).toBe('From before');
    box().focus();
    type('From before, and more');
    change(readyView({}, { noteDraft: noteOf('From be') }));
    expect(box().value).toBe('From before, and more');
  });

  it('goes from the box when another window saved it, also from under the focus', () => {
    const { change } = show(readyView({}, { noteDraft: noteOf('Saved elsewhere') }));
    box().focus();
    change(readyView({}, { noteDraft: noteOf('') }));
    expect(box().value).toBe('');
  });

  it('keeps the stage and the reminder beside it as well, and shows them again without taking the focus', () => {
    const { asked } = show(readyView({}, { noteDraft: noteOf('Call', { remindAt: '2026-11-23T09:00' }) }));
    expect(screen.getByLabelText<HTMLInputElement>('Remind me at').value).toBe('2026-11-23T09:00');
    expect(document.activeElement).toBe(document.body);
    pick(screen.getByRole('combobox', { name: 'Move to stage' }), 'paid');
    expect(asked).toEqual([['draftNote', noteOf('Call', { stageId: 'paid', remindAt: '2026-11-23T09:00' })]]);
  });
});

describe('the usual times', () => {
  const at = (...when: [number, number, number, number, number]) => new Date(...when).getTime();
  const offered = (time: number) =>
    Object.fromEntries(reminderPresets(time).map((one) => [one.preset, one.at]));

  it('are in an hour, by the next minute, tomorrow and on Monday, at nine', () => {
    expect(offered(at(2026, 10, 25, 16, 30) + 1)).toEqual({
      hour: '2026-11-25T17:31',
      tomorrow: '2026-11-26T09:00',
      monday: '2026-11-30T09:00',
    });
  });

  it('say Monday once where that is tomorrow, and on a Monday the next', () => {
    expect(offered(at(2026, 10, 29, 8, 0))).toMatchObject({ tomorrow: '2026-11-30T09:00' });
    expect(offered(at(2026, 10, 29, 8, 0))).not.toHaveProperty('monday');
    expect(offered(at(2026, 10, 30, 8, 0))).toMatchObject({ monday: '2026-12-07T09:00' });
  });

  it('go over the end of a month and of a year', () => {
    expect(offered(at(2026, 11, 31, 23, 30))).toMatchObject({
      hour: '2027-01-01T00:30',
      tomorrow: '2027-01-01T09:00',
      monday: '2027-01-04T09:00',
    });
  });
});

describe('the timeline', () => {
  const rows = () =>
    within(screen.getByRole('list', { name: 'Timeline' }))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);

  it('tells what happened in sentences', () => {
    show(readyView());
    expect(rows()).toEqual([
      'todayBo moved Talking → Intent12:42 PM',
      'Bo wrote a noteAsked for the blue pair in 38. Wants to pay on delivery.12:07 PM',
      'yesterdayCarla added Hot and removed Cold11:42 AM',
      'Tue, Nov 10Bo set E-mail to ana@example.com1:42 PM',
      'Mon, Nov 9MessageGood morning. Do you still have the blue ones?1:42 PM',
      'Oct 18, 2025Bo created this customer1:42 PM',
    ]);
  });

  it('lets nothing in above the pointer while it is inside', () => {
    const [newest, ...older] = events;
    const page = (all: typeof events) => {
      const view = readyView();
      return { ...view, card: view.card && { ...view.card, timeline: { events: all, next: null } } };
    };
    const { change } = show(page(older.slice(0, 2)));
    const list = screen.getByRole('list', { name: 'Timeline' });
    fireEvent.pointerEnter(list);
    const before = rows();
    change(page(newest ? [newest, ...older] : older));
    expect(rows().slice(0, 2)).toEqual(before);
    expect(rows()).toHaveLength(older.length);
    fireEvent.pointerLeave(list);
    expect(rows()[0]).toContain('Talking → Intent');
  });

  it('heads each day once, and anew when the day turns', () => {
    const { change } = show(readyView());
    const days = () => screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent);
    expect(days().slice(0, 2)).toEqual(['today', 'yesterday']);
    change(readyView({}, { now: readyView().now + 24 * 60 * 60_000 }));
    expect(days().slice(0, 2)).toEqual(['yesterday', 'Sat, Nov 21']);
  });

  it('calls the agent “You” where the back end tells who works here, and nobody else', () => {
    const mine = { ...capabilities, agent: { name: 'Bo' } };
    show(readyView({}, { setup: { ...setup, active: { id: 'crm', accountId: acme, capabilities: mine } } }));
    expect(rows().map((row) => /You|Carla|Message|Bo/.exec(row ?? '')?.[0])).toEqual([
      'You',
      'You',
      'Carla',
      'You',
      'Message',
      'You',
    ]);
  });

  it('is searched by what is written in it, without accents', () => {
    const more = events.map((event) => ({ ...event, id: `${event.id}b`, summary: 'Olá, até amanhã' }));
    const view = readyView();
    const timeline = { events: [...events, ...more], next: null };
    show({ ...view, card: view.card && { ...view.card, timeline } });
    const search = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search the timeline' });
    fireEvent.input(search, { target: { value: 'BLUE pair' } });
    expect(rows()).toEqual([expect.stringContaining('Asked for the blue pair')]);
    fireEvent.input(search, { target: { value: 'ate amanha' } });
    expect(rows().length).toBeGreaterThan(1);
    fireEvent.input(search, { target: { value: 'nowhere' } });
    expect(screen.getByText('Nothing like that in what is shown.')).toBeTruthy();
    fireEvent.keyDown(search, { key: 'Escape' });
    expect(search.value).toBe('');
    expect(rows()).toHaveLength(timeline.events.length);
  });

  it('has nothing to search in while it is short', () => {
    show(readyView());
    expect(screen.queryByRole('searchbox', { name: 'Search the timeline' })).toBeNull();
  });

  it('marks a reminder whose time has come', () => {
    const todo = { kind: 'todo' as const, actor: 'Bo', summary: 'Call', changes: [] };
    const page = {
      events: [
        { ...todo, id: 'late', at: '2026-11-20T09:00:00Z', dueAt: '2026-11-22T09:00:00Z' },
        { ...todo, id: 'early', at: '2026-11-20T08:00:00Z', dueAt: '2026-11-23T09:00:00Z' },
      ],
      next: null,
    };
    const view = readyView();
    show({ ...view, card: view.card && { ...view.card, timeline: page } });
    expect(rows().map((row) => /Due since|For Nov 23/.exec(row ?? '')?.[0])).toEqual([
      'Due since',
      'For Nov 23',
    ]);
  });

  it('can show one kind only', () => {
    show(readyView());
    fireEvent.click(screen.getByRole('button', { name: 'Notes' }));
    expect(rows()).toHaveLength(1);
    expect(screen.getByRole('button', { name: 'Notes' }).getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(screen.getByRole('button', { name: 'All' }));
    expect(rows()).toHaveLength(events.length);
  });

  it('asks for notes that are further down, where the back end can be asked for them alone', () => {
    const view = readyView();
    const likes = events.filter(({ kind }) => kind === 'message');
    const timeline = { events: likes, next: 'more' };
    const offering = { ...capabilities, timelineParts: ['notes' as const] };
    const further = {
      ...view,
      setup: { ...setup, active: { id: 'crm', accountId: acme, capabilities: offering } },
      card: view.card && { ...view.card, timeline },
    };
    const { asked, change } = show(further);
    fireEvent.click(screen.getByRole('button', { name: 'Notes' }));
    expect(asked).toEqual([['moreTimeline', 'notes']]);
    const note: TimelineEvent = {
      id: 'old',
      at: '2025-01-01T00:00:00.000Z',
      kind: 'note',
      actor: 'Bo',
      summary: 'Long ago',
      changes: [],
    };
    change({ ...further, timelineParts: { notes: { events: [...likes, note], next: 'further' } } });
    expect(rows()).toEqual([expect.stringContaining('Long ago')]);
    fireEvent.click(screen.getByRole('button', { name: 'Show earlier' }));
    expect(asked.at(-1)).toEqual(['moreTimeline', 'notes']);
    fireEvent.click(screen.getByRole('button', { name: 'All' }));
    expect(rows()).toHaveLength(likes.length);
  });

  it('asks for a part of which no event tells, and shows all of it', () => {
    const view = readyView();
    const offering = { ...capabilities, timelineParts: ['customer' as const, 'others' as const] };
    const further = {
      ...view,
      setup: { ...setup, active: { id: 'crm', accountId: acme, capabilities: offering } },
    };
    const { asked, change } = show(further);
    fireEvent.click(screen.getByRole('button', { name: 'By the customer' }));
    expect(asked).toEqual([['moreTimeline', 'customer']]);
    const liked: TimelineEvent = {
      id: 'liked',
      at: '2026-01-01T00:00:00.000Z',
      kind: 'other',
      actor: null,
      machine: 'trigger',
      summary: 'moment like',
      changes: [],
      undated: true,
    };
    change({ ...further, timelineParts: { customer: { events: [liked], next: null } } });
    // A machine is named, and a time that was not told is not shown.
    expect(rows()).toEqual(['A trigger · moment like']);
  });

  it('reads on at a press', () => {
    const view = readyView();
    const { asked } = show({
      ...view,
      card: view.card && { ...view.card, timeline: { events, next: 'more' } },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Show earlier' }));
    expect(asked).toEqual([['moreTimeline']]);
  });

  it('says that it had no room here, and shows it at a press', async () => {
    const view = readyView();
    let fails = true;
    const timeline = { events: [], next: null, leftOut: 1 };
    const { asked, container } = show(
      { ...view, card: view.card && { ...view.card, timeline } },
      { moreTimeline: () => (fails ? Promise.reject(new AppError('OFFLINE')) : Promise.resolve()) },
    );
    expect(screen.getByText(/too long to be kept here/)).toBeTruthy();
    expect(container.querySelector('[aria-busy=true]')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Show it' }));
    expect((await screen.findByRole('alert')).textContent).toContain('You are offline');
    fails = false;
    fireEvent.click(screen.getByRole('button', { name: 'Show it' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(asked).toEqual([]);
  });

  it('says why earlier ones did not come, and is asked again', async () => {
    const view = readyView();
    let fails = true;
    show(
      { ...view, card: view.card && { ...view.card, timeline: { events, next: 'more' } } },
      { moreTimeline: () => (fails ? Promise.reject(new AppError('OFFLINE')) : Promise.resolve()) },
    );
    fireEvent.click(screen.getByRole('button', { name: 'Show earlier' }));
    expect((await screen.findByRole('alert')).textContent).toContain('You are offline');
    fails = false;
    fireEvent.click(screen.getByRole('button', { name: 'Show earlier' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('says that nothing has happened yet', () => {
    const view = readyView();
    show({ ...view, card: view.card && { ...view.card, timeline: { events: [], next: null } } });
    expect(screen.getByText('Nothing has happened yet.')).toBeTruthy();
  });
});
