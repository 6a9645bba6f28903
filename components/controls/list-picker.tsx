import { useLayoutEffect, useRef } from 'preact/hooks';
import { nameMatcher } from '../../lib/search/match-name.ts';
import { closedTurns } from '../../lib/text/unseen.ts';
import { useCombobox } from './use-combobox.ts';

export interface ListItem {
  /** Unique in the list. */
  id: string;
  name: string;
  note?: string | undefined;
}

/** One of many, found by a few letters: opened with the focus in it, closed by Esc and by leaving it. */
export function ListPicker(props: {
  label: string;
  placeholder: string;
  /** Said where nothing is found. */
  empty: string;
  items: readonly ListItem[];
  onChoose: (id: string) => void;
  /** `keepFocus`: from within. */
  onClose: (keepFocus: boolean) => void;
}) {
  const { label, items, onChoose, onClose } = props;
  const picker = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({
    label,
    find(typed) {
      const fitOf = nameMatcher(typed);
      return items
        .flatMap((item) => {
          const fit = fitOf(item.name);
          return fit === null ? [] : [{ item, fit }];
        })
        .sort((one, other) => one.fit - other.fit)
        .map(({ item }) => item);
    },
    keyOf: ({ id }) => id,
    onChoose: ({ id }) => onChoose(id),
  });

  useLayoutEffect(() => {
    box.current?.focus();
    picker.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);

  return (
    <div ref={picker} class="picker list-picker">
      <label class="picker-box">
        <input
          {...combobox.box}
          ref={box}
          placeholder={props.placeholder}
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
          {combobox.options.map((item) => (
            <div key={item.id} class="picker-item" {...combobox.option(item)}>
              <span class="picker-name" dir="auto" title={closedTurns(item.name)}>
                {closedTurns(item.name)}
              </span>
              {item.note !== undefined && <span class="picker-note">{item.note}</span>}
            </div>
          ))}
        </div>
        {combobox.options.length === 0 && <p class="picker-empty">{props.empty}</p>}
      </div>
    </div>
  );
}
