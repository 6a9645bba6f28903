/** Who may lean on whom. Read from the imports themselves, so that the picture in `docs/architecture.md` stays true. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

interface Import {
  /** Path in the project, or a package's name. */
  from: string;
  typeOnly: boolean;
}

const sources = ['entrypoints', 'components', 'lib']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((name) => /\.tsx?$/.test(name));

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const statements = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'"`;]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g,
  );
  return [...statements].map(([, typeOnly, named, lazy]) => {
    const target = named ?? lazy ?? '';
    const from = target.startsWith('.')
      ? relative(root, resolve(root, dirname(file), target.replace(/\?.*$/, '')))
      : target;
    return { from, typeOnly: typeOnly !== undefined };
  });
}

const imports = new Map(sources.map((file) => [file, importsOf(file)]));

/** What breaks a rule, as `file → import`. */
function offenders(files: RegExp, forbidden: (one: Import) => boolean): string[] {
  return [...imports].flatMap(([file, all]) =>
    files.test(file) ? all.filter(forbidden).map(({ from }) => `${file} → ${from}`) : [],
  );
}

/** Everything that a file carries with it at run time. */
function carriedBy(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const { from, typeOnly } of imports.get(entry) ?? []) if (!typeOnly) carriedBy(from, seen);
  return seen;
}

describe('the parts of the product', () => {
  it('reads imports at all', () => {
    expect(imports.get('entrypoints/sidepanel/main.tsx')?.map(({ from }) => from)).toContain(
      'components/panel/panel.tsx',
    );
  });

  it('keeps lib free of components and entrypoints', () => {
    const upward = ({ from }: Import) => from.startsWith('components/') || from.startsWith('entrypoints/');
    expect(offenders(/^lib\//, upward)).toEqual([]);
  });

  it('keeps components free of entrypoints, of the browser’s interfaces and of everything that acts', () => {
    const acts =
      /^(wxt|entrypoints\/|lib\/(http|sealed|outbox|drafts|habits|session\/writer|flow|whatsapp\/watch|messages\/(send|router)))/;
    expect(offenders(/^components\//, ({ from, typeOnly }) => !typeOnly && acts.test(from))).toEqual([]);
  });

  it('lets only the wiring know the browser’s interfaces', () => {
    const wiring = /^lib\/(messages\/send|panel\/(events|follow-tab|mirror-session))\.ts$/;
    const knows = offenders(/^lib\//, ({ from }) => from.startsWith('wxt/'));
    expect(knows.filter((one) => !wiring.test(one.split(' → ')[0] ?? ''))).toEqual([]);
  });

  it('gives back ends their clock, fetch and storage', () => {
    for (const file of sources.filter((name) => /^lib\/(crm|http|tokens)\//.test(name))) {
      const text = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      expect(text.match(/\bbrowser\.|\bchrome\.|localStorage/)?.[0], file).toBeUndefined();
    }
  });

  it('makes the content script carry detection, the reading of text and the sender only', () => {
    const carried = [...carriedBy('entrypoints/whatsapp.content/index.ts')].filter((name) =>
      sources.includes(name),
    );
    const allowed =
      /^(entrypoints\/whatsapp\.content\/|lib\/whatsapp\/|lib\/messages\/send\.ts$|lib\/errors\/|lib\/text\/)/;
    expect(carried.filter((name) => !allowed.test(name))).toEqual([]);
    const packages = [...carriedBy('entrypoints/whatsapp.content/index.ts')].filter(
      (name) => !sources.includes(name),
    );
    expect(packages.filter((name) => !name.startsWith('wxt/'))).toEqual([]);
  });

  it('keeps one back end out of another', () => {
    for (const provider of ['local', 'socialepoch', 'sobot']) {
      const others = ['local', 'socialepoch', 'sobot'].filter((one) => one !== provider);
      const foreign = ({ from }: Import) => others.some((one) => from.startsWith(`lib/crm/${one}/`));
      expect(offenders(new RegExp(`^lib/crm/${provider}/`), foreign)).toEqual([]);
    }
  });
});
