/** The first paint carries only a part of the words: nothing in it may say one of the others. */
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { partOf } from '../../../build/catalogues.ts';

const root = join(import.meta.dirname, '../../..');
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const keys = Object.keys(JSON.parse(text('lib/i18n/locales/en.json')) as Record<string, string>);

/** The files that come with a first one; what is fetched later does not. */
function carriedBy(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const [, path = ''] of text(entry).matchAll(
    /(?:^|\n)(?:import|export)\s+(?!type\s)(?:[^'"]*?from\s+)?'(\.[^']+\.tsx?)'/g,
  )) {
    carriedBy(relative(root, resolve(root, dirname(entry), path)), seen);
  }
  return seen;
}

/** The keys that a file names; one that is put together names all that begin alike. */
function keysIn(file: string): string[] {
  const code = text(file);
  const whole = [...code.matchAll(/'([a-z][A-Za-z]*\.[\w.-]+)'/g)].map(([, key = '']) => key);
  const begun = [...code.matchAll(/`([a-z][A-Za-z]*\.[\w.-]*)\$\{/g)].map(([, start = '']) => start);
  return keys.filter((key) => whole.includes(key) || begun.some((start) => key.startsWith(start)));
}

const said = (entry: string) => new Set([...carriedBy(entry)].flatMap(keysIn));

describe('the words of the first paint', () => {
  const first = said('entrypoints/sidepanel/main.tsx');

  it('are found at all', () => {
    expect(first).toContain('header.refreshAge');
    expect(first).toContain('save.undone');
    expect(first.size).toBeGreaterThan(100);
  });

  it('come with it', () => {
    expect([...first].filter((key) => partOf(key) !== 'panel')).toEqual([]);
  });

  it.each([
    'components/panel/panel-later.tsx',
    'components/panel/header/owner-menu.tsx',
    'components/panel/panel-dialogs.tsx',
    'components/panel/tags/tag-picker.tsx',
  ])('are followed by those of %s', (entry) => {
    const more = [...said(entry)].filter((key) => partOf(key) !== 'panel');
    expect(more.filter((key) => partOf(key) === 'later').length).toBeGreaterThan(0);
    expect(more.filter((key) => partOf(key) === 'options')).toEqual([]);
    expect(carriedBy(entry)).toContain('lib/i18n/later-words.ts');
  });

  it('are followed by those of the card where the options page shows an order', () => {
    const shown = [...said('components/options/orders/exchange-view.tsx')];
    expect(shown.filter((key) => partOf(key) === 'later').length).toBeGreaterThan(0);
    expect(carriedBy('components/options/orders/exchange-view.tsx')).toContain('lib/i18n/later-words.ts');
  });

  it.each([
    'components/panel/panel-later.tsx',
    'components/panel/header/owner-menu.tsx',
    'components/panel/panel-dialogs.tsx',
    'entrypoints/options/main.tsx',
  ])('are followed by those for what went wrong in %s', (entry) => {
    expect([...said(entry)].filter((key) => partOf(key) === 'trouble').length).toBeGreaterThan(0);
    expect(carriedBy(entry)).toContain('lib/i18n/trouble-words.ts');
  });

  it('are no more than are said', () => {
    const elsewhere = new Set([
      ...first,
      ...['panel-later', 'header/owner-menu', 'panel-dialogs', 'tags/tag-picker'].flatMap((name) => [
        ...said(`components/panel/${name}.tsx`),
      ]),
    ]);
    expect(keys.filter((key) => partOf(key) === 'panel' && !elsewhere.has(key))).toEqual([]);
  });

  it('are what the options page says beside its own', () => {
    const own = said('entrypoints/options/main.tsx');
    expect([...own].filter((key) => partOf(key) === 'options').length).toBeGreaterThan(100);
    expect([...own].filter((key) => partOf(key) === 'later')).toEqual([]);
  });
});
