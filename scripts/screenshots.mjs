/** `npm run screenshots`: makes the machine ready, then takes the pictures. */
import { ensureBrowser, ensureFonts, ensurePackages, goOn } from './set-up.mjs';

ensurePackages();
const CHROMIUM_PATH = ensureBrowser('chromium');
ensureFonts();
goOn('scripts/screenshots.ts', { CHROMIUM_PATH });
