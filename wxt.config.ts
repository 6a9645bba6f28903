import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { bareKy } from './build/bare-ky.ts';
import { catalogues } from './build/catalogues.ts';
import { bareNumberPlans } from './build/number-plans.ts';
import { plainBrowser, standIns } from './build/stand-ins.ts';
import { thirdPartyLicenses } from './build/third-party-licenses.ts';

/** Public half of a throw-away key: unpacked development builds keep one id, so that policy can name it. */
const DEVELOPMENT_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAv39vlUuXelEhSEo+ntJ5KFdhYqSlGJK9knWGQds8amo99aRWxU+wsVzwN6hV0JjPSR4wTaSzfnVFtZHUuUBeNHad4/QEWAFlZMrsClGcHzwgZWroxvpZnO5+3x81SeYL8JQaiCGs13/QFVpB1kTU0Z8Gd8UM1T1C2JB93ku8Orogz2m4iSbHXGWqjDwjAoVAWjlaBep+396Ilk/9aP82MOxtLytm3u2wVwlZ9C4Mh4I4xPBrcgqblw9OZgLmB0WwWMO+LSsQ938OOoJxbflt9NYR+XnmVvSNZQrDHIjoOOQcMYQhTwKwzKgNc92nMNkARJE5ixCrf7pGJOT1QijDGwIDAQAB';

/** The store assigns its own id, so its package carries no key. */
const forStore = process.env.CHATSIDE_STORE === '1';

const vendorHosts = [
  'https://api.socialepoch.com/*',
  'https://api.socialscrm.com/*',
  'https://www.socialscrm.com/*',
  'https://www.sobot.com/*',
];

/** Said in full: Firefox adds `upgrade-insecure-requests` when the key is missing, and plain-http CRMs fail. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  'connect-src https: http:',
  'frame-src https: http:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const licenses = thirdPartyLicenses(fileURLToPath(new URL('.', import.meta.url)));

/** Where every kilobyte is parsed between an event and its answer. */
const lean: ReadonlySet<string> = new Set(['content-script', 'background']);

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  imports: false,
  targetBrowsers: ['chrome', 'firefox'],
  manifestVersion: 3,
  // Reviewers build from the sources, so what decides how packages are installed goes along.
  zip: {
    name: 'chatside',
    includeSources: ['**/*', '.npmrc', '.nvmrc'],
    excludeSources: ['docs/**', 'test/**', 'bench/**'],
  },
  hooks: {
    // With `imports: false` WXT still imports whatever bears a name of its own, as `storage`, and bundles it.
    'config:resolved': ({ config }) => {
      config.imports.presets = [];
    },
    'vite:build:extendConfig': (entrypoints, config) => {
      config.plugins?.push(plainBrowser(), licenses.plugin());
      if (entrypoints.every(({ type }) => lean.has(type))) config.plugins?.push(bareNumberPlans(), bareKy());
    },
    'build:publicAssets': (_, files) => {
      files.push({ relativeDest: 'third-party-licenses.txt', contents: licenses.text() });
    },
    // The gallery shows every component state to the people who build the panel; users never get it.
    'entrypoints:resolved': (wxt, entrypoints) => {
      if (wxt.config.mode !== 'production') return;
      const gallery = entrypoints.findIndex((entrypoint) => entrypoint.name === 'gallery');
      if (gallery >= 0) entrypoints.splice(gallery, 1);
    },
  },
  manifest: ({ browser }) => ({
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'en',
    permissions: [
      'storage',
      'unlimitedStorage',
      'alarms',
      'scripting',
      ...(browser === 'firefox' ? [] : ['sidePanel']),
    ],
    host_permissions: ['https://web.whatsapp.com/*', ...vendorHosts],
    optional_permissions: ['notifications'],
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    content_security_policy: { extension_pages: contentSecurityPolicy },
    incognito: 'not_allowed',
    action: { default_title: '__MSG_name__' },
    storage: { managed_schema: 'managed-schema.json' },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'chatside@chatside.app',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['personallyIdentifyingInfo'] },
            },
          },
        }
      : { minimum_chrome_version: '125', ...(forStore ? {} : { key: DEVELOPMENT_KEY }) }),
  }),
  vite: () => ({
    plugins: [catalogues(), preact()],
    resolve: { alias: standIns },
    build: { target: 'esnext', sourcemap: false, modulePreload: { polyfill: false } },
  }),
});
