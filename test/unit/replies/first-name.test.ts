import { expect, it } from 'vitest';
import { firstName } from '../../../lib/replies/first-name.ts';

it.each([
  ['Ana Cliente', 'Ana'],
  ['Silva, Ana Maria', 'Ana'],
  ['Dr. Ana Silva', 'Ana'],
  ['J. R. Tolkien', 'Tolkien'],
  ['🌸 Ana 🌸', 'Ana'],
  ['Jean-Luc Picard', 'Jean-Luc'],
  ['عبد الله محمد', 'عبد الله'],
  ['王小明', '王小明'],
  ['김 민준', '김 민준'],
  ['Ana', 'Ana'],
  ['J.', 'J.'],
  ['🌸', null],
  ['', null],
  [', ', null],
])('greets %j as %j', (name, first) => {
  expect(firstName(name)).toBe(first);
});
