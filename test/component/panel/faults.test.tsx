import { fireEvent, screen, within } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import { panelViews, readyView } from '../../../components/gallery/panel-views.ts';
import { errorOf, note, write } from '../../../components/gallery/samples.ts';
import { main, show } from './harness.tsx';

function sample(name: string) {
  const view = panelViews[name];
  if (!view) throw new Error(`No sample ${name}`);
  return view;
}

describe('a part that throws while it is drawn', () => {
  it('is named, and takes no other part along', () => {
    show(sample('fault-part'));
    const said = main()
      .getAllByRole('alert')
      .map((one) => within(one).getByText(/could not be shown/).textContent);
    expect(said).toEqual(['The tags could not be shown.', 'The timeline could not be shown.']);
    expect(main().getByRole('radiogroup', { name: 'Stage' })).not.toBeNull();
    expect(main().getByRole('textbox', { name: 'Follow-up note' })).not.toBeNull();
    expect(main().getByRole('heading', { level: 1 }).textContent).toBe('Ana Cliente');
  });

  it('is drawn anew when the agent goes on', () => {
    const { change } = show(sample('fault-part'));
    const broken = sample('fault-part');
    // Read in the meantime, at the same moment as before.
    change({ ...readyView(), card: broken.card && { ...broken.card, timeline: null } });
    expect(main().getByText(/The tags could not be shown/)).not.toBeNull();
    fireEvent.click(main().getAllByRole('button', { name: 'Show again' })[0] ?? document.body);
    expect(main().queryByText(/The tags could not be shown/)).toBeNull();
    expect(main().getByRole('list', { name: 'Tags' })).not.toBeNull();
  });

  it('is drawn anew by itself with the next card', () => {
    const { change } = show(sample('fault-part'));
    change(readyView());
    expect(main().queryByText(/could not be shown/)).toBeNull();
  });

  it('keeps what is typed into the note', () => {
    const { change } = show(readyView());
    fireEvent.input(screen.getByRole('textbox', { name: 'Follow-up note' }), { target: { value: 'Call' } });
    change(sample('fault-part'));
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Follow-up note' }).value).toBe('Call');
  });

  it('gives a report without a word of the customer', async () => {
    const writeText = vi.fn<(text: string) => Promise<void>>(async () => {});
    vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { clipboard: { writeText } }));
    show(sample('fault-part'));
    fireEvent.click(main().getAllByRole('button', { name: 'Copy details' })[0] ?? document.body);
    await vi.waitFor(() => expect(writeText).toHaveBeenCalled());
    const [report] = writeText.mock.calls[0] ?? [''];
    expect(report).toMatch(/^chatside drawing-failed\npart: tags\nerror: RangeError/);
    expect(report).not.toMatch(/Ana|VIP|Invalid value/);
    vi.unstubAllGlobals();
  });
});

describe('a panel that throws as a whole', () => {
  it('says what happened and goes on, with the focus in it', () => {
    const { change } = show(sample('fault-panel'));
    expect(main().getByRole('heading', { level: 1 }).textContent).toBe('This could not be shown');
    expect(main().getByText(/What you typed is kept/)).not.toBeNull();
    const again = main().getByRole('button', { name: 'Go on' });
    again.focus();
    change({ ...sample('fault-panel'), chat: null });
    expect(main().queryByText('This could not be shown')).toBeNull();
  });

  it('shows what was not saved all the same', () => {
    show({ ...sample('fault-panel'), writes: [write(note, 'failed', { error: errorOf('FORBIDDEN') })] });
    expect(main().getByRole('status').textContent).toMatch(/The note was not saved/);
  });

  it('throws again, and says so again', async () => {
    show(sample('fault-panel'));
    const again = main().getByRole('button', { name: 'Go on' });
    again.focus();
    fireEvent.click(again);
    expect(main().getByRole('heading', { level: 1 }).textContent).toBe('This could not be shown');
    await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')));
  });

  it('is drawn anew by itself beside the next chat', () => {
    const { change } = show(sample('fault-panel'));
    change(readyView());
    expect(main().getByRole('heading', { level: 1 }).textContent).toBe('Ana Cliente');
  });
});
