import { Search } from 'lucide';
import { useRef } from 'preact/hooks';
import { nameMatcher } from '../../../lib/search/match-name.ts';
import { Dialog } from '../../controls/dialog.tsx';
import { Icon } from '../../controls/icon.tsx';
import { useCombobox } from '../../controls/use-combobox.ts';

export interface PaletteItem {
  /** Unique in the palette. */
  id: string;
  text: string;
  /** The key that does the same. */
  key?: string;
  run(): void;
}

/** Finds something to do by a few letters. Arrows move, Enter runs; the box is gone before it begins. */
export function Palette(props: {
  title: string;
  placeholder: string;
  items: readonly PaletteItem[];
  /** Said where nothing is found, or nothing can be. */
  empty: string;
  onClose: () => void;
}) {
  const { title, items } = props;
  const box = useRef<HTMLInputElement>(null);
  const find = (typed: string) => {
    const fitOf = nameMatcher(typed);
    return items
      .flatMap((item) => {
        const fit = fitOf(item.text);
        return fit === null ? [] : [{ item, fit }];
      })
      .sort((a, b) => a.fit - b.fit)
      .map(({ item }) => item);
  };
  const combobox = useCombobox({
    label: title,
    find,
    keyOf: ({ id }) => id,
    onChoose(item) {
      // The browser gives the focus back at once; then the command may put it elsewhere.
      box.current?.closest('dialog')?.close();
      props.onClose();
      item.run();
    },
  });

  return (
    <Dialog title={title} bare onClose={props.onClose}>
      <label class="palette-box">
        <Icon node={Search} />
        <input {...combobox.box} ref={box} dir="auto" placeholder={props.placeholder} />
      </label>
      <div class="palette-list" {...combobox.frame} {...combobox.list}>
        {combobox.options.map((item) => (
          <div key={item.id} class="palette-item" {...combobox.option(item)}>
            <span dir="auto">{item.text}</span>
            {item.key !== undefined && (
              <span class="key" aria-hidden="true">
                {item.key}
              </span>
            )}
          </div>
        ))}
      </div>
      <p class="palette-empty" role="status">
        {combobox.options.length === 0 ? props.empty : ''}
      </p>
    </Dialog>
  );
}
