/**
 * The administrator's policy as browsers read it from the disk: of this machine, not of one browser. It names only the
 * development build, and goes with the process at the latest. Chromium takes a change over within seconds, Firefox
 * reads it when it starts.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { extensionDir } from './world.ts';

type BrowserName = 'chromium' | 'firefox';

const files: Record<BrowserName, string> = {
  chromium: '/etc/chromium/policies/managed/chatside-e2e.json',
  // The one file that it reads; there may be one of somebody else.
  firefox: '/etc/firefox/policies/policies.json',
};

/** Nobody's id: by it a file that was left behind is known for ours. */
const mark = { 'e2e@chatside.app': {} };

/** Whether this user may set policies, as administrators may, and no other policy is in the way. */
export function maySetPolicy(browser: BrowserName): boolean {
  const file = files[browser];
  try {
    if (existsSync(file) && !readFileSync(file, 'utf8').includes('e2e@chatside.app')) return false;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(mark));
    setPolicy(browser, null);
    return true;
  } catch {
    return false;
  }
}

/** Null: no policy. */
export function setPolicy(browser: BrowserName, settings: object | null): void {
  const file = files[browser];
  if (settings === null) {
    rmSync(file, { force: true });
    return;
  }
  process.once('exit', () => rmSync(file, { force: true }));
  const content =
    browser === 'chromium'
      ? { '3rdparty': { extensions: { ...mark, [chromiumId()]: settings } } }
      : { policies: { '3rdparty': { Extensions: { ...mark, 'chatside@chatside.app': settings } } } };
  // Under another ending first, so that no half of it is ever read.
  writeFileSync(`${file}.new`, JSON.stringify(content));
  renameSync(`${file}.new`, file);
}

/** Of an unpacked build: the first half of its public key's SHA-256, in letters from a to p. */
export function chromiumId(): string {
  const { key }: { key: string } = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8'));
  const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  return [...digest].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}
