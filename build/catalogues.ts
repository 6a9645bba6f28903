import { readFileSync } from 'node:fs';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';
import { pseudoWords } from './pseudo-words.ts';

type Token =
  | string
  | [name: string, kind?: string | undefined, cases?: Record<string, Token[] | number | undefined> | string];

type Part = 'panel' | 'later' | 'trouble' | 'options' | 'notice';

/** Said only by what the panel fetches after its first paint: the picker, the search, whatever opens over the card. */
const later =
  /^(aside\.|embed\.|help\.|(delete|forget|merge)\.(?!action$)|fault\.(title|text|part)|owner\.|palette\.(?!title)|write\.|arrange\.(?!title)|dialog\.|company\.|refused\.|replies\.|orders\.(?!title$)|remind\.|tray\.|sections\.|details\.(find|none|save|cancel|unsaved|required|bad\w+|choose|\w+Username)$|find\.(?!no$|unnamed)|reason\.|state\.(?!notWhatsApp)|tags\.(recent|other|create|nothing|replaces|more)$)/;

/** Said only by what is fetched of the card’s own parts. */
const laterOfTheCard = /^(stage\.(find|noSuch|now)$|timeline\.(?!loading$)|event\.(?!due|doneAt$))/;

/** What went wrong and what to do about it: said by the panel after its first paint, and by the options page. */
const trouble = /^(error\.|device\.|orders\.(failed|notAllowed)$)/;

/** Which part of the words a key belongs to. */
export function partOf(key: string): Part {
  if (key.startsWith('options.')) return 'options';
  if (key.startsWith('notice.')) return 'notice';
  if (trouble.test(key)) return 'trouble';
  return later.test(key) || laterOfTheCard.test(key) ? 'later' : 'panel';
}

/**
 * What stands for a name or a number may be written the other way. Which cases of a choice are meant is told by the values
 * themselves, so the isolates go around the places, not the values.
 */
function withIsolates(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token): Token[] => {
    if (typeof token === 'string') return [token];
    const [name, kind, cases] = token;
    if (typeof cases !== 'object') return kind === undefined ? ['\u2068', token, '\u2069'] : [token];
    const inside = Object.entries(cases).map(([key, one]) => [
      key,
      Array.isArray(one) ? withIsolates(one) : one,
    ]);
    return [[name, kind, Object.fromEntries(inside)]];
  });
}

/**
 * Turns `lib/i18n/locales/*.json` (key → ICU message) into what `@lingui/core` runs, at build time; a key that a
 * translation lacks is said in English. `?panel` is what the panel's first paint needs, `?later` what it fetches after
 * that, `?trouble` what it and the options page say of what went wrong, `?options` what only the options page says,
 * `?notice` what notifications say. `isPseudo`: English is drawn as `pseudoWords` has it, to see how longer words fit.
 */
export function catalogues({ isPseudo = false } = {}): Plugin {
  return {
    name: 'chatside:catalogues',
    enforce: 'pre',
    transform(code, id) {
      const found = /^(.*\/lib\/i18n\/locales\/)([\w-]+)\.json\?(panel|later|trouble|options|notice)$/.exec(
        id,
      );
      if (!found) return;
      const [, folder, file, part] = found;
      const english: Record<string, string> = JSON.parse(readFileSync(`${folder}en.json`, 'utf8'));
      const own: Record<string, string> = JSON.parse(code);
      const compiled = Object.entries(english)
        .filter(([key]) => partOf(key) === part)
        .map(([key, message]) => {
          const words = isPseudo && file === 'en' ? pseudoWords : undefined;
          const tokens = compileMessageOrThrow(own[key] ?? message, words) as Token[];
          return [key, file === 'ar' ? withIsolates(tokens) : tokens];
        });
      return {
        code: `export default ${JSON.stringify(Object.fromEntries(compiled))}`,
        map: null,
        moduleType: 'js',
      };
    },
  };
}
