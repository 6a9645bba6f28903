import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';

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
  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts]);
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
      <div class="actions">
        <button type="submit" class="button button-primary">
          {t('options.save')}
        </button>
        <button type="button" class="button button-quiet" onClick={props.onCancel}>
          {t('options.cancel')}
        </button>
        {props.more}
      </div>
    </form>
  );
}
