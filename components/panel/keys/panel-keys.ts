import { useLayoutEffect, useRef } from 'preact/hooks';
import { tinykeys } from 'tinykeys';
import { type PanelHands, panelHands } from './panel-hands.ts';

const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');
/** What is written on the key that stands for Ctrl here. */
export const commandKey = isApple ? '⌘' : 'Ctrl';

/**
 * The panel's keys: single ones only while nothing is being typed and no box stands over the panel, and never with
 * Alt, which writes letters on many keyboards.
 */
export function usePanelKeys(
  main: { readonly current: HTMLElement | null },
  keys: { on: boolean; onPalette: () => void; onHelp: () => void; onRefresh: () => void },
): void {
  const latest = useRef(keys);
  latest.current = keys;
  useLayoutEffect(() => {
    if (!keys.on) return;
    const hands = (act: (hands: PanelHands) => void) => {
      if (main.current) act(panelHands(main.current));
    };
    const onPalette = (event: KeyboardEvent) => {
      event.preventDefault();
      latest.current.onPalette();
    };
    const whileTyping = tinykeys(
      window,
      { '$mod+k': onPalette, '$mod+KeyK': onPalette },
      { ignore: (event) => event.repeat || event.defaultPrevented || isBoxOpen() },
    );
    const goTag = ({ go, press }: PanelHands) => {
      go('tag');
      press('tag');
    };
    const single = tinykeys(
      window,
      {
        ...letters({
          t: () => hands(goTag),
          n: () => hands(({ go }) => go('note')),
          s: () => hands(({ go }) => go('stage')),
          r: () => latest.current.onRefresh(),
        }),
        '[Shift]+?': () => latest.current.onHelp(),
      },
      {
        ignore: ({ target, repeat, defaultPrevented }) =>
          repeat || defaultPrevented || isTextBox(target) || isBoxOpen(),
      },
    );
    return () => {
      whileTyping();
      single();
    };
  }, [keys.on, main]);
}

/** Letters, also where their keys write another script. The first that fits counts, so what is written goes first. */
function letters(acts: Record<string, () => void>): Record<string, (event: KeyboardEvent) => void> {
  const written = Object.entries(acts).map(([letter, act]) => [
    letter,
    (event: KeyboardEvent) => {
      event.preventDefault();
      act();
    },
  ]);
  const placed = Object.entries(acts).map(([letter, act]) => [
    `Key${letter.toUpperCase()}`,
    (event: KeyboardEvent) => {
      if (/^\p{ASCII}$/u.test(event.key)) return;
      event.preventDefault();
      act();
    },
  ]);
  return Object.fromEntries([...written, ...placed]);
}

const isBoxOpen = () => document.querySelector('dialog[open]') !== null;

function isTextBox(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
