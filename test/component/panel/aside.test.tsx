import { fireEvent, screen } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { panelViews, readyView } from '../../../components/gallery/panel-views.ts';
import { reminder } from '../../../components/gallery/samples.ts';
import type { PanelView } from '../../../lib/panel/view.ts';
import { main, show } from './harness.tsx';

const aside = panelViews.aside as PanelView;
const back = () => main().getByRole('button', { name: 'Back to the open chat' });

describe('the card of somebody whom the open chat is not with', () => {
  it('says so, and is marked as nobody’s chat', () => {
    const { main: panel } = show(aside);
    expect(panel.querySelector('.aside-bar [aria-live=polite]')?.textContent).toBe(
      'Not the open chat. Only to look at.',
    );
    expect(main().getByRole('heading', { level: 1 }).textContent).toBe('João Silva');
    expect(panel.dataset).toMatchObject({ state: 'aside', aside: 'joao' });
    expect(panel.dataset).not.toHaveProperty('customer');
    expect(panel.dataset).not.toHaveProperty('phone');
  });

  it('has nothing that could be pressed or typed into, by whatever way', () => {
    const { asked, submitted } = show(aside);
    const controls = document.querySelectorAll('.person-frame :is(button, input, textarea, select)');
    expect(controls.length).toBeGreaterThan(10);
    for (const control of controls) expect(control.matches(':disabled'), control.outerHTML).toBe(true);
    for (const key of ['t', 'n', '1', 'r'])
      fireEvent.keyDown(window, { key, code: `Key${key.toUpperCase()}` });
    expect([asked, submitted]).toEqual([[], []]);
  });

  it('has the focus on the way back, which Esc takes too, but not from what is open over it', async () => {
    const { asked } = show({ ...aside, reminders: [reminder] });
    expect(document.activeElement).toBe(back());
    fireEvent.click(back());
    fireEvent.keyDown(back(), { key: 'Escape' });
    expect(asked).toEqual([['leaveAside'], ['leaveAside']]);
    fireEvent.click(screen.getByRole('button', { name: /^Your changes/ }));
    fireEvent.keyDown(await screen.findByRole('dialog'), { key: 'Escape' });
    expect(asked).toHaveLength(2);
  });

  it('says that it was found by hand where it is not sure whose chat is open', () => {
    const { main: panel } = show(panelViews['aside-unsure'] as PanelView);
    expect(panel.querySelector('.aside-bar')?.textContent).toContain(
      'while it is not sure whose chat this is',
    );
    expect(panel.dataset).not.toHaveProperty('customer');
  });

  it('says why it could not be read', () => {
    show(panelViews['aside-unread'] as PanelView);
    expect(main().getByText(/This card could not be read\./)).toBeTruthy();
    expect(document.querySelector('.bone')).toBeNull();
  });

  it('still counts their reminders that are due', () => {
    show(readyView({ id: 'joao' }, { state: 'aside', chat: null, reminders: [reminder] }));
    expect(screen.getByRole('button', { name: /^Your changes \(1\)/ })).toBeTruthy();
  });
});
