/** `npm ci` must work on every platform, from any registry: what a lock file made beside a `node_modules` breaks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Locked {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  integrity?: string;
  resolved?: string;
  hasInstallScript?: boolean;
}

const read = (file: string) => readFileSync(join(import.meta.dirname, '../../..', file), 'utf8');

function lockIn(folder: string) {
  const manifest = JSON.parse(read(`${folder}package.json`));
  const lock: { packages: Record<string, Locked> } = JSON.parse(read(`${folder}package-lock.json`));
  const installed = Object.entries(lock.packages).filter(([place]) => place !== '');

  /** Whether a package that lies at `place` finds `name`, as Node looks for it: beside itself, then further up. */
  function finds(place: string, name: string): boolean {
    for (let from = place; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
      if (lock.packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`]) return true;
      if (from === '') return false;
    }
  }

  const missing = (named: 'dependencies' | 'optionalDependencies') =>
    installed.flatMap(([place, one]) =>
      Object.keys(one[named] ?? {})
        .filter((name) => !finds(place, name))
        .map((name) => `${place} → ${name}`),
    );

  return { manifest, lock, installed, missing };
}

describe.each(['', 'test/shop/'])('%spackage-lock.json', (folder) => {
  const { manifest, lock, installed, missing } = lockIn(folder);

  it('asks for what package.json asks for', () => {
    const { name, version, license, engines, dependencies, devDependencies } = manifest;
    const asked = { name, version, license, engines, dependencies, devDependencies };
    const { hasInstallScript: _, ...locked } = lock.packages[''] ?? {};
    expect(locked).toEqual(asked);
  });

  it('has every package that another needs', () => {
    expect(missing('dependencies')).toEqual([]);
  });

  it('names no registry, and a checksum for each package', () => {
    expect(read(`${folder}.npmrc`)).toMatch(/^omit-lockfile-registry-resolved=true$/m);
    expect(installed.filter(([, one]) => one.resolved !== undefined).map(([place]) => place)).toEqual([]);
    expect(installed.filter(([, one]) => one.integrity === undefined).map(([place]) => place)).toEqual([]);
  });
});

describe('package-lock.json', () => {
  const { installed, missing } = lockIn('');

  it('has the programs of every platform, not only of the one it was made on', () => {
    const native = installed.flatMap(([, one]) => Object.keys(one.optionalDependencies ?? {}));
    for (const program of ['@biomejs/cli-', '@rolldown/binding-', '@typescript/typescript-']) {
      for (const platform of ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64']) {
        expect(native.filter((name) => name.startsWith(program + platform))).not.toEqual([]);
      }
    }
    expect(missing('optionalDependencies')).toEqual([]);
  });
});
