import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

/** What the options page alone says. */
const ofOptions = (key: string) => key.startsWith('options.');

/**
 * Turns `lib/i18n/locales/*.json` (key → ICU message) into what `@lingui/core` runs, at build time. `?panel` leaves out
 * what only the options page says, `?options` is just that: the panel is painted sooner for it. Tests get every word.
 */
export function catalogues(): Plugin {
  return {
    name: 'chatside:catalogues',
    enforce: 'pre',
    transform(code, id) {
      const found = /\/lib\/i18n\/locales\/[\w-]+\.json(?:\?(panel|options))?$/.exec(id);
      if (!found) return;
      const part = found[1];
      const messages: Record<string, string> = JSON.parse(code);
      const wanted = Object.entries(messages).filter(
        ([key]) => part === undefined || process.env.VITEST || ofOptions(key) === (part === 'options'),
      );
      const compiled = Object.fromEntries(wanted.map(([key, message]) => [key, compileMessage(message)]));
      return { code: `export default ${JSON.stringify(compiled)}`, map: null, moduleType: 'js' };
    },
  };
}
