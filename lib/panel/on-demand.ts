/** What the panel's events fetch when it is first asked for: one file, so that the first paint names one alone. */
export { download } from '../browser/download.ts';
export { lookAt } from './aside.ts';
export { createReplyEvents } from './replies.ts';
export { writesFile } from './writes-file.ts';
