/** Where the focus goes when what had it is gone, in a browser that says so while it goes, as Chromium does. */
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readyView } from '../../../components/gallery/panel-views.ts';
import { acme, ana, capabilities, now, setup } from '../../../components/gallery/samples.ts';
import type { TimelineEvent } from '../../../lib/crm/model.ts';
import type { PanelView } from '../../../lib/panel/view.ts';
import { show } from './harness.tsx';

const { remove } = Element.prototype;
const { removeChild } = Node.prototype;
const leave = (gone: Node) => {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && gone.contains(activeElement)) activeElement.blur();
};
beforeEach(() => {
  Element.prototype.remove = function goes(this: Element) {
    leave(this);
    remove.call(this);
  };
  Node.prototype.removeChild = function takes<T extends Node>(this: Node, child: T): T {
    leave(child);
    removeChild.call(this, child);
    return child;
  };
});
afterEach(() => {
  Element.prototype.remove = remove;
  Node.prototype.removeChild = removeChild;
});

const button = (name: string) => screen.getByRole('button', { name });

it.each([
  [
    'Esc in a field that is as it was',
    () => fireEvent.keyDown(document.activeElement as Element, { key: 'Escape' }),
  ],
  ['Enter in it', () => fireEvent.keyDown(document.activeElement as Element, { key: 'Enter' })],
  ['its cross', () => fireEvent.click(button('Cancel'))],
])('%s gives the focus back to what opened it', (_, close) => {
  show(readyView());
  fireEvent.click(button('Edit Profession'));
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Profession' }));
  close();
  expect(document.activeElement).toBe(button('Edit Profession'));
});

it('the last reminder that is done leaves it on the section', async () => {
  const due: TimelineEvent = {
    id: 'call',
    at: new Date(now - 1000).toISOString(),
    kind: 'todo',
    actor: 'Bo',
    summary: 'Call',
    changes: [],
    dueAt: new Date(now - 1000).toISOString(),
  };
  const card = (event: TimelineEvent): PanelView['card'] => ({
    customer: ana,
    readAt: now,
    timeline: { events: [event], next: null },
  });
  const { change } = show(readyView({}, { card: card(due) }));
  button('Done: Call').focus();
  change(readyView({}, { card: card({ ...due, doneAt: due.at }) }));
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Follow-up'));
});

const owned = { ...setup, active: { id: 'crm', accountId: acme, capabilities: withRelease() } };
function withRelease() {
  const able = { able: true as const, repeatable: true, verifiable: true, undo: false };
  return { ...capabilities, change: { ...capabilities.change, release: able } };
}

it.each([
  ['Claim', null, { id: 'me', name: 'Me' }, 'Owner: Me'],
  ['Release', { id: 'bo', name: 'Bo' }, null, 'No owner'],
])('%s leaves it on the owner', async (name, before, after, words) => {
  const { change } = show(readyView({ owner: before }, { setup: owned }));
  button(name).focus();
  change(readyView({ owner: after }, { setup: owned }));
  await waitFor(() => expect(document.activeElement?.className).toBe('owner'));
  expect(document.activeElement?.textContent).toContain(words);
});

it('Esc leaves the box of a note, and what was typed stays', async () => {
  const { asked } = show(readyView());
  const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Follow-up note' });
  box.focus();
  fireEvent.input(box, { target: { value: 'Call back' } });
  fireEvent.keyDown(box, { key: 'Escape' });
  expect(document.activeElement).toBe(screen.getByRole('main'));
  expect(asked.filter(([what]) => what === 'draftNote').at(-1)).toMatchObject([
    'draftNote',
    { text: 'Call back' },
  ]);
});
