import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { nameMatcher } from '../../../lib/search/match-name.ts';
import { useCombobox } from '../../controls/use-combobox.ts';
import type { FieldRow } from './field-rows.ts';

/** Finds a detail that is not filled by a few letters. Esc and leaving it close it. Fetched after the first paint. */
export function DetailPicker(props: {
  rows: readonly FieldRow[];
  onChoose: (key: string) => void;
  /** `keepFocus`: from within. */
  onClose: (keepFocus: boolean) => void;
}) {
  const { rows, onChoose, onClose } = props;
  const picker = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({
    label: t('details.addOne'),
    find(typed) {
      const fitOf = nameMatcher(typed);
      return rows
        .flatMap((row) => {
          const fit = fitOf(row.label);
          return fit === null ? [] : [{ row, fit }];
        })
        .sort((one, other) => one.fit - other.fit)
        .map(({ row }) => row);
    },
    keyOf: ({ key }) => key,
    onChoose: ({ key }) => onChoose(key),
  });

  useLayoutEffect(() => {
    box.current?.focus();
    picker.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);

  return (
    <div ref={picker} class="picker detail-picker">
      <label class="picker-box">
        <input
          {...combobox.box}
          ref={box}
          placeholder={t('details.find')}
          onKeyDown={(event) => {
            combobox.box.onKeyDown(event);
            if (event.key !== 'Escape') return;
            event.preventDefault();
            onClose(true);
          }}
          onBlur={(event) => {
            // It keeps the focus while another window has it.
            if (document.activeElement !== event.currentTarget) onClose(false);
          }}
        />
      </label>
      <div class="picker-pop" {...combobox.frame}>
        <div class="picker-list" {...combobox.list}>
          {combobox.options.map((row) => (
            <div key={row.key} class="picker-item" {...combobox.option(row)}>
              <span class="picker-name" dir="auto" title={row.label}>
                {row.label}
              </span>
              {row.definition.required && <span class="picker-note">{t('details.required')}</span>}
            </div>
          ))}
        </div>
        {combobox.options.length === 0 && <p class="picker-empty">{t('details.none')}</p>}
      </div>
    </div>
  );
}
