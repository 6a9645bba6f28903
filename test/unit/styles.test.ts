/** A page that is mirrored by its direction names no side of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const sheets = ['components', 'entrypoints'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.css'))
    .map((name) => join(folder, name)),
);
const physical = [
  /^(left|right)\s*:/,
  /^(margin|padding|border|scroll-margin|scroll-padding)-(left|right)\b/,
  /^border-(top|bottom)-(left|right)-radius\s*:/,
  /^(text-align|float|clear|caption-side)\s*:\s*(left|right)\b/,
  /^background-position\s*:.*\b(left|right)\b/,
  /^(transform|translate)\s*:.*translate(X|3d)?\(\s*-?[^0)\s]/,
];

/** What four values say of left and right, where they differ. */
function isLopsided(declaration: string): boolean {
  const [, values = ''] = /^(?:margin|padding|inset|border-width)\s*:\s*([^;]+)$/.exec(declaration) ?? [];
  const [, right, , left] = values.trim().split(/\s+(?![^(]*\))/);
  return left !== undefined && left !== right;
}

/** `file: declaration`, where the other direction wants it the other way, and says so in a rule of its own. */
const mirrored = ['components/options/device/device.css: border-width: 0 2px 2px 0'];

it('is laid out by start and end, not by left and right', () => {
  const found = sheets.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .split(/[;{}]/)
      .map((declaration) => declaration.trim())
      .filter((one) => physical.some((pattern) => pattern.test(one)) || isLopsided(one))
      .map((one) => `${file}: ${one}`),
  );
  expect(found.filter((one) => !mirrored.includes(one))).toEqual([]);
  expect(sheets.length).toBeGreaterThan(20);
});
