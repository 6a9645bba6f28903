import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { FormActions } from '../form/form-actions.tsx';
import { useFirstWrong } from '../form/use-first-wrong.ts';

/** One item of a list as it is typed. Enter saves, Escape gives up; the focus goes in, and to what is wrong. */
export function ItemForm(props: {
  label: string;
  onSave: () => void;
  onCancel: () => void;
  /** Beside Save and Cancel. */
  more?: ComponentChildren;
  children: ComponentChildren;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [attempts, setAttempts] = useState(0);
  // Before anything is painted: the next key is meant for it.
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), []);
  useFirstWrong(form, attempts);
  return (
    <form
      ref={form}
      class="item-form"
      aria-label={props.label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAttempts(attempts + 1);
        props.onSave();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onCancel();
      }}
    >
      {props.children}
      <FormActions onCancel={props.onCancel}>{props.more}</FormActions>
    </form>
  );
}
