import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach } from 'vitest';
import { Panel } from '../../../components/panel.tsx';
import type { Change } from '../../../lib/crm/port.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';
import { quietEvents } from '../../fixtures/panel-views.ts';

afterEach(cleanup);

/** The panel with a sample, and everything it asked for, in order. */
export function show(view: PanelView, given: Partial<PanelEvents> = {}) {
  const asked: [keyof PanelEvents, ...unknown[]][] = [];
  const submitted: Change[] = [];
  const note =
    (name: keyof PanelEvents) =>
    (...values: unknown[]) => {
      asked.push(values.length > 0 ? [name, ...values] : [name]);
    };
  const events = quietEvents({
    refresh: note('refresh'),
    submit: (change) => {
      submitted.push(change);
    },
    undo: note('undo'),
    retry: note('retry'),
    closeWrite: note('closeWrite'),
    link: note('link'),
    reject: note('reject'),
    selectConnection: note('selectConnection'),
    draftNote: note('draftNote'),
    forget: note('forget'),
    moreTimeline: note('moreTimeline'),
    openOptions: note('openOptions'),
    backToWhatsApp: note('backToWhatsApp'),
    reloadTab: note('reloadTab'),
    allowAccess: note('allowAccess'),
    revealPhone: note('revealPhone'),
    ...given,
  });
  const { rerender, container } = render(<Panel view={view} events={events} />);
  return {
    asked,
    submitted,
    container,
    main: screen.getByRole('main', { name: 'Customer' }),
    change: (next: PanelView) => rerender(<Panel view={next} events={events} />),
  };
}

export function main() {
  return within(screen.getByRole('main', { name: 'Customer' }));
}

/** The tag box once its list is there to open. */
export async function tagBox(): Promise<HTMLInputElement> {
  const box = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Add tag' });
  if (box.getAttribute('aria-controls')) return box;
  await screen.findByRole('listbox', { hidden: true });
  return screen.getByRole<HTMLInputElement>('combobox', { name: 'Add tag' });
}

/** Picks an option as a browser does: the value first, then the event. */
export function pick(select: HTMLElement, value: string): void {
  if (!(select instanceof HTMLSelectElement)) throw new Error('Not a select');
  select.value = value;
  fireEvent(select, new Event('change', { bubbles: true }));
}
