import './text-menu.css';
import type { TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** A menu of texts, as they are: arrows go round, Enter or a press chooses, Esc and leaving it close. Fetched on demand. */
export function TextMenu(props: {
  label: string;
  items: readonly string[];
  onChoose: (text: string) => void;
  /** `keepFocus`: from within. */
  onClose: (keepFocus: boolean) => void;
}) {
  const { items, onChoose, onClose } = props;
  const menu = useRef<HTMLDivElement>(null);
  const focusOn = (at: number) => {
    const buttons = menu.current?.querySelectorAll('button');
    buttons?.[(at + items.length) % items.length]?.focus();
  };
  useLayoutEffect(() => focusOn(0), []);

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const at = items.indexOf(document.activeElement?.textContent ?? '');
    if (event.key === 'ArrowDown') focusOn(at + 1);
    else if (event.key === 'ArrowUp') focusOn(at - 1);
    else if (event.key === 'Home') focusOn(0);
    else if (event.key === 'End') focusOn(-1);
    else if (event.key === 'Escape') onClose(true);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={menu}
      class="text-menu"
      role="menu"
      aria-label={props.label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && menu.current?.contains(relatedTarget)) return;
        // It keeps the focus while another window has it.
        if (!menu.current?.contains(document.activeElement)) onClose(false);
      }}
    >
      {items.map((item) => (
        <button
          key={item}
          type="button"
          role="menuitem"
          tabIndex={-1}
          dir="ltr"
          onClick={() => {
            onClose(true);
            onChoose(item);
          }}
        >
          {item}
        </button>
      ))}
    </div>
  );
}
