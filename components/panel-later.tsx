/**
 * What the panel fetches right after its first paint, whatever that showed: the next chat may be a stranger's, or a
 * group. What is fetched on demand imports it for the words that come with it: one file, so that it is packed well.
 */
import '../lib/i18n/later-words.ts';
import './styles/find.css';
import './styles/notice.css';

export { CompanyQuestions } from './company-questions.tsx';
export { DeviceTrouble } from './device-trouble.tsx';
export { errorWords } from './error-words.ts';
export { FaultPanel, FaultPart } from './fault-notice.tsx';
export { FindCustomer } from './find-customer.tsx';
export { StateNotice } from './state-notice.tsx';
export { StrandedWrites } from './stranded-writes.tsx';
