/** `npm start`: makes the machine ready, then shows the real thing. */
import { ensureBrowser, ensureFonts, ensurePackages, goOn } from './set-up.mjs';

ensurePackages();
const CHROMIUM_PATH = ensureBrowser('chromium');
ensureFonts();
goOn('scripts/show.ts', { CHROMIUM_PATH });
