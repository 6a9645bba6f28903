/** Imported for its effect by the options page: brings the words that the panel does not carry. */
import { addWords } from './index.ts';
import { wordsOf } from './words-of.ts';

addWords(
  wordsOf(
    import.meta.glob<Record<string, string>>('./locales/*.json', { query: '?options', import: 'default' }),
  ),
);
