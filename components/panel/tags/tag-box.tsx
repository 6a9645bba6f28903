import { Plus } from 'lucide';
import { t } from '../../../lib/i18n/index.ts';
import { unfolded, useCommands } from '../../controls/commands.ts';
import { Icon } from '../../controls/icon.tsx';
import type { ComboboxBox } from '../../controls/use-combobox.ts';
import { shortcutOf } from '../keys/shortcuts.ts';

/** The box to add a tag: plain at first, with the picker's list under it a moment later. */
export function TagBox(props: {
  boxRef: { current: HTMLInputElement | null };
  /** It can be reached by a key. */
  hasKey: boolean;
  disabled?: boolean;
  /** What the list makes of it. */
  combobox?: ComboboxBox;
  /** It was gone to by a press, a key or a command, with what it begins with. */
  onReached?: (text?: string) => void;
}) {
  const { boxRef, hasKey, onReached } = props;
  useCommands([
    {
      kind: 'tag',
      run(text) {
        unfolded(boxRef.current)?.focus();
        onReached?.(text);
      },
    },
  ]);
  return (
    <label class="picker-box">
      <Icon node={Plus} size={14} />
      <input
        type="text"
        role="combobox"
        aria-expanded="false"
        aria-label={t('tags.add')}
        placeholder={t('tags.add')}
        autocomplete="off"
        onClick={() => onReached?.()}
        {...props.combobox}
        ref={boxRef}
        disabled={props.disabled}
      />
      {hasKey && (
        <span class="key" aria-hidden="true">
          {shortcutOf('tag')?.keys}
        </span>
      )}
    </label>
  );
}
