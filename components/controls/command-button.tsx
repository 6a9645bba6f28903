import type { ComponentProps } from 'preact';
import { useRef } from 'preact/hooks';
import { type CommandKind, unfolded, useCommands } from './commands.ts';

/** A button that is a command as well: whoever runs it acts as a press would. */
export function CommandButton(
  props: Omit<ComponentProps<'button'>, 'ref'> & {
    command: CommandKind;
    of?: string;
    /** As a command; what is written on the button may be shorter. */
    text: () => string;
    place?: number;
    buttonRef?: { current: HTMLButtonElement | null };
  },
) {
  const { command: kind, of, text, place, buttonRef, ...button } = props;
  const own = useRef<HTMLButtonElement>(null);
  const ref = buttonRef ?? own;
  useCommands([
    {
      kind,
      text,
      run: () => unfolded(ref.current)?.click(),
      ...(of !== undefined && { of }),
      ...(place !== undefined && { place }),
    },
  ]);
  return <button type="button" {...button} ref={ref} />;
}
