import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { useLater } from '../use-later.ts';
import type { FieldRow } from './field-rows.ts';

/** The way to the details that are not filled: a press, and a few letters of one's name. */
export function AddDetail(props: {
  buttonRef: RefObject<HTMLButtonElement | null>;
  rows: readonly FieldRow[];
  /** Gets the key of the field to fill in. */
  onChoose: (key: string) => void;
}) {
  const { buttonRef, rows, onChoose } = props;
  const later = useLater();
  const [asking, setAsking] = useState(false);
  const returning = useRef(false);
  if (asking && later) {
    return (
      <later.DetailPicker
        rows={rows}
        onChoose={(key) => {
          setAsking(false);
          onChoose(key);
        }}
        onClose={(keepFocus) => {
          returning.current = keepFocus;
          setAsking(false);
        }}
      />
    );
  }
  return (
    <button
      ref={(button) => {
        buttonRef.current = button;
        if (returning.current) button?.focus();
        returning.current = false;
      }}
      type="button"
      class="link-button detail-add"
      onClick={() => setAsking(true)}
    >
      {t('details.addOne')}
    </button>
  );
}
