import type { ComponentProps } from 'preact';
import { useRef } from 'preact/hooks';
import { type CommandKind, unfolded, useCommands } from './commands.ts';

/** A button that is a command as well: whoever runs it acts as a press would. */
export function CommandButton(
  props: Omit<ComponentProps<'button'>, 'ref'> & {
    command: CommandKind;
    of?: string;
    buttonRef?: { current: HTMLButtonElement | null };
  },
) {
  const { command: kind, of, buttonRef, ...button } = props;
  const own = useRef<HTMLButtonElement>(null);
  const ref = buttonRef ?? own;
  useCommands([{ kind, of, run: () => unfolded(ref.current)?.click() }]);
  return <button type="button" {...button} ref={ref} />;
}
