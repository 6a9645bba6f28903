import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { isTaken } from './list-edits.ts';

/**
 * A name as it is typed. What is wrong with it shows once it was to be saved.
 * @param longest in characters; null: any.
 */
export function useName(
  initial: string,
  others: readonly { name: string | null }[],
  longest: number | null = null,
) {
  const [value, setValue] = useState(initial);
  const [checked, setChecked] = useState(false);
  const name = value.trim();
  const wrong =
    name === ''
      ? t('options.item.noName')
      : isTaken(name, others)
        ? t('options.item.taken', { name })
        : longest !== null && [...name].length > longest
          ? t('options.item.tooLong', { count: longest })
          : undefined;
  return {
    name,
    field: { value, onValue: setValue, error: checked ? wrong : undefined },
    isRight(): boolean {
      // Once it is right it may be met among the others, as what was just kept.
      setChecked(wrong !== undefined);
      return wrong === undefined;
    },
  };
}
