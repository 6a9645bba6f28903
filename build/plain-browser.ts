/**
 * Stands in for the polyfill wherever every kilobyte is read between an event and its answer: in the content script, of
 * which it would be a fifth, in the worker and in the panel. What is used there answers with promises in every browser
 * that Chatside runs in. The settings page asks by the polyfill.
 */
import type { browser as polyfilled } from 'wxt/browser';

interface Namespaces {
  browser?: typeof polyfilled;
  chrome: typeof polyfilled;
}

const { browser: own, chrome } = globalThis as unknown as Namespaces;

/** Asked for its id, since an element of the page may go by that name. */
export const browser = own?.runtime?.id ? own : chrome;
