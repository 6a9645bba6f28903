/**
 * The administrator's policy, as Chromium reads it from the disk: of this machine, not of one browser. Only the
 * development build's id is named, and the file goes with the process at the latest.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extensionDir } from './world.ts';

const directory = '/etc/chromium/policies/managed';
const file = join(directory, 'chatside-e2e.json');

/** Whether this user may set policies, as administrators may. */
export function maySetPolicy(): boolean {
  try {
    setPolicy(null);
    mkdirSync(directory, { recursive: true });
    writeFileSync(file, '{}');
    setPolicy(null);
    return true;
  } catch {
    return false;
  }
}

/** Null: no policy. A running browser takes it over after some seconds. */
export function setPolicy(settings: object | null): void {
  if (settings === null) {
    rmSync(file, { force: true });
    return;
  }
  // Under another ending first, so that no half of it is ever read.
  writeFileSync(`${file}.new`, JSON.stringify({ '3rdparty': { extensions: { [extensionId()]: settings } } }));
  renameSync(`${file}.new`, file);
}

process.once('exit', () => rmSync(file, { force: true }));

/** Of an unpacked build: the first half of its public key's SHA-256, in letters from a to p. */
function extensionId(): string {
  const { key }: { key: string } = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8'));
  const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  return [...digest].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}
