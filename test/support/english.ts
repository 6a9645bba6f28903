/** What is drawn in a test is said in English, every word of it, unless the test says otherwise. */
import { setLanguage } from '../../lib/i18n/index.ts';
import '../../lib/i18n/later-words.ts';
import '../../lib/i18n/options-words.ts';
import '../../lib/i18n/trouble-words.ts';

await setLanguage('en', []);
