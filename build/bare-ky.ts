import type { Plugin } from 'vite';

/** By the file that ky asks: what is left of it where nothing is repeated, and nobody looks on how far a body has come. */
export const standIns: Readonly<Record<string, string>> = {
  'core/retry-timing.js':
    'export const getRetryTimingHeader = () => undefined; export const calculateRetryTimingDelay = () => undefined;',
  'utils/body.js':
    'export const streamRequest = (request) => request; export const streamResponse = (response) => response;',
};

/** Leaves out of a build what ky brings along for its own retries and for reports of progress: both are switched off. */
export function bareKy(): Plugin {
  return {
    name: 'chatside:bare-ky',
    enforce: 'pre',
    transform(_, id) {
      const file = /\/node_modules\/ky\/distribution\/(.+\.js)$/.exec(id)?.[1];
      const code = file && standIns[file];
      return code ? { code, map: null } : null;
    },
  };
}
