import type { Provider } from '../settings/schema.ts';

/** Fields of text that every customer of a back end has, can be written, and may take a username. */
export const usernameFields: Readonly<Record<Provider, readonly string[]>> = {
  local: ['remark', 'company', 'profession', 'source'],
  socialepoch: ['remark', 'profession', 'source'],
  sobot: ['remark', 'company', 'wechat', 'qq'],
  youmi: [],
};
