import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { panelViews, readyView } from '../../../components/gallery/panel-views.ts';
import { ago, clash, errorOf, note, tagging, todo, write } from '../../../components/gallery/samples.ts';
import type { Change } from '../../../lib/crm/port.ts';
import { show, tagBox } from './harness.tsx';

const edit = (key: string, from: string | null, to: string | null): Change => ({
  kind: 'edit',
  customerId: 'ana',
  edits: [{ key, from, to }],
});
const refused = (change: Change) => write(change, 'failed', { error: errorOf('INVALID_INPUT') });
const withRefused = (...changes: Change[]) => readyView({}, { writes: changes.map(refused) });
const section = (name: string) =>
  within(document.querySelector<HTMLElement>(`[data-section="${name}"]`) ?? document.body);
const described = (element: HTMLElement) =>
  document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent ?? null;

describe('a refused field', () => {
  const gardening = edit('profession', 'Florist', 'Gardener');

  it('says in its own row what is not saved, and why', () => {
    show(withRefused(gardening));
    const row = document.querySelector<HTMLElement>('[data-field="profession"]');
    expect(row?.textContent).toContain('Florist');
    expect(row?.textContent).toContain('Not saved: Gardener');
    expect(row?.textContent).toContain('This value was not accepted.');
    expect(described(screen.getByRole('button', { name: 'Edit Profession' }))).toContain(
      'Not saved: Gardener',
    );
  });

  it('opens with what was typed, as wrong, and is corrected there', () => {
    const { submitted } = show(withRefused(gardening));
    fireEvent.click(screen.getByRole('button', { name: 'Edit Profession' }));
    const box = screen.getByRole<HTMLInputElement>('textbox', { name: 'Profession' });
    expect(box.value).toBe('Gardener');
    expect(box.getAttribute('aria-invalid')).toBe('true');
    expect(described(box)).toContain('Not saved: Gardener');
    fireEvent.input(box, { target: { value: 'Botanist' } });
    expect(box.getAttribute('aria-invalid')).toBe('false');
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(submitted).toEqual([edit('profession', 'Florist', 'Botanist')]);
  });

  it('is tried again as it stands at Enter', () => {
    const { submitted } = show(withRefused(gardening));
    fireEvent.click(screen.getByRole('button', { name: 'Edit Profession' }));
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Profession' }), { key: 'Enter' });
    expect(submitted).toEqual([gardening]);
  });

  it('closes when it is left untouched', async () => {
    show(withRefused(gardening));
    fireEvent.click(screen.getByRole('button', { name: 'Edit Profession' }));
    screen.getByRole('textbox', { name: 'Follow-up note' }).focus();
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Profession' })).toBeNull());
  });

  it('that was empty has a row for as long as that', () => {
    const { change } = show(withRefused(edit('remark', null, 'Likes tea')));
    expect(section('details').getByText('Not saved: Likes tea')).toBeTruthy();
    change(readyView());
    expect(screen.queryByText(/Not saved:/)).toBeNull();
  });

  it('that was to be emptied says so', () => {
    show(withRefused(edit('profession', 'Florist', null)));
    expect(section('details').getByText('Not saved: nothing')).toBeTruthy();
  });

  it('is given up in its row', () => {
    const { asked } = show(withRefused(gardening));
    fireEvent.click(section('details').getByRole('button', { name: 'Discard (Not saved: Gardener)' }));
    expect(asked).toEqual([['closeWrite', 'edit-failed', 'dropped']]);
  });

  it.each(['waiting', 'sending', 'done', 'unknown'] as const)('is not one that is %s', (state) => {
    show(readyView({}, { writes: [write(gardening, state)] }));
    expect(section('details').queryByText(/Not saved:/)).toBeNull();
  });
});

describe('a refused stage', () => {
  it('is named beside the stages, which it describes', () => {
    show(withRefused({ ...stageTo, to: { stageId: 'paid', outcome: 'open' } }));
    expect(section('stage').getByText('Not saved: Paid')).toBeTruthy();
    const group = screen.getByRole('radiogroup', { name: 'Stage' });
    expect(described(group)).toContain('Not saved: Paid');
    expect(group.getAttribute('aria-invalid')).toBe('true');
  });

  it('has its reason back at a press', () => {
    show(withRefused({ ...stageTo, to: { stageId: 'intent', outcome: 'lost', reason: 'Too dear' } }));
    fireEvent.click(screen.getByRole('button', { name: 'Lost' }));
    expect(screen.getByRole('textbox', { name: 'Why was it lost?' })).toHaveProperty('value', 'Too dear');
  });

  it('names what a colleague set', () => {
    show(readyView({}, { writes: [clash] }));
    expect(section('stage').getByText('Somebody else set it meanwhile: Done')).toBeTruthy();
  });
});

const stageTo = {
  kind: 'setStage' as const,
  customerId: 'ana',
  from: { stageId: 'intent', outcome: 'open' as const },
};

describe('refused tags', () => {
  it('are named beside the tags', () => {
    show(withRefused(tagging));
    expect(section('tags').getByText('Not saved: with VIP')).toBeTruthy();
    expect(described(screen.getByRole('list', { name: 'Tags' }))).toContain('Not saved: with VIP');
  });
});

describe('a refused tag', () => {
  it('is looked for anew from its own line, by its name', async () => {
    const { asked } = show(withRefused(tagging));
    const box = await tagBox();
    fireEvent.click(section('tags').getByRole('button', { name: 'Choose “VIP” again' }));
    expect(document.activeElement).toBe(box);
    expect(box.value).toBe('VIP');
    expect(box.getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByRole('option', { name: /VIP/ }).getAttribute('aria-selected')).toBe('true');
    expect(asked).toEqual([]);
  });

  it('is not where it was only to be taken off', async () => {
    const off = { ...tagging, add: [], remove: tagging.kind === 'setTags' ? tagging.add : [] } as Change;
    show(withRefused(off));
    await tagBox();
    expect(section('tags').queryByRole('button', { name: /Choose/ })).toBeNull();
  });
});

describe('a refused number', () => {
  it.each([
    ['38.5', 'A number with a fraction was not accepted. Use a whole number.'],
    ['38', 'This value was not accepted. Correct it and try again.'],
  ])('%s: says which form is wanted, where that may be why', (typed, words) => {
    show(withRefused(edit('custom:shoe', null, typed)));
    expect(document.querySelector('[data-field="custom:shoe"]')?.textContent).toContain(words);
    expect(document.querySelector('.save')?.textContent).toContain(words);
  });
});

describe('a refused note', () => {
  it('stands under its box, and goes back into it at a press', () => {
    const { asked } = show(withRefused(note));
    const text = 'Sent the price list. Call on Monday.';
    expect(described(screen.getByRole('textbox', { name: 'Follow-up note' }))).toContain(
      `Not saved: ${text}`,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Edit the note again' }));
    expect(asked).toEqual([
      ['draftNote', { text, stageId: '', remindAt: '' }],
      ['closeWrite', 'note-failed', 'dropped'],
    ]);
  });
});

describe('a refused reminder', () => {
  it('stands in its own line', () => {
    const view = withRefused({ kind: 'todo', customerId: 'ana', todoId: 'r1', done: true });
    const due = { ...todo, id: 'r1', at: ago(90), summary: 'Call', dueAt: ago(15) };
    show({ ...view, card: view.card && { ...view.card, timeline: { events: [due], next: null } } });
    expect(described(screen.getByRole('button', { name: 'Done: Call' }))).toContain('Not saved: Done');
  });
});

it('marks the title of a folded section', () => {
  show({ ...(panelViews.refused ?? readyView()), layout: { order: [], folded: ['details', 'stage'] } });
  expect(section('details').getByText('Not saved')).toBeTruthy();
});
