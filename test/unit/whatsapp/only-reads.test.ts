import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forbiddenInPage, forbiddenInSources } from '../../fixtures/whatsapp/forbidden.ts';

const root = join(import.meta.dirname, '../../..');
const folders = ['lib/whatsapp', 'entrypoints/whatsapp.content'];
const sources = folders
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: withoutComments(readFileSync(join(root, name), 'utf8')) }));

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

describe('the script in WhatsApp’s page', () => {
  it('has sources to look at', () => {
    expect(sources.length).toBeGreaterThan(20);
  });

  for (const { why, pattern } of [...forbiddenInPage, ...forbiddenInSources]) {
    it(`never ${why} (${pattern.source.slice(0, 30)}…)`, () => {
      expect(sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name)).toEqual([]);
    });
  }

  it('asks the page’s own store one thing only', () => {
    expect(sources.flatMap(({ text }) => text.match(/localStorage/g) ?? [])).toHaveLength(1);
  });

  it('opens its transactions to read', () => {
    const modes = sources.flatMap(({ text }) =>
      [...text.matchAll(/\.transaction\(([^)]*)\)/g)].map(([, args]) => args),
    );
    expect(modes).toHaveLength(1);
    expect(modes[0]).toMatch(/'readonly'$/);
  });

  it('gives a database no version, so that it cannot upgrade one', () => {
    const opens = sources.flatMap(({ text }) =>
      [...text.matchAll(/indexedDB\.open\(([^)]*)\)/g)].map(([, args]) => args),
    );
    expect(opens).toEqual(['databaseName']);
  });

  it('carries nothing but this folder, the reading of text, the sender and the error', () => {
    const imports = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/from '([^']+)'/g)].map(([, from = '']) =>
        from.startsWith('.') ? join(dirname(name), from) : from,
      ),
    );
    const allowed =
      /^lib\/(?:whatsapp\/(?:[a-z]+\/)?[a-z-]+|text\/[a-z-]+|messages\/send|errors\/app-error)\.ts$|^wxt\//;
    expect(imports.filter((from) => !allowed.test(from))).toEqual([]);
  });
});
