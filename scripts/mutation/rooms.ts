/** The files that decide whose chat it is and what becomes of a write, and the tests that guard them. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Mutant, mutantsOf } from './mutants-of.ts';

export interface Room {
  files: string;
  /** Beginnings of paths. */
  tests: string[];
  environment: 'node' | 'jsdom';
}

export interface Fault extends Mutant {
  /** From the project's root. */
  path: string;
  /** The text that is replaced. */
  was: string;
}

export const root = join(import.meta.dirname, '../..');

export const rooms: readonly Room[] = [
  { files: 'lib/flow/*.ts', tests: ['test/unit/flow/'], environment: 'node' },
  { files: 'lib/matching/*.ts', tests: ['test/unit/matching/', 'test/unit/flow/'], environment: 'node' },
  { files: 'lib/accounts/*.ts', tests: ['test/unit/accounts/'], environment: 'node' },
  { files: 'lib/session/*.ts', tests: ['test/unit/session/', 'test/unit/flow/'], environment: 'node' },
  {
    files: 'lib/outbox/*.ts',
    tests: ['test/unit/outbox/', 'test/unit/accounts/held-writes'],
    environment: 'node',
  },
  { files: 'lib/drafts/*.ts', tests: ['test/unit/drafts/', 'test/unit/outbox/'], environment: 'node' },
  { files: 'lib/habits/*.ts', tests: ['test/unit/habits/', 'test/unit/flow/'], environment: 'node' },
  {
    files: 'lib/whatsapp/identify/judge-chat.ts',
    tests: [
      'test/unit/whatsapp/judge-chat',
      'test/component/whatsapp/chat-cases',
      'test/component/whatsapp/never-wrong',
    ],
    environment: 'jsdom',
  },
];

/** In a fixed order. `only`: a part of the path. */
export const faultsOf = (room: Room, only: string): Fault[] =>
  globSync(room.files, { cwd: root })
    .toSorted()
    .filter((path) => path.includes(only))
    .flatMap((path) => {
      const source = readFileSync(join(root, path), 'utf8');
      return mutantsOf(path, source).map((mutant) => ({
        ...mutant,
        path,
        was: source.slice(mutant.start, mutant.end),
      }));
    });
