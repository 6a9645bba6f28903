import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { standIns } from '../../../build/bare-ky.ts';

const ky = dirname(createRequire(import.meta.url).resolve('ky'));
const code = readFileSync(join(ky, 'core/Ky.js'), 'utf8');

/** What ky's main file asks of another. */
function asked(file: string): string[] {
  const name = file.slice(file.lastIndexOf('/') + 1).replace('.', '\\.');
  const found = new RegExp(`import \\{([^}]*)\\} from '[^']*/${name}'`).exec(code);
  return (found?.[1] ?? '').split(',').flatMap((one) => one.trim() || []);
}

it.each(Object.entries(standIns))('has all that ky asks of %s', (file, standIn) => {
  const given = [...standIn.matchAll(/export const (\w+)/g)].map(([, name]) => name);
  expect(given.length).toBeGreaterThan(0);
  expect(given.toSorted()).toEqual(asked(file).toSorted());
});
