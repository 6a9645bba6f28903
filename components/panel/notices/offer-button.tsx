import type { ComponentProps } from 'preact';
import { CommandButton } from '../../controls/command-button.tsx';

/** A button for what the state itself offers to do. */
export function OfferButton(
  props: Pick<ComponentProps<'button'>, 'type' | 'onClick' | 'aria-disabled'> & {
    text: string;
    primary?: boolean | undefined;
  },
) {
  const { text, primary, ...button } = props;
  return (
    <CommandButton {...button} command="offer" of={text} class={primary ? 'button button-primary' : 'button'}>
      {text}
    </CommandButton>
  );
}
