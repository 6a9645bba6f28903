import type { TargetedEvent, TargetedKeyboardEvent } from 'preact';
import { useId, useLayoutEffect, useState } from 'preact/hooks';

/**
 * A text box that chooses from a list, as ARIA's "editable combobox with list autocomplete": the focus stays in the box,
 * arrows move the highlight round the ends, Enter chooses, and `aria-activedescendant` tells assistive technology.
 * What an input method needs for itself never gets here: `use-input-method.ts`.
 */
export function useCombobox<T>(props: {
  /** Of the box and of its list. */
  label: string;
  /** The options for what was typed, the best first. */
  find: (typed: string) => readonly T[];
  /** Unique among the options. */
  keyOf: (option: T) => string;
  onChoose: (option: T) => void;
  /** The list opens at a press, a letter or an arrow, and closes at Esc or when the box is left; else it is always there. */
  pops?: boolean;
  /** What was typed before. */
  initial?: string;
}) {
  const { label, find, keyOf, onChoose, pops = false, initial = '' } = props;
  const list = useId();
  const [typed, setTyped] = useState(initial);
  const [popped, setPopped] = useState(false);
  /** Where arrows led, by key, so that no other option slips under the highlight; null: where the text leads. */
  const [moved, setMoved] = useState<string | null>(null);
  const open = popped || !pops;
  const options = find(typed);
  const places = new Map(options.map((option, place) => [option, place]));
  const held = moved === null ? -1 : options.findIndex((option) => keyOf(option) === moved);
  // In an empty box that has other uses, Enter chooses only what was gone to.
  const first = options.length > 0 && (!pops || typed.trim() !== '') ? 0 : -1;
  const highlighted = !open ? -1 : held >= 0 ? held : first;
  const active = highlighted >= 0 ? `${list}-${highlighted}` : undefined;

  useLayoutEffect(() => {
    if (active) document.getElementById(active)?.scrollIntoView?.({ block: 'nearest' });
  }, [active, typed]);

  const type = (text: string) => {
    setTyped(text);
    setMoved(null);
  };
  const close = () => {
    setPopped(false);
    setMoved(null);
  };
  const choose = (option: T) => {
    type('');
    onChoose(option);
  };

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    const text = event.currentTarget.value;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    // From nothing, down leads to the first and up to the last.
    const next = highlighted < 0 && step < 0 ? -1 : highlighted + step;
    const target = options.at(next % options.length);
    // A key may come before what was typed last is drawn.
    const chosen = text === typed ? options[highlighted] : find(text)[0];
    if (step !== 0 && target !== undefined) {
      setPopped(true);
      setMoved(keyOf(target));
    } else if (event.key === 'Enter' && open && chosen !== undefined) choose(chosen);
    else if (event.key === 'Escape' && popped && pops) close();
    else return;
    event.preventDefault();
  };

  const popup = {
    onClick: () => setPopped(true),
    onBlur: (event: TargetedEvent<HTMLInputElement>) => {
      // It keeps the focus while another window has it.
      if (document.activeElement === event.currentTarget) return;
      close();
      setTyped('');
    },
  };

  return {
    typed,
    options,
    open,
    /** @param text to begin with, in place of what is in the box. */
    pop: (text?: string) => {
      setPopped(true);
      if (text !== undefined) type(text);
    },
    box: {
      type: 'text',
      role: 'combobox',
      autocomplete: 'off',
      spellcheck: false,
      'aria-label': label,
      'aria-expanded': open,
      'aria-controls': list,
      'aria-autocomplete': 'list',
      'aria-activedescendant': active,
      value: typed,
      onInput: (event: TargetedEvent<HTMLInputElement>) => {
        setPopped(true);
        type(event.currentTarget.value);
      },
      onKeyDown,
      ...(pops && popup),
    } as const,
    list: { id: list, role: 'listbox', 'aria-label': label } as const,
    /** For what holds the list: a press in it leaves the focus in the box. */
    frame: { onMouseDown: (event: Event) => event.preventDefault() },
    option: (option: T) => {
      const place = places.get(option) ?? -1;
      return {
        id: `${list}-${place}`,
        role: 'option',
        tabIndex: -1,
        'aria-selected': place === highlighted,
        onClick: () => choose(option),
      } as const;
    },
  };
}

/** What belongs on the box. */
export type ComboboxBox = ReturnType<typeof useCombobox>['box'];
