/** `npm start`: makes the machine ready, then shows the real thing. `--shop vendure`: with a real shop. */
import { ensureBrowser, ensureFonts, ensurePackages, ensureShop, goOn } from './set-up.mjs';

ensurePackages();
if (process.argv.includes('--shop')) ensureShop();
const CHROMIUM_PATH = ensureBrowser('chromium');
ensureFonts();
goOn('scripts/show.ts', { CHROMIUM_PATH });
