/**
 * Whether the Firefox package can be built again from the sources that go with it, as its reviewers do: zips both, unpacks
 * the sources elsewhere, builds there, and compares every byte. `--install` fetches the packages anew, with `npm ci`;
 * else those that lie here are used, which came from the same lock file.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzip } from './unzip.ts';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

function run(cwd: string, command: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
}

function filesOf(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length), readFileSync(path, 'base64')];
    }),
  );
}

const elsewhere = mkdtempSync(join(tmpdir(), 'chatside-sources-'));
try {
  run(root, join(root, 'node_modules/.bin/wxt'), 'zip', '-b', 'firefox');
  unzip(join(root, `.output/chatside-${version}-sources.zip`), elsewhere);
  if (process.argv.includes('--install')) run(elsewhere, 'npm', 'ci', '--no-audit', '--no-fund');
  else symlinkSync(join(root, 'node_modules'), join(elsewhere, 'node_modules'));
  run(elsewhere, join(elsewhere, 'node_modules/.bin/wxt'), 'build', '-b', 'firefox');

  const ours = filesOf(join(root, '.output/firefox-mv3'));
  const theirs = filesOf(join(elsewhere, '.output/firefox-mv3'));
  const names = new Set([...ours.keys(), ...theirs.keys()]);
  const different = [...names].filter((name) => ours.get(name) !== theirs.get(name));
  if (different.length > 0) throw new Error(`Built from the sources these differ: ${different.join(', ')}`);
  process.stdout.write(`All ${names.size} files are the same when they are built from the sources.\n`);
} finally {
  rmSync(elsewhere, { recursive: true, force: true });
}
