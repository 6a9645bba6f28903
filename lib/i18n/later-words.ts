/** Imported for its effect by what the panel fetches after its first paint: brings the words that only that says. */
import { addWords } from './index.ts';
import { wordsOf } from './words-of.ts';

addWords(
  wordsOf(
    import.meta.glob<Record<string, string>>('./locales/*.json', { query: '?later', import: 'default' }),
  ),
);
