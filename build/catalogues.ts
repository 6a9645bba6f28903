import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

type Part = 'panel' | 'later' | 'trouble' | 'options';

/** Said only by what the panel fetches after its first paint: the picker, the search, whatever opens over the card. */
const later =
  /^(aside\.|help\.|(delete|forget|merge)\.(?!action$)|fault\.(title|text|part)|owner\.|palette\.(?!title)|write\.|arrange\.(?!title)|dialog\.|company\.|refused\.|orders\.(?!title$)|remind\.|tray\.|sections\.|details\.(find|none|save|cancel|unsaved|required|bad\w+|choose|\w+Username)$|find\.(?!no$|unnamed)|reason\.|state\.(?!notWhatsApp)|tags\.(recent|other|create|nothing|replaces|more)$)/;

/** Said only by what is fetched of the card’s own parts. */
const laterOfTheCard = /^(stage\.(find|noSuch|now)$|timeline\.(?!loading$)|event\.(?!due|doneAt$))/;

/** What went wrong and what to do about it: said by the panel after its first paint, and by the options page. */
const trouble = /^(error\.|device\.|orders\.(failed|notAllowed)$)/;

/** Which part of the words a key belongs to. */
export function partOf(key: string): Part {
  if (key.startsWith('options.')) return 'options';
  if (trouble.test(key)) return 'trouble';
  return later.test(key) || laterOfTheCard.test(key) ? 'later' : 'panel';
}

/**
 * Turns `lib/i18n/locales/*.json` (key → ICU message) into what `@lingui/core` runs, at build time. `?panel` is what the
 * panel's first paint needs, `?later` what it fetches after that, `?trouble` what it and the options page say of what
 * went wrong, `?options` what only the options page says. Tests get every word.
 */
export function catalogues(): Plugin {
  return {
    name: 'chatside:catalogues',
    enforce: 'pre',
    transform(code, id) {
      const found = /\/lib\/i18n\/locales\/[\w-]+\.json(?:\?(panel|later|trouble|options))?$/.exec(id);
      if (!found) return;
      const part = found[1];
      const messages: Record<string, string> = JSON.parse(code);
      const wanted = Object.entries(messages).filter(
        ([key]) => part === undefined || process.env.VITEST || partOf(key) === part,
      );
      const compiled = Object.fromEntries(wanted.map(([key, message]) => [key, compileMessage(message)]));
      return { code: `export default ${JSON.stringify(compiled)}`, map: null, moduleType: 'js' };
    },
  };
}
