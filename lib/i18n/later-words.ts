/** Imported for its effect by what the panel fetches after its first paint: brings the words that only that says. */
import { addWords } from './index.ts';
import english from './locales/en.json?later';

addWords(english);
