import type { IconNode } from 'lucide';
import { BellRing, Pencil } from 'lucide';
import { t } from '../../../lib/i18n/index.ts';
import { Icon } from '../../controls/icon.tsx';

/** What must not be overlooked inside a section, on its title while it is folded. */
export function SectionMarks({ due, unsaved }: { due: boolean; unsaved: boolean }) {
  if (!due && !unsaved) return null;
  return (
    <span class="section-marks">
      {due && <Mark node={BellRing} words={t('sections.due')} />}
      {unsaved && <Mark node={Pencil} words={t('sections.unsaved')} />}
    </span>
  );
}

function Mark({ node, words }: { node: IconNode; words: string }) {
  return (
    <span title={words}>
      <Icon node={node} size={14} />
      <span class="visually-hidden">{words}</span>
    </span>
  );
}
