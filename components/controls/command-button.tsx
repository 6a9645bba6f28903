import type { ComponentProps } from 'preact';
import { useRef } from 'preact/hooks';
import type { CommandKind } from './command-kinds.ts';
import { unfolded, useCommands } from './commands.ts';

/** A button that is a command as well: whoever runs it acts as a press would. */
export function CommandButton(
  props: Omit<ComponentProps<'button'>, 'ref'> & {
    command: CommandKind;
    of?: string;
    /** As a command; left out: what is written on the button. */
    text?: () => string;
    place?: number;
    buttonRef?: { current: HTMLButtonElement | null };
  },
) {
  const { command: kind, of, text = () => String(props.children), place, buttonRef, ...button } = props;
  const own = useRef<HTMLButtonElement>(null);
  const ref = buttonRef ?? own;
  useCommands([{ kind, of, text, place, run: () => unfolded(ref.current)?.click() }]);
  return <button type="button" {...button} ref={ref} />;
}
