import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const plainBrowserFile = fileURLToPath(new URL('./plain-browser.ts', import.meta.url));

/** What is built in the place of other people's modules. */
export const standIns = {
  'wxt/utils/content-script-context': fileURLToPath(new URL('./quiet-context.ts', import.meta.url)),
};

/** Leaves the polyfill of the browser's interfaces to the options page alone. */
export function plainBrowser(): Plugin {
  return {
    name: 'chatside:plain-browser',
    enforce: 'pre',
    resolveId: (id, importer) =>
      id === '@wxt-dev/webextension-polyfill/browser' && !importer?.includes('/entrypoints/options/')
        ? plainBrowserFile
        : null,
  };
}
