/** Imported for its effect by what says what went wrong: brings the words for it. */
import { addWords } from './index.ts';
import english from './locales/en.json?trouble';

addWords(english);
