/**
 * What the panel fetches right after its first paint, whatever that showed: the next chat may be a stranger's, or a
 * group. What is fetched on demand imports it for the words that come with it: one file, so that it is packed well.
 */
import '../../lib/i18n/later-words.ts';
import '../controls/list-picker.css';
import './card/section-marks.css';
import './details/field-editor.css';
import './embeds/embeds.css';
import './find/find.css';
import './follow-up/reminder-box.css';
import './follow-up/timeline.css';
import './forced-colors.css';
import './notices/notice.css';
import '../orders/orders.css';
import './save/refused.css';
import './save/aside-bar.css';
import './foot-lines.css';
import './save/tray-line.css';

export { errorWords } from '../words/error-words.ts';
export { LeavingNotice } from './card/leaving-notice.tsx';
export { SectionMarks } from './card/section-marks.tsx';
export { DetailPicker } from './details/detail-picker.tsx';
export { FieldEditor } from './details/field-editor.tsx';
export { SaveUsername } from './details/save-username.tsx';
export { Embeds } from './embeds/embeds.tsx';
export { FindCustomer } from './find/find-customer.tsx';
export { ReminderBox } from './follow-up/reminder-box.tsx';
export { Timeline } from './follow-up/timeline.tsx';
export { FootLines } from './foot-lines.tsx';
export { AddNumber } from './header/add-number.tsx';
export { FaultPanel, FaultPart } from './notices/fault-notice.tsx';
export { FootNotices } from './notices/foot-notices.tsx';
export { inactiveLine } from './notices/inactive-notice.tsx';
export { StateNotice } from './notices/state-notice.tsx';
export { Orders } from './orders/orders.tsx';
export { AsideBar } from './save/aside-bar.tsx';
export { editAgain } from './save/edit-again.ts';
export { refusals } from './save/refusals.tsx';
export { troubledLine } from './save/troubled-line.ts';
export { StagePicker } from './stage/stage-picker.tsx';
