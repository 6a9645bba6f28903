import { Merge, Trash2 } from 'lucide';
import { t } from '../../../lib/i18n/index.ts';
import type { WriteView } from '../../../lib/session/shapes.ts';
import { Notice } from '../notices/notice.tsx';

/** In place of the card of somebody who is being deleted, or made one with another: the way back stands with the save state. */
export const LeavingNotice = ({ writes }: { writes: readonly WriteView[] }) =>
  writes.some(({ change, state }) => change.kind === 'delete' && state !== 'failed') ? (
    <Notice icon={Trash2} title={t('delete.leaving')} text={t('delete.leavingText')} under />
  ) : (
    <Notice icon={Merge} title={t('merge.leaving')} text={t('delete.leavingText')} under />
  );
