/** `npm start`: makes the machine ready, then shows the real thing. */
import { ensureBrowser, ensurePackages, goOn } from './set-up.mjs';

ensurePackages();
goOn('scripts/show.ts', { CHROMIUM_PATH: ensureBrowser('chromium') });
