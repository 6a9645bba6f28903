import { Trash2 } from 'lucide';
import { t } from '../../../lib/i18n/index.ts';
import { Notice } from '../notices/notice.tsx';

/** In place of the card of somebody who is being deleted: the way back stands with the save state. */
export const LeavingNotice = () => (
  <Notice icon={Trash2} title={t('delete.leaving')} text={t('delete.leavingText')} under />
);
