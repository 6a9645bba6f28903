/** `npm test`: makes the machine ready, then runs every check there is. */
import { ensureBrowser, ensurePackages, ensureShop, goOn } from './set-up.mjs';

ensurePackages();
ensureShop();
const CHROMIUM_PATH = ensureBrowser('chromium');
const FIREFOX_PATH = ensureBrowser('firefox');
goOn('scripts/run-checks.ts', { CHROMIUM_PATH, FIREFOX_PATH });
