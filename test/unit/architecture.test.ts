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
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g,
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

/** From the lowest up; `.` are the files that lie in the folder itself. Rooms of one row know nothing of each other. */
const layers: Record<string, readonly string[]> = {
  lib: [
    'browser errors text',
    'concurrency',
    'database http phone search settings whatsapp',
    'i18n insertion replies sealed tokens',
    'accounts crm orders',
    'audit drafts matching session',
    'habits outbox',
    'flow',
    'messages',
    'panel',
  ],
  'lib/crm': ['.', 'local sobot socialepoch youmi'],
  'lib/whatsapp': ['.', 'notation', 'page storage', 'identify', 'watch'],
  components: ['controls words', 'orders', 'gallery options panel'],
  'components/options': [
    'form notices problems',
    'kept lists',
    'company connections orders replies tags',
    'device pages',
    '.',
  ],
};

/** In which room of this folder a file lies; null: in none. */
function roomIn(folder: string, file: string): string | null {
  if (!file.startsWith(`${folder}/`)) return null;
  const [room, ...rest] = file.slice(folder.length + 1).split('/');
  return room === undefined || rest.length === 0 ? '.' : room;
}

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

  describe.each(Object.entries(layers))('of %s', (folder, rows) => {
    const rowOf = (room: string) => rows.findIndex((row) => row.split(' ').includes(room));

    it('have each their row', () => {
      const rooms = new Set(sources.flatMap((file) => roomIn(folder, file) ?? []));
      expect([...rooms].sort()).toEqual(rows.flatMap((row) => row.split(' ')).sort());
    });

    it('lean only on what lies below', () => {
      const upward = [...imports].flatMap(([file, all]) => {
        const room = roomIn(folder, file);
        if (room === null) return [];
        return all.flatMap(({ from }) => {
          const other = roomIn(folder, from);
          const climbs = other !== null && other !== room && rowOf(other) >= rowOf(room);
          return climbs ? [`${file} → ${from}`] : [];
        });
      });
      expect(upward).toEqual([]);
    });
  });

  it('keeps lib free of components and entrypoints', () => {
    const upward = ({ from }: Import) => from.startsWith('components/') || from.startsWith('entrypoints/');
    expect(offenders(/^lib\//, upward)).toEqual([]);
  });

  it('keeps what is shipped free of what builds and tests it', () => {
    expect(offenders(/./, ({ from }) => /^(build|test|scripts|bench)\//.test(from))).toEqual([]);
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
    for (const file of sources.filter((name) => /^lib\/(crm|http|orders|tokens)\//.test(name))) {
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
});
