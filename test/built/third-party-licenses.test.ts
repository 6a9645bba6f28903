/** Whose work ends in what users get, and that its terms go with it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Terms under which work may be shipped in an MIT-licensed extension. */
const permitted = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MPL-2.0'];

const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

describe.each(['chrome-mv3', 'firefox-mv3'])('the licences in %s', (folder) => {
  const text = readFileSync(join(root, '.output', folder, 'third-party-licenses.txt'), 'utf8');
  const named = new Map(
    [...text.matchAll(/^(\S+) \d+\.\d+\.\d+ \(([^)]+)\) https:\/\//gm)].map(([, name = '', terms = '']) => [
      name,
      terms,
    ]),
  );

  it('name every package that the product depends on', () => {
    expect(Object.keys(dependencies).filter((name) => !named.has(name))).toEqual([]);
  });

  it('name what these bring along, and what the build adds, and nothing else', () => {
    const further = [...named.keys()].filter((name) => !(name in dependencies));
    expect(further.toSorted()).toEqual(['rolldown', 'vite', 'wxt']);
  });

  it('permit what is done with it', () => {
    expect([...named].filter(([, terms]) => !permitted.includes(terms))).toEqual([]);
  });

  it('stand there in full', () => {
    expect(text).toContain('Mozilla Public License Version 2.0');
    expect(text).toContain('Permission to use, copy, modify, and/or distribute');
    expect(text.match(/Permission is hereby granted, free of charge/g)?.length).toBeGreaterThan(5);
  });
});
