import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { options } from 'preact';
import { afterEach, beforeAll } from 'vitest';
// Read before anything is timed: no test waits for a busy machine to read what the panel fetches late.
import '../../../components/controls/text-menu.tsx';
import '../../../components/panel/panel-dialogs.tsx';
import '../../../components/panel/tags/tag-picker.tsx';
import '../../../lib/phone/shown-number.ts';
import { bareView, quietEvents } from '../../../components/gallery/panel-views.ts';
import { Panel } from '../../../components/panel/panel.tsx';
import type { FieldValue } from '../../../lib/crm/model.ts';
import type { Change } from '../../../lib/crm/port.ts';
import type { PanelEvents, PanelView } from '../../../lib/panel/view.ts';

// As in the side panel: what was drawn is wholly there, and what went is wholly gone, before anything else happens.
options.requestAnimationFrame = queueMicrotask;

afterEach(cleanup);

// What the panel fetches after its first paint is there, as it is a moment after it was opened.
beforeAll(async () => {
  const { container, rerender, unmount } = render(
    <Panel view={bareView('hidden-number')} events={quietEvents()} />,
  );
  await waitFor(() => {
    if (!container.querySelector('.ask')) throw new Error('Not fetched yet');
  });
  rerender(<Panel view={bareView('no-chat')} events={quietEvents()} />);
  await waitFor(() => {
    if (!container.querySelector('.notice')) throw new Error('Not fetched yet');
  });
  unmount();
});

// jsdom knows the element, not what it can do.
const before = new WeakMap<HTMLDialogElement, Element | null>();
HTMLDialogElement.prototype.showModal = function showModal() {
  before.set(this, document.activeElement);
  this.open = true;
  this.querySelector<HTMLElement>('input, button')?.focus();
};
HTMLDialogElement.prototype.close = function close() {
  if (!this.open) return;
  this.open = false;
  const back = before.get(this);
  if (back instanceof HTMLElement) back.focus();
  setTimeout(() => this.dispatchEvent(new Event('close')));
};

/** The panel with a sample, and everything it asked for, in order. Drafts of fields and the layout are kept for it. */
export function show(view: PanelView, given: Partial<PanelEvents> = {}) {
  const asked: [keyof PanelEvents, ...unknown[]][] = [];
  const submitted: Change[] = [];
  const drafts = new Map<string | undefined, Record<string, FieldValue>>();
  let shown = view;
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
    settleReminder: note('settleReminder'),
    lookAt: note('lookAt'),
    leaveAside: note('leaveAside'),
    undo: note('undo'),
    retry: note('retry'),
    closeWrite: note('closeWrite'),
    confirmName: note('confirmName'),
    link: note('link'),
    reject: note('reject'),
    selectConnection: note('selectConnection'),
    answerCompany: note('answerCompany'),
    draftNote: note('draftNote'),
    draftField(key, draft) {
      const whose = shown.customer?.id;
      const { [key]: _, ...others } = { ...shown.fieldDrafts, ...drafts.get(whose) };
      drafts.set(whose, draft ? { ...others, [key]: draft.value } : others);
      redraw();
    },
    arrange(layout) {
      asked.push(['arrange', layout]);
      shown = { ...shown, layout };
      redraw();
    },
    forget: note('forget'),
    useDraft: note('useDraft'),
    discardDraft: note('discardDraft'),
    discardLost: note('discardLost'),
    moreTimeline: async (part) => note('moreTimeline')(...(part ? [part] : [])),
    openOptions: note('openOptions'),
    backToWhatsApp: note('backToWhatsApp'),
    reloadTab: note('reloadTab'),
    allowAccess: note('allowAccess'),
    downloadWrites: note('downloadWrites'),
    revealPhone: note('revealPhone'),
    ...given,
  });
  const panel = () => {
    const fieldDrafts = drafts.get(shown.customer?.id) ?? shown.fieldDrafts;
    return <Panel view={{ ...shown, fieldDrafts }} events={events} />;
  };
  const { rerender, container } = render(panel());
  function redraw() {
    rerender(panel());
  }
  return {
    asked,
    submitted,
    container,
    main: screen.getByRole('main', { name: 'Customer' }),
    change(next: PanelView) {
      shown = { ...next, layout: shown.layout };
      redraw();
    },
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
