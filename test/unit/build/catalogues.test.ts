import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { catalogues } from '../../../build/catalogues.ts';

const english = {
  'panel.loading': 'Reading the customer…',
  'panel.offline': 'You are offline.',
  'help.title': 'Keys',
  'error.code': 'Code {code}',
  'options.title': 'Settings',
};

/** What the build makes of a part of this translation. */
function built(part: string, own: Record<string, string>, language = 'es'): Record<string, unknown> {
  const folder = join(mkdtempSync(join(tmpdir(), 'words-')), 'lib/i18n/locales');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'en.json'), JSON.stringify(english));
  const file = join(folder, `${language}.json`);
  writeFileSync(file, JSON.stringify(own));
  const { transform } = catalogues();
  if (typeof transform !== 'function') throw new Error('no transform');
  const made = transform.call({} as never, readFileSync(file, 'utf8'), `${file}?${part}`);
  const { code } = made as { code: string };
  return JSON.parse(code.replace('export default ', ''));
}

it('says in English, key by key, what a translation lacks', () => {
  expect(built('panel', { 'panel.offline': 'Sin conexión.' })).toEqual({
    'panel.loading': ['Reading the customer…'],
    'panel.offline': ['Sin conexión.'],
  });
});

it('parts every language alike, and leaves out what is no key', () => {
  const own = { 'help.title': 'Teclas', 'help.other': 'Otra', 'error.code': 'Código {code}' };
  expect(built('later', own)).toEqual({ 'help.title': ['Teclas'] });
  expect(built('trouble', own)).toEqual({ 'error.code': ['Código ', ['code']] });
  expect(built('options', own)).toEqual({ 'options.title': ['Settings'] });
});

it('keeps what is filled in apart from a sentence that is written from right to left, down to its choices', () => {
  const own = {
    'error.code': '{code, select, a {رمز {name}} other {{count, plural, one {# رمز} other {{name}}}}}',
  };
  const isolated = ['\u2068', ['name'], '\u2069'];
  expect(built('trouble', own, 'ar')['error.code']).toEqual([
    [
      'code',
      'select',
      { a: ['رمز ', ...isolated], other: [['count', 'plural', { one: ['#', ' رمز'], other: isolated }]] },
    ],
  ]);
});
