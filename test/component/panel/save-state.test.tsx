import { fireEvent, screen, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { panelViews, readyView } from '../../../components/gallery/panel-views.ts';
import {
  asked,
  clash,
  errorOf,
  gone,
  leaving,
  note,
  now,
  onDevice,
  tagging,
  write,
} from '../../../components/gallery/samples.ts';
import type { Change } from '../../../lib/crm/port.ts';
import type { PanelView } from '../../../lib/panel/view.ts';
import type { E164 } from '../../../lib/phone/e164.ts';
import { show } from './harness.tsx';

const ana = '+5511900000001' as E164;
const status = () => screen.getByRole('status').textContent;
const withWrites = (...writes: PanelView['writes']) => readyView({}, { writes });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('the save state', () => {
  it('says nothing when there is nothing to say', () => {
    show(readyView());
    expect(status()).toBe('');
  });

  it.each(['waiting', 'sending'] as const)('does not say saved while a write is %s', (state) => {
    show(withWrites(write(tagging, state)));
    expect(status()).toBe('Saving…');
  });

  it('says saved once the back end said so', () => {
    const { change } = show(withWrites(write(tagging, 'sending')));
    change(withWrites(write(tagging, 'done')));
    expect(status()).toBe('Saved');
  });

  it('stops saying it after a while', () => {
    show(withWrites(write(tagging, 'done', { doneAt: now - 21_000 })));
    expect(status()).toBe('');
  });

  it('counts what waits for the network', () => {
    show({ ...withWrites(write(tagging, 'waiting'), write(note, 'waiting')), offline: true });
    expect(status()).toBe('2 changes waiting for the network');
  });

  it('says with the code that a refused write will be tried again', () => {
    const error = errorOf('CLOCK_SKEW', { code: '502', message: 'timestamp timeout' });
    show(withWrites(write(tagging, 'waiting', { error, nextTry: now + 45_000 })));
    expect(status()).toContain('Not saved yet. It will be tried again in 45 seconds.');
    expect(status()).toContain('Code 502');
  });

  it.each([
    [4_000, 'in 4 seconds'],
    [135_000, 'in 3 minutes'],
    [0, 'now'],
  ])('says how long it is to the next try (%s ms)', (ms, words) => {
    show(withWrites(write(tagging, 'waiting', { error: errorOf('RATE_LIMITED'), nextTry: now + ms })));
    expect(status()).toContain(`It will be tried again ${words}.`);
  });

  it('says of what waits for a decision about the one above that it does', () => {
    show(
      withWrites(
        write(note, 'failed', { error: errorOf('FORBIDDEN') }),
        write(tagging, 'waiting', { behind: 'undecided' }),
      ),
    );
    expect(status()).toBe('Waits for the change above.');
  });

  it('says of what is looked for that it is being confirmed', () => {
    show(withWrites(write(tagging, 'sending', { confirming: true })));
    expect(status()).toBe('Confirming that it was saved…');
  });

  it('says of what was taken back that it was, and offers it again', () => {
    const back = write(tagging, 'done', { undoes: true, undoUntil: now + 1 });
    const { asked } = show(withWrites(back));
    expect(status()).toBe('Undone');
    press('Redo');
    expect(asked).toEqual([['undo', back.id]]);
  });

  it('lets a new customer who could not be confirmed be given up', () => {
    const made = write({ kind: 'create', phone: ana, name: 'Ana', fields: [] }, 'unknown');
    const { asked } = show(withWrites(made));
    press('Discard');
    expect(asked).toEqual([['closeWrite', made.id, 'dropped']]);
  });

  it('says of what waits for an earlier change that it does', () => {
    show(withWrites(write(tagging, 'waiting', { behind: 'unsettled' })));
    expect(status()).toContain('Waits until it is certain what became of an earlier change');
  });

  it('says of somebody who is being deleted that it is not yet done, and offers to take it back', () => {
    const soon = write(leaving, 'waiting', { behind: 'unsettled', undoUntil: now + 1000 });
    const { asked } = show({ ...withWrites(soon), setup: onDevice });
    expect(status()).toBe('Will be deleted in a few seconds.');
    press('Undo');
    expect(asked).toEqual([['undo', soon.id]]);
  });

  it('says why there is no "Undo" for what waits and may be in the CRM already', () => {
    show(withWrites(write(tagging, 'waiting', { error: errorOf('OFFLINE'), mayHaveLanded: true })));
    expect(status()).toContain('it can be undone only once it is saved');
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('offers no "Undo" that is gone in the next moment, but one for what waits for another', () => {
    const leaves = write(tagging, 'waiting', { undoUntil: now + 86_400_000 });
    const { change } = show(withWrites(leaves));
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    change(withWrites(write(note, 'sending'), leaves));
    expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy();
  });

  it('says how much "Undo" takes back where several changes went as one', () => {
    const both = write(tagging, 'done', { undoUntil: now + 1, together: 2 });
    const { change } = show(withWrites(both));
    expect(status()).toBe('Saved“Undo” takes back both changes.');
    change({ ...withWrites(both), now: now + 1 });
    expect(status()).toBe('Saved');
  });

  it('offers to undo until the time is up', () => {
    const open = write(tagging, 'done', { undoUntil: now + 1 });
    const { asked, change } = show(withWrites(open));
    press('Undo');
    expect(asked).toEqual([['undo', open.id]]);
    change({ ...withWrites(open), now: now + 1 });
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('keeps the text of what failed, says why, and tries again at a press', () => {
    const failed = write(note, 'failed', { error: errorOf('FORBIDDEN', { code: '40300', message: 'no' }) });
    const { asked } = show(withWrites(failed));
    expect(status()).toContain('The note was not saved.');
    expect(status()).toContain('This key may not write notes.');
    expect(status()).toContain('Sent the price list. Call on Monday.');
    expect(status()).toContain('Code 40300');
    press('Retry');
    expect(asked).toEqual([['retry', failed.id]]);
  });

  it('gives the text of a failed note back to the box', () => {
    const failed = write(note, 'failed', { error: errorOf('INVALID_INPUT') });
    const { asked } = show({
      ...withWrites(failed),
      noteDraft: { text: 'Begun', stageId: '', remindAt: '' },
    });
    press('Edit again');
    expect(asked).toEqual([
      ['draftNote', { text: 'Begun\nSent the price list. Call on Monday.', stageId: '', remindAt: '' }],
      ['closeWrite', failed.id, 'dropped'],
    ]);
  });

  it('leaves an unconfirmed note to the agent', () => {
    const unknown = write(note, 'unknown', { error: errorOf('OUTCOME_UNKNOWN') });
    const { asked } = show(withWrites(unknown));
    expect(status()).toContain('We could not confirm this note. Check the timeline.');
    press('Save again');
    press('It is there');
    expect(asked).toEqual([
      ['retry', unknown.id],
      ['closeWrite', unknown.id, 'there'],
    ]);
  });

  it('shows both sides of a conflict, and what to do about it', () => {
    const { asked } = show(withWrites(clash));
    expect(status()).toContain('Somebody else changed this meanwhile: Stage');
    expect(status()).toContain('Theirs: Done · Yours: Paid');
    press('Use mine');
    press('Keep theirs');
    expect(asked).toEqual([
      ['retry', clash.id],
      ['closeWrite', clash.id, 'dropped'],
    ]);
  });

  it.each([
    ['m', 'retry'],
    ['k', 'closeWrite'],
  ])('decides a conflict by one key (%s), also beside a newer change', (key, what) => {
    const { asked } = show(withWrites(clash, write(tagging, 'done')));
    fireEvent.keyDown(document.body, { key, code: `Key${key.toUpperCase()}` });
    expect(asked.map(([name]) => name)).toEqual([what]);
  });

  it('names the field, and of tags what really clashes', () => {
    const edit = (from: string | null): Change => ({
      kind: 'edit',
      customerId: 'ana',
      edits: [{ key: 'custom:shoe', from, to: '38' }],
    });
    show(
      withWrites(
        write(edit(null), 'failed', { error: errorOf('CONFLICT'), conflict: edit('40') }),
        write(tagging, 'failed', { error: errorOf('CONFLICT'), conflict: tagging }),
      ),
    );
    expect(screen.getByText('Somebody else changed this meanwhile: Shoe size')).toBeTruthy();
    expect(screen.getByText('Theirs: 40 · Yours: 38')).toBeTruthy();
    expect(status()).toContain('Theirs: without VIP · Yours: with VIP');
  });

  it('names the field that was refused, with what was typed', () => {
    const edits = [{ key: 'custom:shoe', from: null, to: '38' }];
    const change: Change = { kind: 'edit', customerId: 'ana', edits };
    show(withWrites(write(change, 'failed', { error: errorOf('INVALID_INPUT') })));
    expect(status()).toContain('This value was not accepted. Correct it and try again.');
    expect(status()).toContain('Yours: Shoe size: 38');
  });

  it('keeps an undecided write in sight beside a newer one', () => {
    show(withWrites(write(note, 'unknown'), write(tagging, 'done')));
    expect(status()).toBe('Saved');
    expect(screen.getByText('We could not confirm this note. Check the timeline.')).toBeTruthy();
  });
});

describe('changes for a company that no connection stands for', () => {
  const lost = write(note, 'failed', { id: 'lost', accountId: gone.accountId, error: errorOf('FORBIDDEN') });
  const waits = write(tagging, 'waiting', { id: 'waits', accountId: gone.accountId });
  const view = readyView({}, { stranded: [{ ...gone, writes: [lost, waits] }] });

  it('are counted in plain words, with the company’s name and without a code', () => {
    const { main: landmark } = show(view);
    expect(landmark.textContent).toContain('2 changes for Gone Ltd were not saved');
    expect(landmark.textContent).not.toContain('FORBIDDEN');
  });

  it('are handed out as a file, and stay', () => {
    const { asked: done } = show(view);
    press('Download');
    expect(done).toEqual([['downloadWrites', [lost, waits], 'Gone Ltd']]);
  });

  it('are given up at a press, whatever became of them', () => {
    const { asked: done } = show(view);
    press('Discard');
    expect(done).toEqual([
      ['closeWrite', 'lost', 'dropped'],
      ['closeWrite', 'waits', 'dropped'],
    ]);
  });

  it('go by their CRM where the connection had no name', () => {
    const { main: landmark } = show({ ...view, stranded: [{ ...gone, name: null }] });
    expect(landmark.textContent).toContain('for SocialEpoch ');
  });
});

describe('a connection that may have become another company’s', () => {
  const view = readyView({}, { questions: [asked] });

  it('is asked about, with what waits for the answer', async () => {
    const { main: landmark } = show(view);
    await screen.findByText('The settings of Acme CRM changed. Is it still the same company?');
    expect(landmark.textContent).toContain('2 changes wait. Nothing is read or sent there until you answer.');
  });

  it.each([
    ['Same company', true],
    ['Another company', false],
  ])('is answered by "%s"', async (name, same) => {
    const { asked: done } = show(view);
    fireEvent.click(await screen.findByRole('button', { name }));
    expect(done).toEqual([['answerCompany', 'crm', same]]);
  });

  it('is asked whether what an older version kept belongs to it', async () => {
    show(readyView({}, { questions: [{ ...asked, about: 'before' }] }));
    await screen.findByText('Do the changes, links and drafts kept before this update belong to Acme CRM?');
  });
});

describe('what was typed in another window', () => {
  it('is shown where something else stands here, to be put here or discarded', () => {
    const { asked } = show(panelViews['ready-other-draft'] ?? readyView());
    const note = screen.getByRole('group', { name: /^Follow-up note: something else/ });
    expect(note.textContent).toContain('Wants to pay on delivery.');
    fireEvent.click(within(note).getByRole('button', { name: 'Put it here' }));
    const field = screen.getByRole('group', { name: /^Company: something else/ });
    fireEvent.click(within(field).getByRole('button', { name: 'Discard' }));
    expect(asked).toEqual([
      ['useDraft', 'other'],
      ['discardDraft', 'field'],
    ]);
  });
});
