import { t } from '../../../lib/i18n/index.ts';
import { ListPicker } from '../../controls/list-picker.tsx';
import type { FieldRow } from './field-rows.ts';

/** The details that are not filled. Fetched after the first paint. */
export function DetailPicker(props: {
  rows: readonly FieldRow[];
  onChoose: (key: string) => void;
  onClose: (keepFocus: boolean) => void;
}) {
  return (
    <ListPicker
      label={t('details.addOne')}
      placeholder={t('details.find')}
      empty={t('details.none')}
      items={props.rows.map(({ key, label, definition }) => ({
        id: key,
        name: label,
        note: definition.required ? t('details.required') : undefined,
      }))}
      onChoose={props.onChoose}
      onClose={props.onClose}
    />
  );
}
