/** ARIA's combobox with list autocomplete: what is heard, what each key does, and when the list is there. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import axe from 'axe-core';
import { options as preact } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { useCombobox } from '../../../components/controls/use-combobox.ts';

preact.requestAnimationFrame = queueMicrotask;
afterEach(cleanup);

const fruits = ['Apple', 'Apricot', 'Banana', 'Cherry'];

function Fruits(props: { pops: boolean; names: readonly string[]; onChoose: (name: string) => void }) {
  const combobox = useCombobox({
    label: 'Fruit',
    find: (typed) => props.names.filter((name) => name.toLowerCase().includes(typed.trim().toLowerCase())),
    keyOf: (name) => name,
    onChoose: props.onChoose,
    pops: props.pops,
  });
  return (
    <>
      <input {...combobox.box} />
      <div hidden={!combobox.open} {...combobox.frame}>
        <div {...combobox.list}>
          {combobox.options.map((name) => (
            <div key={name} {...combobox.option(name)}>
              {name}
            </div>
          ))}
        </div>
      </div>
      <button type="button">Elsewhere</button>
    </>
  );
}

function show({ pops = true, names = fruits }: { pops?: boolean; names?: readonly string[] } = {}) {
  const chosen: string[] = [];
  const drawn = (now: readonly string[]) => (
    <Fruits pops={pops} names={now} onChoose={(name) => chosen.push(name)} />
  );
  const { rerender, container } = render(drawn(names));
  const box = screen.getByRole<HTMLInputElement>('combobox', { name: 'Fruit' });
  box.focus();
  return {
    box,
    chosen,
    container,
    change: (now: readonly string[]) => rerender(drawn(now)),
    /** Whether the key was taken from the browser. */
    press: (key: string) => !fireEvent.keyDown(box, { key }),
    type: (value: string) => fireEvent.input(box, { target: { value } }),
    isOpen: () => box.getAttribute('aria-expanded') === 'true',
    /** The option that assistive technology is told of. */
    told() {
      const id = box.getAttribute('aria-activedescendant');
      const selected = [...document.querySelectorAll('[role=option][aria-selected=true]')];
      expect(selected.map((option) => option.id)).toEqual(id === null ? [] : [id]);
      return selected[0]?.textContent ?? null;
    },
  };
}

describe.each([
  ['a list that is always there', false],
  ['a list that opens', true],
])('%s', (_, pops) => {
  it('names its list, and that it completes from it', () => {
    const { box } = show({ pops });
    expect(box.getAttribute('aria-autocomplete')).toBe('list');
    expect(document.getElementById(box.getAttribute('aria-controls') ?? '')?.getAttribute('role')).toBe(
      'listbox',
    );
    fireEvent.click(box);
    expect(screen.getByRole('listbox', { name: 'Fruit' })).toBeTruthy();
  });

  it('tells of the best fit for what is typed, and Enter chooses it', () => {
    const { box, chosen, told, type, press } = show({ pops });
    type('ap');
    expect(told()).toBe('Apple');
    expect(press('Enter')).toBe(true);
    expect(chosen).toEqual(['Apple']);
    expect(box.value).toBe('');
  });

  it('arrows go along it and round the ends, and stay in the box', () => {
    const { box, told, type, press } = show({ pops });
    type('ap');
    press('ArrowDown');
    expect(told()).toBe('Apricot');
    press('ArrowDown');
    expect(told()).toBe('Apple');
    press('ArrowUp');
    expect(told()).toBe('Apricot');
    expect(document.activeElement).toBe(box);
  });

  it('what is typed further starts anew at the best fit', () => {
    const { told, type, press } = show({ pops });
    type('a');
    press('ArrowUp');
    expect(told()).toBe('Banana');
    type('ap');
    expect(told()).toBe('Apple');
  });

  it('chooses for what stands in the box, however soon Enter comes', () => {
    const { box, chosen, told, type } = show({ pops });
    type('ap');
    expect(told()).toBe('Apple');
    box.value = 'ch';
    box.dispatchEvent(new Event('input', { bubbles: true }));
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    expect(chosen).toEqual(['Cherry']);
  });

  it('nothing slips under the highlight when the options change', () => {
    const { chosen, told, type, press, change } = show({ pops });
    type('a');
    press('ArrowDown');
    expect(told()).toBe('Apricot');
    change(['Apple', 'Avocado', 'Apricot', 'Banana']);
    expect(told()).toBe('Apricot');
    press('Enter');
    expect(chosen).toEqual(['Apricot']);
  });

  it('says of nothing that it is highlighted where nothing fits, and Enter does nothing', () => {
    const { chosen, told, type, press } = show({ pops });
    type('zz');
    expect(told()).toBeNull();
    press('ArrowDown');
    press('Enter');
    expect(chosen).toEqual([]);
  });

  it('a click chooses, and leaves the focus in the box', () => {
    const { box, chosen } = show({ pops });
    fireEvent.click(box);
    const option = screen.getByRole('option', { name: 'Banana' });
    expect(fireEvent.mouseDown(option)).toBe(false);
    fireEvent.click(option);
    expect(chosen).toEqual(['Banana']);
    expect(document.activeElement).toBe(box);
  });

  it('leaves the keys of the text to the text', () => {
    const { type, press } = show({ pops });
    type('ap');
    expect(['Home', 'End', 'ArrowLeft', 'ArrowRight', 'Tab', 'a'].filter(press)).toEqual([]);
  });

  it('has nothing to stumble over', async () => {
    const { container, type } = show({ pops });
    type('a');
    const result = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(result.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});

describe('a list that is always there', () => {
  it('highlights its first option before anything is typed, and leaves Esc to what it stands in', () => {
    const { told, press, isOpen } = show({ pops: false });
    expect(told()).toBe('Apple');
    expect(press('Escape')).toBe(false);
    expect(isOpen()).toBe(true);
  });
});

describe('a list that opens', () => {
  it('is closed until it is wanted: by a press, a letter or an arrow', () => {
    const { box, isOpen, type, press } = show();
    const ways = [() => fireEvent.click(box), () => type('a'), () => press('ArrowDown')];
    for (const way of ways) {
      expect(isOpen()).toBe(false);
      way();
      expect(isOpen()).toBe(true);
      press('Escape');
    }
  });

  it.each([
    ['ArrowDown', 'Apple'],
    ['ArrowUp', 'Cherry'],
  ])('in an empty box nothing is highlighted until %s, so that Enter chooses nothing', (key, first) => {
    const { box, chosen, told, press } = show();
    fireEvent.click(box);
    expect(told()).toBeNull();
    expect(press('Enter')).toBe(false);
    expect(chosen).toEqual([]);
    press(key);
    expect(told()).toBe(first);
  });

  it('stays open for the next one, with nothing highlighted: a second Enter chooses nothing', () => {
    const { chosen, told, isOpen, type, press } = show();
    type('ban');
    press('Enter');
    press('Enter');
    expect(chosen).toEqual(['Banana']);
    expect(told()).toBeNull();
    expect(isOpen()).toBe(true);
  });

  it('closes at Esc and keeps what was typed, of which nothing is highlighted then', () => {
    const { box, chosen, told, isOpen, type, press } = show();
    type('ap');
    expect(press('Escape')).toBe(true);
    expect(isOpen()).toBe(false);
    expect(told()).toBeNull();
    expect(box.value).toBe('ap');
    press('Enter');
    expect(chosen).toEqual([]);
    expect(press('Escape')).toBe(false);
  });

  it('is closed and empty once the box was left, and hears whoever comes back at once', () => {
    const { box, isOpen, told, type } = show();
    type('ap');
    act(() => screen.getByRole('button', { name: 'Elsewhere' }).focus());
    expect([isOpen(), box.value]).toEqual([false, '']);
    act(() => {
      box.focus();
      box.blur();
      box.focus();
    });
    type('ch');
    expect([isOpen(), told()]).toEqual([true, 'Cherry']);
  });

  it('stays as it is while another window has the focus', () => {
    const { box, isOpen, type } = show();
    type('ap');
    fireEvent.blur(box);
    expect(isOpen()).toBe(true);
    expect(box.value).toBe('ap');
  });
});
