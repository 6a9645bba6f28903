import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { panelViews, readyView } from '../../../components/gallery/panel-views.ts';
import {
  acme,
  errorOf,
  note,
  now,
  reminder,
  setup,
  tagging,
  write,
} from '../../../components/gallery/samples.ts';
import { accountId } from '../../../lib/accounts/account.ts';
import type { WriteView } from '../../../lib/session/shapes.ts';
import { show } from './harness.tsx';

const zoe = { name: 'Zoë Müller', phone: '+493000000012' };
const failed = write(note, 'failed', { id: 'n', person: zoe, error: errorOf('FORBIDDEN') });
const waiting = write(tagging, 'waiting', {
  id: 'w',
  person: { name: 'Bob', phone: null },
  error: errorOf('SERVER_DOWN'),
  nextTry: now + 120_000,
});
const elsewhere = (...everywhere: WriteView[]) => readyView({}, { everywhere });

const line = () => screen.queryByRole('button', { name: /^Your changes/ });
const open = async () => {
  fireEvent.click(screen.getByRole('button', { name: /^Your changes/ }));
  return within(await screen.findByRole('dialog', { name: 'Your changes' }));
};
const button = (all: Awaited<ReturnType<typeof open>>, name: string) => all.getByRole('button', { name });

describe('the line about changes of every customer', () => {
  it('is not there while each goes its way', () => {
    show(elsewhere(write(tagging, 'waiting'), write(tagging, 'sending'), write(tagging, 'done')));
    expect(line()).toBeNull();
  });

  it('counts what failed or waits elsewhere, and what of it needs the agent', () => {
    show(elsewhere(waiting, failed));
    expect(line()?.textContent).toBe('Your changes (2)1 needs you');
  });

  it('counts everything that waits while there is no network', () => {
    show({ ...elsewhere(write(tagging, 'waiting')), offline: true });
    expect(line()?.textContent).toBe('Your changes (1)');
  });
});

describe('a reminder of somebody else', () => {
  const settle = (done: boolean) => ({ kind: 'todo' as const, customerId: 'joao', todoId: 'r9', done });

  it('is told and listed once its time has come, whoever was looked at before', async () => {
    const reminders = [{ ...reminder, dueAt: now + 60_000 }];
    const { change } = show(readyView({}, { reminders }));
    expect(line()).toBeNull();
    change(readyView({}, { reminders, now: now + 120_000 }));
    expect(line()?.textContent).toBe('Your changes (1)1 reminder is due');
    const [first] = (await open()).getAllByRole('listitem');
    expect(first?.textContent).toMatch(/João Silva.*\+5511900000077.*Send the price list.*Due since/);
  });

  it('is left to the card while that is shown, by whichever connection of its company', () => {
    const here = { id: 'again', name: null, provider: 'local' as const, managed: false, accountId: acme };
    const two = { ...setup, connections: [...setup.connections, here] };
    const { change } = show(readyView({ id: 'joao' }, { reminders: [reminder] }));
    expect(line()).toBeNull();
    change(readyView({ id: 'joao', connectionId: 'again' }, { reminders: [reminder], setup: two }));
    expect(line()).toBeNull();
    change(readyView({ id: 'joao' }, { reminders: [{ ...reminder, accountId: accountId('bolt') }] }));
    expect(line()).not.toBeNull();
  });

  it('is gone when it was done, and back when that was taken back', () => {
    const { change } = show(readyView({}, { reminders: [reminder] }));
    const done = write(settle(true), 'done');
    change(readyView({}, { reminders: [reminder], everywhere: [done] }));
    expect(line()).toBeNull();
    change(
      readyView(
        {},
        { reminders: [reminder], everywhere: [done, write(settle(false), 'sending', { id: 'u' })] },
      ),
    );
    expect(line()).not.toBeNull();
  });

  it('is done by a press where the back end can, and keeps the focus in the tray', async () => {
    const other = { ...reminder, todoId: 'x', summary: null, canSettle: false };
    const { asked, change } = show(readyView({}, { reminders: [reminder, other] }));
    const all = await open();
    expect(all.getAllByRole('button', { name: /^Done/ })).toHaveLength(1);
    button(all, 'Done: Send the price list').focus();
    fireEvent.click(button(all, 'Done: Send the price list'));
    expect(asked).toEqual([['settleReminder', reminder]]);
    change(readyView({}, { reminders: [reminder, other], everywhere: [write(settle(true), 'sending')] }));
    expect(all.queryByRole('button', { name: /^Done/ })).toBeNull();
    expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true);
  });

  it('says what becomes of it, and can be taken back once it is saved', async () => {
    const person = { name: 'João Silva', phone: '+5511900000077' };
    const of = (state: 'sending' | 'done', more = {}) =>
      readyView(
        {},
        {
          reminders: [reminder],
          everywhere: [write(settle(true), state, { id: 'd', customerId: 'joao', person, ...more })],
        },
      );
    const { asked, change } = show(readyView({}, { reminders: [reminder] }));
    const all = await open();
    change(of('sending'));
    const only = () => all.getByRole('listitem').textContent;
    expect(only()).toMatch(/João Silva.*Send the price list.*Saving…/);
    expect(all.queryByRole('button', { name: 'Undo' })).toBeNull();
    change({ ...of('done', { undoUntil: now + 7000 }), reminders: [] });
    expect(only()).toMatch(/João Silva.*Saved/);
    fireEvent.click(button(all, 'Undo'));
    expect(asked).toEqual([['undo', 'd']]);
    change({ ...of('done', { undoUntil: now - 1 }), reminders: [] });
    expect(screen.getByRole('dialog').textContent).toContain('All your changes are saved.');
    expect(line()).toBeNull();
  });

  it('is not called saved while it is on its way', async () => {
    const { change } = show(readyView({}, { reminders: [reminder] }));
    await open();
    const going = write({ kind: 'note', customerId: 'ana', text: 'Hi' }, 'sending');
    const box = () => screen.getByRole('dialog').textContent;
    change(readyView({}, { everywhere: [going] }));
    expect(box()).toContain('A change is being saved.');
    expect(box()).not.toContain('are saved');
    change(readyView({}, { everywhere: [going, { ...going, id: 'b', state: 'waiting' }] }));
    expect(box()).toContain('2 changes are being saved.');
    change(readyView({}, { everywhere: [{ ...going, state: 'done' }] }));
    expect(box()).toContain('All your changes are saved.');
  });

  it('has its name and number to copy, and no number where numbers are hidden', async () => {
    const hiding = { ...setup, preferences: { ...setup.preferences, maskPhones: true } };
    const { change } = show(readyView({}, { reminders: [reminder] }));
    const all = await open();
    expect(button(all, 'Copy name João Silva')).toBeTruthy();
    expect(button(all, 'Copy number +5511900000077')).toBeTruthy();
    change(readyView({}, { reminders: [reminder], setup: hiding }));
    expect(all.queryByRole('button', { name: /Copy number/ })).toBeNull();
    expect(all.getAllByRole('listitem')[0]?.textContent).not.toContain('1190000');
    change(readyView({}, { reminders: [{ ...reminder, name: '+55 11 90000-0077' }], setup: hiding }));
    expect(all.getAllByRole('listitem')[0]?.textContent).not.toContain('90000');
    expect(all.queryByRole('button', { name: /90000/ })).toBeNull();
  });
});

describe('somebody in the tray', () => {
  it('is shown by a press, which closes it; who is on the screen or yet to be created is not', async () => {
    const { asked } = show(
      readyView(
        {},
        {
          reminders: [reminder],
          everywhere: [failed, { ...failed, id: 'c', customerId: 'phone:+493000000012' }],
        },
      ),
    );
    const all = await open();
    expect(all.getAllByRole('button', { name: /^Show/ })).toHaveLength(1);
    fireEvent.click(button(all, 'Show João Silva'));
    expect(asked).toEqual([['lookAt', { accountId: acme, customerId: 'joao' }]]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('the tray', () => {
  it('tells of each whose it is, what became of it and what can be done', async () => {
    show(elsewhere(waiting, failed));
    const all = await open();
    const [first, second] = all.getAllByRole('listitem');
    expect(first?.textContent).toMatch(/Zoë Müller.*\+493000000012.*The note was not saved/);
    expect(first?.textContent).toContain('Sent the price list. Call on Monday.');
    expect(second?.textContent).toMatch(/Bob.*Not saved yet/);
  });

  it.each([
    ['Retry', failed, ['retry', 'n']],
    ['Discard', failed, ['closeWrite', 'n', 'dropped']],
    ['Use mine', { ...failed, conflict: tagging }, ['retry', 'n']],
    ['Keep theirs', { ...failed, conflict: tagging }, ['closeWrite', 'n', 'dropped']],
    ['Try now', waiting, ['retry', 'w']],
    ['Save again', { ...failed, state: 'unknown' as const }, ['retry', 'n']],
    ['It is there', { ...failed, state: 'unknown' as const }, ['closeWrite', 'n', 'there']],
  ])('can "%s"', async (name, one, asked) => {
    const shown = show(elsewhere(one));
    fireEvent.click(button(await open(), name));
    expect(shown.asked).toEqual([asked]);
  });

  it('speaks of each alone where several wait for the network', async () => {
    const offline = { ...waiting, error: errorOf('OFFLINE') };
    show({ ...elsewhere(offline, { ...offline, id: 'x' }), offline: true });
    const [first] = (await open()).getAllByRole('listitem');
    expect(first?.textContent).toContain('1 change waiting for the network');
  });

  it('keeps the focus when what was settled is gone, and says that all is well', async () => {
    const { change } = show(elsewhere(failed));
    const all = await open();
    button(all, 'Retry').focus();
    change(elsewhere());
    expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true);
    expect(screen.getByRole('dialog').textContent).toContain('All your changes are saved.');
  });

  it('opens by its key also while there is nothing in it', async () => {
    show(readyView());
    fireEvent.keyDown(window, { key: 'c', code: 'KeyC' });
    await waitFor(() => screen.getByRole('dialog', { name: 'Your changes' }));
  });

  it('masks numbers where they are hidden, and copies none', async () => {
    const hiding = { ...setup, preferences: { ...setup.preferences, maskPhones: true } };
    show({ ...elsewhere(failed), setup: hiding });
    const all = await open();
    expect(all.getAllByRole('listitem')[0]?.textContent).not.toContain('3000000012');
    expect(all.queryByRole('button', { name: /Copy number/ })).toBeNull();
    expect(button(all, 'Copy name Zoë Müller')).toBeTruthy();
  });

  it('calls whom an earlier version kept without a name by the number, or nothing', async () => {
    const { person: _, ...nameless } = failed;
    show(elsewhere({ ...nameless, customerId: 'phone:+5511900000001' }, { ...nameless, id: 'm' }));
    const [first, second] = (await open()).getAllByRole('listitem');
    expect(first?.textContent).toContain('+5511900000001');
    expect(second?.textContent).toContain('A customer');
  });

  it('names the CRM where there are several', async () => {
    const local = { id: 'd', name: null, provider: 'local' as const, managed: false, accountId: null };
    show({ ...elsewhere(failed), setup: { ...setup, connections: [...setup.connections, local] } });
    expect(failed.accountId).toBe(acme);
    expect((await open()).getAllByRole('listitem')[0]?.textContent).toContain('Acme CRM');
  });

  it('has no accessibility violations', async () => {
    show(panelViews['save-elsewhere'] ?? readyView());
    await open();
    const { violations } = await axe.run(screen.getByRole('dialog'), {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
