import { t } from '../../../lib/i18n/index.ts';

/** @param source the braces that stand for nothing, as they are written. */
export const unknownWords = (source: string): string =>
  t('options.reply.unknown', { source, doubled: `{${source}}` });
