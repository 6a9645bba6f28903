import { useLayoutEffect, useRef } from 'preact/hooks';

/** Asks before something goes, where it stands. The focus is on the way back; Escape goes it. */
export function Question(props: {
  text: string;
  /** Left out where it can't be done, and `text` says why. */
  yes?: { label: string; onYes: () => void };
  no: string;
  onNo: () => void;
  busy?: boolean;
}) {
  const { text, yes } = props;
  const back = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => back.current?.focus(), []);
  return (
    <div
      class="callout callout-danger"
      role="alertdialog"
      aria-label={text}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        props.onNo();
      }}
    >
      <p>{text}</p>
      <div class="actions">
        {yes && (
          <button type="button" class="button button-danger" disabled={props.busy} onClick={yes.onYes}>
            {yes.label}
          </button>
        )}
        <button ref={back} type="button" class="button" onClick={props.onNo}>
          {props.no}
        </button>
      </div>
    </div>
  );
}
