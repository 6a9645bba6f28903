import { useLayoutEffect } from 'preact/hooks';
import { tinykeys } from 'tinykeys';
import type { Commands } from '../../controls/commands.ts';
import { type Shortcut, shortcuts } from './shortcuts.ts';

/**
 * The panel's keys: single ones only while nothing is being typed and no box stands over the panel, and never with
 * Alt, which writes letters on many keyboards.
 */
export function usePanelKeys(commands: Commands, on: boolean): void {
  useLayoutEffect(() => {
    if (!on) return;
    const isOff = ({ repeat, defaultPrevented }: KeyboardEvent) => repeat || defaultPrevented || isBoxOpen();
    const whileTyping = tinykeys(window, bindings(true, commands), { ignore: isOff });
    const single = tinykeys(window, bindings(false, commands), {
      ignore: (event) => isOff(event) || isTextBox(event.target),
    });
    return () => {
      whileTyping();
      single();
    };
  }, [on, commands]);
}

/** Letters work also where their keys write another script. The first that fits counts, so what is written goes first. */
function bindings(withControl: boolean, commands: Commands): Record<string, (event: KeyboardEvent) => void> {
  const wanted = shortcuts.filter(({ keys }) => keys.length > 1 === withControl);
  const run = ({ kind }: Shortcut, event: KeyboardEvent) => {
    event.preventDefault();
    commands.run(kind);
  };
  const modifier = withControl ? '$mod+' : '';
  const keyOf = ({ keys }: Shortcut): string => keys.at(-1) ?? '';
  const isLetter = (shortcut: Shortcut) => /^[A-Z]$/.test(keyOf(shortcut));
  return Object.fromEntries([
    ...wanted.map((shortcut) => [
      isLetter(shortcut) ? `${modifier}${keyOf(shortcut).toLowerCase()}` : `[Shift]+${keyOf(shortcut)}`,
      (event: KeyboardEvent) => run(shortcut, event),
    ]),
    ...wanted.filter(isLetter).map((shortcut) => [
      `${modifier}Key${keyOf(shortcut)}`,
      (event: KeyboardEvent) => {
        if (!/^\p{ASCII}$/u.test(event.key)) run(shortcut, event);
      },
    ]),
  ]);
}

const isBoxOpen = () => document.querySelector('dialog[open]') !== null;

function isTextBox(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
