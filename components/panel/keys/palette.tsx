import { Search } from 'lucide';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { nameMatcher } from '../../../lib/search/match-name.ts';
import { Dialog } from '../../controls/dialog.tsx';
import { Icon } from '../../controls/icon.tsx';
import type { Command } from './palette-commands.ts';

/** Finds a command by a few letters. Arrows move, Enter runs; the box is gone before the command begins. */
export function Palette(props: {
  title: string;
  placeholder: string;
  commands: readonly Command[];
  /** Said where nothing is found, or nothing can be. */
  empty: string;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const list = useId();
  const fitOf = nameMatcher(typed);
  const found = props.commands
    .flatMap((command) => {
      const fit = fitOf(command.text);
      return fit === null ? [] : [{ command, fit }];
    })
    .sort((a, b) => a.fit - b.fit)
    .map(({ command }) => command);
  const highlighted = Math.min(at, found.length - 1);
  const box = useRef<HTMLInputElement>(null);
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => shown.current?.scrollIntoView?.({ block: 'nearest' }), [highlighted, typed]);

  const run = (command: Command | undefined) => {
    if (!command) return;
    // The browser gives the focus back at once; then the command may put it elsewhere.
    box.current?.closest('dialog')?.close();
    props.onClose();
    command.run();
  };

  return (
    <Dialog title={props.title} bare onClose={props.onClose}>
      <label class="palette-box">
        <Icon node={Search} />
        <input
          type="text"
          role="combobox"
          dir="auto"
          autocomplete="off"
          spellcheck={false}
          aria-label={props.title}
          placeholder={props.placeholder}
          aria-expanded="true"
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={found.length > 0 ? `${list}-${highlighted}` : undefined}
          value={typed}
          ref={box}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
            if (step !== 0 && found.length > 0) setAt((highlighted + step + found.length) % found.length);
            else if (event.key === 'Enter') run(found[highlighted]);
            else return;
            event.preventDefault();
          }}
        />
      </label>
      <div id={list} class="palette-list" role="listbox" aria-label={props.title}>
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box above has the keys
          <div
            key={`${index} ${command.text}`}
            ref={index === highlighted ? shown : null}
            id={`${list}-${index}`}
            class="palette-item"
            role="option"
            tabIndex={-1}
            aria-selected={index === highlighted}
            onClick={() => run(command)}
          >
            <span dir="auto">{command.text}</span>
            {command.key !== undefined && (
              <span class="key" aria-hidden="true">
                {command.key}
              </span>
            )}
          </div>
        ))}
      </div>
      <p class="palette-empty" role="status">
        {found.length === 0 ? props.empty : ''}
      </p>
    </Dialog>
  );
}
