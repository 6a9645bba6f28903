import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { panelViews, readyView } from '../../../components/gallery/panel-views.ts';
import { setup, tagging, write } from '../../../components/gallery/samples.ts';
import { show, tagBox } from './harness.tsx';

const press = (key: string, more: object = {}, target: Element = document.body) =>
  fireEvent.keyDown(target, {
    key,
    code: /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : 'Slash',
    ...more,
  });
const palette = async () => {
  press('k', { ctrlKey: true });
  return screen.findByRole<HTMLInputElement>('combobox', { name: 'Commands' });
};
const commands = () =>
  within(screen.getByRole('listbox', { name: 'Commands' }))
    .getAllByRole('option')
    .map(({ firstChild }) => firstChild?.textContent);
const choose = async (typed: string) => {
  const box = await palette();
  fireEvent.input(box, { target: { value: typed } });
  press('Enter', {}, box);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
};
const off = { ...setup, preferences: { ...setup.preferences, shortcuts: false } };

function sample(name: string) {
  const view = panelViews[name];
  if (!view) throw new Error(`No sample ${name}`);
  return view;
}

describe('the palette', () => {
  it('holds every command that the card has', async () => {
    show(readyView({}, { writes: [write(tagging, 'done', { undoUntil: readyView().now + 7000 })] }));
    await tagBox();
    await screen.findByRole('button', { name: 'Copy in another spelling' });
    await palette();
    expect(commands()).toEqual([
      'Undo',
      'Add tag…',
      'Write a note',
      ...['New', 'Talking', 'Paid', 'Done'].map((name) => `Move to ${name}`),
      ...['won', 'lost', 'invalid'].map((outcome) => `Mark as ${outcome}`),
      'Copy number',
      'Copy local number',
      ...['Name', 'E-mail', 'Sex', 'Birthday', 'Address', 'Company', 'Profession', 'Remark'].map(
        (name) => `Edit ${name}`,
      ),
      ...['Shoe size', 'Visits at', 'Likes', 'Region'].map((name) => `Edit ${name}`),
      'Remove tag Hot',
      'Remove tag Shoes',
      'Change owner',
      'Not this person',
      'Forget on this device',
      'Read again',
      'Arrange sections',
      'Quick replies',
      'Your changes',
      'Open settings',
      'Keys',
    ]);
  });

  it('offers what can be done where there is no customer', async () => {
    show(sample('needs-access'));
    await palette();
    expect(commands()).toEqual(['Allow access to crm.example.com', 'Your changes', 'Open settings', 'Keys']);
  });

  it('offers the other connections, and creating where nobody is found', async () => {
    const { connections } = sample('ready-several-connections').setup ?? setup;
    const { asked } = show({ ...sample('not-found'), setup: { ...setup, connections } });
    await palette();
    expect(commands()).toContain('Create customer');
    expect(commands()).toContain('Search customers');
    fireEvent.click(screen.getByText('Switch to On this device'));
    await waitFor(() => expect(asked).toEqual([['selectConnection', 'device']]));
  });

  it('has nothing of a card that is switched off, and its keys do nothing', async () => {
    show(readyView({}, { state: 'not-whatsapp' }));
    for (const key of ['t', 'n', 's']) press(key);
    expect(document.activeElement).toBe(document.body);
    await palette();
    expect(commands()).toEqual(['Back to WhatsApp', 'Read again', 'Your changes', 'Open settings', 'Keys']);
  });

  it('retries the newest change, also while an older one failed', async () => {
    const failed = { error: { code: 'SERVER_DOWN' as const, retryable: true } };
    const { asked } = show(
      readyView(
        {},
        { writes: [write(tagging, 'failed', { ...failed, id: 'old' }), write(tagging, 'failed', failed)] },
      ),
    );
    await choose('retry');
    await waitFor(() => expect(asked).toEqual([['retry', write(tagging, 'failed').id]]));
  });

  it('goes to the editor of a field that stands open', async () => {
    show(readyView());
    fireEvent.click(screen.getByRole('button', { name: 'Edit Profession' }));
    const editor = screen.getByRole('textbox', { name: 'Profession' });
    screen.getByRole('textbox', { name: 'Follow-up note' }).focus();
    fireEvent.input(editor, { target: { value: 'Gardener' } });
    await choose('edit prof');
    await waitFor(() => expect(document.activeElement).toBe(editor));
  });

  it('finds by a few letters and moves the stage at Enter', async () => {
    const { submitted } = show(readyView());
    await choose('paid');
    await waitFor(() =>
      expect(submitted).toMatchObject([{ kind: 'setStage', to: { stageId: 'paid', outcome: 'open' } }]),
    );
  });

  it('moves along at arrows, round the ends', async () => {
    const { asked } = show(readyView());
    const box = await palette();
    const last = commands().length - 1;
    press('ArrowUp', {}, box);
    expect(box.getAttribute('aria-activedescendant')).toMatch(new RegExp(`-${last}$`));
    press('ArrowUp', {}, box);
    press('Enter', {}, box);
    await waitFor(() => expect(asked).toEqual([['openOptions']]));
  });

  it('opens a field of a folded section with the focus in it', async () => {
    const { container } = show(readyView({}, { layout: { order: [], folded: ['details'] } }));
    await choose('edit prof');
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Profession' })),
    );
    expect(container.querySelector<HTMLDetailsElement>('[data-section=details]')?.open).toBe(true);
  });

  it('goes to the reason before a customer is marked as lost', async () => {
    const { submitted } = show(readyView());
    await choose('mark as lost');
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Why was it lost?' })),
    );
    expect(submitted).toEqual([]);
  });

  it('gives the focus back when it is closed', async () => {
    show(readyView());
    const note = screen.getByRole('textbox', { name: 'Follow-up note' });
    note.focus();
    const dialog = (await palette()).closest('dialog');
    dialog?.close();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.activeElement).toBe(note);
  });

  it('leads to another box, which stays', async () => {
    show(readyView());
    const box = await palette();
    fireEvent.input(box, { target: { value: 'keys' } });
    press('Enter', {}, box);
    await screen.findByRole('dialog', { name: 'Keys' });
    await new Promise((resolve) => setTimeout(resolve));
    expect(screen.getByRole('dialog', { name: 'Keys' })).toBeTruthy();
  });

  it('says when there is no such command, and Enter does nothing', async () => {
    const { asked, submitted } = show(readyView());
    const box = await palette();
    fireEvent.input(box, { target: { value: 'qqqq' } });
    expect(screen.getByText('No such command')).toBeTruthy();
    press('Enter', {}, box);
    expect([asked, submitted]).toEqual([[], []]);
  });

  it('has nothing to stumble over', async () => {
    const { container } = show(readyView());
    await palette();
    const result = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(result.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});

describe('the keys', () => {
  it('open a box again before the browser has told that it was closed, and it stays', async () => {
    show(readyView());
    press('?', { shiftKey: true });
    const first = await screen.findByRole<HTMLDialogElement>('dialog', { name: 'Keys' });
    first.close();
    press('?', { shiftKey: true });
    const told = new Promise((resolve) => first.addEventListener('close', resolve));
    await told;
    await new Promise((resolve) => setTimeout(resolve));
    expect(screen.queryByRole('dialog', { name: 'Keys' })).toHaveProperty('open', true);
  });

  it('? shows them all', async () => {
    const { container } = show(readyView());
    press('?', { shiftKey: true });
    const help = await screen.findByRole('dialog', { name: 'Keys' });
    const shown = [...help.querySelectorAll('.keys:first-of-type div')].map((row) => row.textContent);
    expect(shown).toEqual([
      'CommandsCtrlK',
      'Add tagT',
      'Write a noteN',
      'Go to the stagesS',
      'Conflict: use mineM',
      'Conflict: keep theirsK',
      'Read againR',
      'Your changesC',
      'Quick replies/',
      'Keys?',
    ]);
    const result = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(result.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });

  it('N goes to the note, S to the stage, R reads again', () => {
    const { asked } = show(readyView({}, { layout: { order: [], folded: ['follow-up'] } }));
    press('n');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Follow-up note' }));
    press('s');
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Intent' }));
    press('r');
    expect(asked).toContainEqual(['refresh']);
  });

  it('work on a keyboard that writes another script', () => {
    show(readyView());
    press('т', { code: 'KeyN' });
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Follow-up note' }));
  });

  it('go by what is written on the key, not by where it is', () => {
    show(readyView());
    press('b', { code: 'KeyN' });
    expect(document.activeElement).toBe(document.body);
    press('n', { code: 'KeyT' });
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Follow-up note' }));
  });

  it('are letters while something is typed, but for Ctrl-K', async () => {
    show(readyView());
    const note = screen.getByRole('textbox', { name: 'Follow-up note' });
    note.focus();
    press('?', { shiftKey: true }, note);
    press('s', {}, note);
    expect(document.activeElement).toBe(note);
    expect(screen.queryByRole('dialog')).toBeNull();
    press('k', { ctrlKey: true }, note);
    expect(await screen.findByRole('dialog', { name: 'Commands' })).toBeTruthy();
  });

  it('never take Alt, which writes letters', () => {
    show(readyView());
    press('n', { altKey: true });
    press('ń', { altKey: true, code: 'KeyN' });
    expect(document.activeElement).toBe(document.body);
  });

  it('can all be switched off, and the palette is still a press away', async () => {
    const { submitted } = show(readyView({}, { setup: off }));
    for (const key of ['t', 'n', 's', '?']) press(key);
    press('k', { ctrlKey: true });
    expect(document.activeElement).toBe(document.body);
    const intent = screen.getByRole('radio', { name: 'Intent' });
    intent.focus();
    press('4', {}, intent);
    expect(submitted).toEqual([]);
    expect(screen.queryByRole('dialog')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Commands' }));
    expect(await screen.findByRole('dialog', { name: 'Commands' })).toBeTruthy();
  });
});
