import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const output = join(import.meta.dirname, '../../.output');
const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(join(output, folder, 'manifest.json'), 'utf8'));

const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src https: http:; frame-src https: http:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const hosts = [
  'https://web.whatsapp.com/*',
  'https://api.socialepoch.com/*',
  'https://api.socialscrm.com/*',
  'https://www.socialscrm.com/*',
  'https://www.sobot.com/*',
];

describe.each([
  ['Chromium', 'chrome-mv3'],
  ['Firefox', 'firefox-mv3'],
])('the manifest for %s', (name, folder) => {
  const manifest = manifestOf(folder);

  it('asks for exactly the permissions that are used', () => {
    const panel = name === 'Chromium' ? ['sidePanel'] : [];
    expect(manifest.permissions.toSorted()).toEqual(
      ['alarms', 'scripting', 'storage', 'unlimitedStorage', ...panel].toSorted(),
    );
    // Asked for where notifications of reminders are switched on.
    expect(manifest.optional_permissions).toEqual(['notifications']);
  });

  it('requires WhatsApp Web and the fixed vendor hosts; every other host is optional', () => {
    expect(manifest.host_permissions.toSorted()).toEqual(hosts.toSorted());
    expect(manifest.optional_host_permissions).toEqual(['https://*/*', 'http://*/*']);
  });

  it('states the whole content security policy, without an upgrade of plain http', () => {
    expect(manifest.content_security_policy).toEqual({ extension_pages: contentSecurityPolicy });
  });

  it('runs one script, on WhatsApp Web only, in its top frame and its own world', () => {
    expect(manifest.content_scripts).toHaveLength(1);
    const [script] = manifest.content_scripts;
    expect(script.matches).toEqual(['https://web.whatsapp.com/*']);
    expect(script.all_frames ?? false).toBe(false);
    expect(script.world ?? 'ISOLATED').toBe('ISOLATED');
  });

  it('gives the page nothing of the extension’s, and stays out of private windows', () => {
    expect(manifest.web_accessible_resources ?? []).toEqual([]);
    expect(manifest.externally_connectable).toBeUndefined();
    expect(manifest.incognito).toBe('not_allowed');
  });

  it('has its icons and its policy schema', () => {
    for (const size of ['16', '32', '48', '128']) {
      expect(existsSync(join(output, folder, manifest.icons[size]))).toBe(true);
    }
    expect(existsSync(join(output, folder, manifest.storage.managed_schema))).toBe(true);
  });

  it('leaves the gallery to those who build it', () => {
    expect(existsSync(join(output, folder, 'gallery.html'))).toBe(false);
  });
});

describe('what is particular to one browser', () => {
  it('keeps one id for unpacked Chromium builds', () => {
    expect(manifestOf('chrome-mv3').key).toMatch(/^MII/);
    expect(manifestOf('firefox-mv3').key).toBeUndefined();
  });

  it('does not open Firefox’s sidebar by itself at install', () => {
    expect(manifestOf('firefox-mv3').sidebar_action.open_at_install).toBe(false);
  });

  it('names Firefox’s id, its oldest version and the data that is sent to the CRM', () => {
    const { gecko } = manifestOf('firefox-mv3').browser_specific_settings;
    expect(gecko.id).toBe('chatside@chatside.app');
    expect(gecko.strict_min_version).toBe('140.0');
    expect(gecko.data_collection_permissions).toEqual({ required: ['personallyIdentifyingInfo'] });
  });
});
