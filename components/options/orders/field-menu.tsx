import { Check } from 'lucide';
import type { TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { MapField } from '../../../lib/orders/map-fields.ts';
import { Icon } from '../../controls/icon.tsx';

/** What a value is: arrows go round, Enter or a press chooses or takes back, Esc and leaving it close. */
export function FieldMenu(props: {
  label: string;
  /** Where it stands in what holds it, px. */
  top: number;
  fields: readonly MapField[];
  chosen: readonly MapField[];
  onChoose: (field: MapField) => void;
  /** `keepFocus`: from within. */
  onClose: (keepFocus: boolean) => void;
}) {
  const { fields, onClose } = props;
  const menu = useRef<HTMLDivElement>(null);
  const focusOn = (at: number) => {
    const buttons = menu.current?.querySelectorAll('button');
    buttons?.[(at + fields.length) % fields.length]?.focus();
  };
  useLayoutEffect(() => {
    const chosen = fields.findIndex((field) => props.chosen.includes(field));
    focusOn(Math.max(chosen, 0));
  }, [props.top]);

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const at = document.activeElement
      ? [...(menu.current?.children ?? [])].indexOf(document.activeElement)
      : -1;
    if (event.key === 'ArrowDown') focusOn(at + 1);
    else if (event.key === 'ArrowUp') focusOn(at - 1);
    else if (event.key === 'Home') focusOn(0);
    else if (event.key === 'End') focusOn(-1);
    else if (event.key === 'Escape' || event.key === 'Tab') onClose(true);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={menu}
      class="field-menu"
      role="menu"
      aria-label={props.label}
      tabIndex={-1}
      style={{ insetBlockStart: `${props.top}px` }}
      onKeyDown={onKeyDown}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && menu.current?.contains(relatedTarget)) return;
        // It keeps the focus while another window has it.
        if (!menu.current?.contains(document.activeElement)) onClose(false);
      }}
    >
      {fields.map((field) => {
        const isChosen = props.chosen.includes(field);
        return (
          <button
            key={field}
            type="button"
            role="menuitemcheckbox"
            aria-checked={isChosen}
            tabIndex={-1}
            onClick={() => {
              onClose(true);
              props.onChoose(field);
            }}
          >
            <span class="field-menu-mark">{isChosen && <Icon node={Check} size={14} />}</span>
            {t(`options.map.${field}`)}
          </button>
        );
      })}
    </div>
  );
}
