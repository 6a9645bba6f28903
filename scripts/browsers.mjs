/** `npm run browsers`: has both browsers, and fonts, on this machine, for the tests that need them. */
import { ensureBrowser, ensureFonts } from './set-up.mjs';

process.stdout.write(
  `CHROMIUM_PATH=${ensureBrowser('chromium')}\nFIREFOX_PATH=${ensureBrowser('firefox')}\n`,
);
ensureFonts();
