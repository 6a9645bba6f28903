/** Imported for its effect by the options page: brings the words that the panel does not carry. */
import { addWords } from './index.ts';
import english from './locales/en.json?options';

addWords(english);
