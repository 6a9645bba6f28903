/** Keys with which an input method puts words together, as browsers tell of them: while it does, and just after. */
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { readyView } from '../../../components/gallery/panel-views.ts';
import { show, tagBox } from './harness.tsx';

const ways: [string, object][] = [
  ['while a word is put together', { isComposing: true }],
  ['that ends a word', { keyCode: 229 }],
];

describe.each(ways)('a key %s', (_, composing) => {
  const press = (target: Element, key: string, more: object = {}) =>
    fireEvent.keyDown(target, { key, ...composing, ...more });

  it.each(['Escape', 'Enter'])('leaves a field open and unsaved: %s', (key) => {
    const { submitted } = show(readyView());
    fireEvent.click(screen.getByRole('button', { name: 'Edit Profession' }));
    const box = screen.getByRole('textbox', { name: 'Profession' });
    fireEvent.input(box, { target: { value: '花店' } });
    press(box, key);
    expect(screen.getByRole('textbox', { name: 'Profession' })).toHaveProperty('value', '花店');
    expect(submitted).toEqual([]);
  });

  it.each(['Escape', 'Enter', 'Backspace'])('leaves the tag box as it is: %s', async (key) => {
    const { submitted } = show(readyView());
    const box = await tagBox();
    box.focus();
    fireEvent.input(box, { target: { value: 'wh' } });
    await waitFor(() => expect(document.querySelector('[role=option][aria-selected=true]')).toBeTruthy());
    press(box, key);
    expect(box.getAttribute('aria-expanded')).toBe('true');
    expect(box.value).toBe('wh');
    expect(submitted).toEqual([]);
  });

  it('takes no tag away from behind an empty box', async () => {
    const { submitted } = show(readyView());
    press(await tagBox(), 'Backspace');
    expect(submitted).toEqual([]);
  });

  it('leaves the reason open', () => {
    show(readyView());
    fireEvent.click(screen.getByRole('button', { name: 'Lost' }));
    press(screen.getByRole('textbox', { name: 'Why was it lost?' }), 'Escape');
    expect(screen.getByRole('textbox', { name: 'Why was it lost?' })).toBeTruthy();
  });

  it('saves no note', () => {
    const { submitted } = show(readyView());
    const note = screen.getByRole('textbox', { name: 'Follow-up note' });
    fireEvent.input(note, { target: { value: '你好' } });
    press(note, 'Enter', { ctrlKey: true });
    expect(submitted).toEqual([]);
  });

  it.each(['Enter', 'ArrowDown', 'Escape'])('leaves the palette as it is: %s', async (key) => {
    const { submitted } = show(readyView());
    fireEvent.keyDown(document.body, { key: 'k', code: 'KeyK', ctrlKey: true });
    const box = await screen.findByRole('combobox', { name: 'Commands' });
    fireEvent.input(box, { target: { value: 'move' } });
    const before = box.getAttribute('aria-activedescendant');
    const went = press(box, key);
    expect(box.getAttribute('aria-activedescendant')).toBe(before);
    expect(screen.getByRole('dialog')).toBeTruthy();
    expect(submitted).toEqual([]);
    // The browser closes a box at Esc by itself, unless it is told not to.
    expect(went).toBe(key !== 'Escape');
  });

  it('is no shortcut', () => {
    const { asked } = show(readyView());
    press(document.body, 'r', { code: 'KeyR' });
    expect(asked).toEqual([]);
  });
});

it('keys are heard again once the word is there', () => {
  show(readyView());
  fireEvent.click(screen.getByRole('button', { name: 'Lost' }));
  const reason = screen.getByRole('textbox', { name: 'Why was it lost?' });
  fireEvent.keyDown(reason, { key: 'Escape', isComposing: true });
  fireEvent.keyDown(reason, { key: 'Escape' });
  expect(screen.queryByRole('textbox', { name: 'Why was it lost?' })).toBeNull();
});
