import type { Stage } from '../../../lib/crm/model.ts';
import { formatNumber } from '../../../lib/i18n/formats.ts';
import { t } from '../../../lib/i18n/index.ts';
import { ListPicker } from '../../controls/list-picker.tsx';

/** All stages of a long pipeline, in its order. Fetched after the first paint. */
export function StagePicker(props: {
  stages: readonly Stage[];
  /** -1: none. */
  current: number;
  onChoose: (stage: Stage | undefined) => void;
  onClose: (keepFocus: boolean) => void;
}) {
  const { stages, current } = props;
  return (
    <ListPicker
      label={t('stage.all')}
      placeholder={t('stage.find')}
      empty={t('stage.noSuch')}
      items={stages.map(({ id, name }, index) => ({
        id,
        name,
        note: index === current ? t('stage.now') : formatNumber(index + 1),
      }))}
      onChoose={(id) => props.onChoose(stages.find((stage) => stage.id === id))}
      onClose={props.onClose}
    />
  );
}
