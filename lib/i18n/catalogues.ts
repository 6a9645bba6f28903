import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

/** Turns `lib/i18n/locales/*.json` (key → ICU message) into what `@lingui/core` runs, at build time. */
export function catalogues(): Plugin {
  return {
    name: 'chatside:catalogues',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/lib\/i18n\/locales\/[\w-]+\.json$/.test(id)) return;
      const messages: Record<string, string> = JSON.parse(code);
      const compiled = Object.fromEntries(
        Object.entries(messages).map(([key, message]) => [key, compileMessage(message)]),
      );
      return { code: `export default ${JSON.stringify(compiled)}`, map: null, moduleType: 'js' };
    },
  };
}
