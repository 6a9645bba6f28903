/** What the panel needs to show a number, and no more: it is fetched after the first paint. */
export { formatInternational, formatLocal } from './format-number.ts';
export { maskPhone } from './mask-phone.ts';
