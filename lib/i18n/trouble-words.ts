/** Imported for its effect by what says what went wrong: brings the words for it. */
import { addWords } from './index.ts';
import { wordsOf } from './words-of.ts';

addWords(
  wordsOf(
    import.meta.glob<Record<string, string>>('./locales/*.json', { query: '?trouble', import: 'default' }),
  ),
);
