/** What the pages for people name is there: files, folders, commands, other pages. */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const pages = globSync(['*.md', 'docs/**/*.md', '.github/*.md'], { cwd: root })
  .toSorted()
  .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));

const ours = readdirSync(root).filter((name) => !['node_modules', '.output', '.git', '.wxt'].includes(name));

const all = (pattern: RegExp, text: string) => [...text.matchAll(pattern)].map(([, found = '']) => found);

/** `lib/crm/port.ts`, `lib/outbox/`: a path of ours in code type. One with a word in capitals stands for many. */
const pathsIn = (text: string) =>
  all(/`([^`\s]+)`/g, text).filter(
    (code) => ours.includes(code.split('/')[0] ?? '') && !/\b[A-Z]{3,}\b/.test(code.replace(/\.md$/, '')),
  );

/** Braces and stars as a shell reads them. */
const isThere = (path: string) => globSync(path, { cwd: root }).length > 0;

const linksIn = (text: string) =>
  all(/\]\(([^)#]+)(?:#[^)]*)?\)/g, text).filter((link) => !/^\w+:/.test(link));

describe('the pages', () => {
  it('are looked at', () => {
    expect(pages.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['README.md', 'docs/architecture.md']),
    );
    expect(pages.flatMap(({ text }) => pathsIn(text)).length).toBeGreaterThan(50);
  });

  it.each(pages)('name only files and folders that are there: $name', ({ text }) => {
    expect(pathsIn(text).filter((path) => !isThere(path))).toEqual([]);
  });

  it.each(pages)('name only commands that are there: $name', ({ text }) => {
    expect(all(/npm run ([\w:-]+)/g, text).filter((name) => !(name in scripts))).toEqual([]);
  });

  it.each(pages)('lead to pages and pictures that are there: $name', ({ name, text }) => {
    const broken = linksIn(text).filter((link) => !existsSync(join(root, dirname(name), link)));
    expect(broken).toEqual([]);
  });
});

describe('the decisions', () => {
  const decisions = pages.filter(({ name }) => /^docs\/decisions\/(?!README)/.test(name));
  const index = readFileSync(join(root, 'docs/decisions/README.md'), 'utf8');

  it.each(decisions)('are short, of one form, and in the index: $name', ({ name, text }) => {
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
    expect(all(/^\*\*(\w+)\.\*\*/gm, text)).toEqual(['Context', 'Decision', 'Consequence']);
    expect(linksIn(index)).toContain(name.replace('docs/decisions/', ''));
  });
});
