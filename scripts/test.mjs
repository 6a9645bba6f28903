/** `npm test`: makes the machine ready, then runs every check there is. */
import { ensureBrowser, ensurePackages, goOn } from './set-up.mjs';

ensurePackages();
const CHROMIUM_PATH = ensureBrowser('chromium');
const FIREFOX_PATH = ensureBrowser('firefox');
goOn('scripts/run-checks.ts', { CHROMIUM_PATH, FIREFOX_PATH });
