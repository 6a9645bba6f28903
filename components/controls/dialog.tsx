import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import { Icon } from './icon.tsx';

/** A box over the panel, the browser's own: it holds the focus, Esc closes it, and the focus goes back. */
export function Dialog(props: {
  title: string;
  /** What is in it names itself: no head. */
  bare?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const { title, onClose } = props;
  const box = useRef<HTMLDialogElement>(null);
  const name = useId();
  useEffect(() => {
    const dialog = box.current;
    if (!dialog) return;
    // Not as a property: the event comes late, and must not close what has opened in this one's place.
    dialog.addEventListener('close', onClose);
    dialog.showModal();
    return () => {
      dialog.removeEventListener('close', onClose);
      dialog.close();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes it as well
    <dialog
      ref={box}
      class={props.bare ? 'dialog dialog-bare' : 'dialog'}
      aria-labelledby={name}
      onClick={(event) => {
        if (event.target === event.currentTarget) box.current?.close();
      }}
    >
      {props.bare ? (
        <h2 id={name} class="visually-hidden">
          {title}
        </h2>
      ) : (
        <header class="dialog-head">
          <h2 id={name}>{title}</h2>
          <button
            type="button"
            class="icon-button"
            aria-label={t('dialog.close')}
            title={t('dialog.close')}
            onClick={() => box.current?.close()}
          >
            <Icon node={X} />
          </button>
        </header>
      )}
      {props.children}
    </dialog>
  );
}
