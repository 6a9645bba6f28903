/** The workflows run what `npm test` runs, on actions that cannot change under them, with no right that is not needed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checks, counted } from '../../../scripts/checks.ts';

const root = join(import.meta.dirname, '../../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const folder = join(root, '.github/workflows');
const workflows = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(join(folder, name), 'utf8'),
}));

const all = (pattern: RegExp, text: string) => [...text.matchAll(pattern)].map(([, found = '']) => found);
const scriptsRun = (text: string) => all(/^\s*- run: npm run ([\w:]+)/gm, text);

describe('the checks', () => {
  it('are npm scripts', () => {
    expect([...checks, ...counted].filter((check) => !(check in scripts))).toEqual([]);
  });
});

describe('the workflows', () => {
  const asked = workflows.filter(({ name }) => name !== 'release.yml');

  it('run every check that npm test runs', () => {
    const run = asked.flatMap(({ text }) => scriptsRun(text));
    expect(checks.filter((check) => !run.includes(check))).toEqual([]);
  });

  it.each(workflows)('know their npm scripts, and run nothing else of the project: $name', ({ text }) => {
    expect(scriptsRun(text).filter((name) => !(name in scripts))).toEqual([]);
    const commands = all(/^\s*- run: (.+)$/gm, text);
    expect(commands.filter((command) => !/^(npm (ci|run )|gh release create )/.test(command))).toEqual([]);
  });

  it.each(workflows)('pin every action to one commit: $name', ({ text }) => {
    const uses = all(/^\s*- uses: (.+)$/gm, text);
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it.each(workflows)('may read the sources, and only a release may write: $name', ({ name, text }) => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n\n/m);
    expect(all(/^\s+([\w-]+): write$/gm, text)).toEqual(name === 'release.yml' ? ['contents'] : []);
    const checkouts = all(/(actions\/checkout@)/g, text).length;
    expect(all(/(persist-credentials: false)/g, text)).toHaveLength(checkouts);
  });
});
