/** What must not be in what users get: told from the built files, whatever the sources promise. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { languages } from '../../lib/settings/languages.ts';

const output = join(import.meta.dirname, '../../.output');
const read = (folder: string, file: string) => readFileSync(join(output, folder, file), 'utf8');
const gzip = (text: string) => gzipSync(text, { level: 9 }).length;

/** The chunks with a language's words. */
const wordsOf = (folder: string, language: string) =>
  readdirSync(join(output, folder, 'chunks'))
    .filter((name) => new RegExp(`^${language}-[\\w-]{8}\\.js$`).test(name))
    .map((name) => `chunks/${name}`);

describe.each(['chrome-mv3', 'firefox-mv3'])('the built extension in %s', (folder) => {
  const content = read(folder, 'content-scripts/whatsapp.js');

  it.each([
    ['clicks', /\.click\(/],
    ['sends made-up events', /\.dispatchEvent\(|new (Keyboard|Mouse|Input|Pointer)Event/],
    ['types', /execCommand|insertText/],
    ['talks to the page’s own code', /\bwindow\.postMessage|webpackChunk/],
    [
      'adds or changes nodes',
      /appendChild|insertBefore|createElement\(|innerHTML|insertAdjacent|\.setAttribute\(/,
    ],
    ['writes to a database', /readwrite|createObjectStore|deleteDatabase/],
    ['asks the network', /\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon/],
    ['writes to the console', /console\.(log|info|warn|error|debug)/],
  ])('has a content script that never %s', (_, pattern) => {
    expect(content.match(pattern)?.[0]).toBeUndefined();
  });

  it.each([
    ['clicks or submits', /\bclick\s*\(|submit|requestSubmit/],
    ['knows a key', /KeyboardEvent|\bEnter\b|keydown|keyup|keypress|insertParagraph|insertLineBreak/],
    [
      'sends, or tells anybody anything',
      /\.send\b|sendMessage|postMessage|\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon/,
    ],
    ['makes pointer events', /(Mouse|Pointer|Touch|Drag|Clipboard|Submit)Event/],
    ['talks to the page’s own code', /webpackChunk|__lexical|wrappedJSObject/],
    [
      'adds or changes nodes',
      /appendChild|insertBefore|createElement\(|insertAdjacent|setAttribute\(|innerHTML|replaceChildren/,
    ],
    ['keeps anything', /indexedDB|localStorage|sessionStorage|\bcookie\b/],
  ])('has a script that writes a reply and never %s', (_, pattern) => {
    const insertion = read(folder, 'insert-reply.js');
    expect(insertion.match(pattern)?.[0]).toBeUndefined();
  });

  it('makes one event, and says one command, in the script that writes a reply', () => {
    const insertion = read(folder, 'insert-reply.js');
    expect(insertion.match(/new \w*Event\b/g)).toEqual(['new InputEvent']);
    expect(insertion.match(/dispatchEvent\(/g)).toHaveLength(1);
    expect(insertion.match(/execCommand\([^,]*/g)).toEqual([
      expect.stringMatching(/^execCommand\([`"']insertText[`"']$/),
    ]);
  });

  it('puts that script in by nobody but the worker, on a press', () => {
    expect(read(folder, 'manifest.json')).not.toContain('insert-reply');
    const naming = readdirSync(join(output, folder), { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.js') && read(folder, file).includes('insert-reply.js'),
    );
    expect(naming).toEqual(['background.js']);
  });

  it('runs no code from text', () => {
    for (const file of readdirSync(join(output, folder), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.js')) continue;
      expect(read(folder, file).match(/\beval\(|new Function\(/)?.[0], file).toBeUndefined();
    }
  });

  it('is text that a browser takes: valid UTF-8, and no character that is none', () => {
    // Chromium refuses a content script with such bytes, and says so to nobody.
    const files = readdirSync(join(output, folder), { recursive: true, encoding: 'utf8' });
    const scripts = files.filter((file) => file.endsWith('.js'));
    expect(scripts).toEqual(
      expect.arrayContaining(['background.js', join('content-scripts', 'whatsapp.js')]),
    );
    for (const file of scripts) {
      const bytes = readFileSync(join(output, folder, file));
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      expect(text.search(/\p{Noncharacter_Code_Point}/u), file).toBe(-1);
    }
  });

  it('stays within its sizes', () => {
    expect(gzip(content)).toBeLessThanOrEqual(17_500);
    expect(gzip(read(folder, 'insert-reply.js'))).toBeLessThanOrEqual(3_800);
    // It carries the words of notifications, and the names that a new device begins with, in every language. Youmi's two
    // versions take some 9,000 of it: they are spoken from the worker alone, and a worker fetches no part of itself later.
    expect(gzip(read(folder, 'background.js'))).toBeLessThanOrEqual(131_500);
  });

  it.each(languages)('paints the card with little, and its words in %s alone', (language) => {
    const page = read(folder, 'sidepanel.html');
    const named = [...page.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, file = '']) => file);
    expect(named.length).toBeGreaterThanOrEqual(3);
    const words = wordsOf(folder, language).filter((file) => read(folder, file).includes('"panel.loading"'));
    expect(words).toHaveLength(1);
    for (const file of named) expect(read(folder, file)).not.toContain('"panel.loading"');
    const sizes = named.map((file) => gzip(read(folder, file)));
    // While there was one language its words were among these 45 kB: now they come beside them.
    expect(sizes.reduce((sum, size) => sum + size, gzip(page))).toBeLessThanOrEqual(45_000);
    expect(gzip(read(folder, words[0] ?? ''))).toBeLessThanOrEqual(2_700);
  });

  it.each(languages)('is small as a whole in %s, with what the panel fetches later', (language) => {
    const others = languages.flatMap((one) => (one === language ? [] : wordsOf(folder, one)));
    const files = ['chunks', 'assets'].flatMap((part) =>
      readdirSync(join(output, folder, part))
        .map((name) => `${part}/${name}`)
        .filter((file) => !others.includes(file)),
    );
    // Whatever is named in a file that is fetched may be fetched.
    const fetched = new Set<string>();
    const follow = (text: string) => {
      for (const file of files) {
        if (fetched.has(file) || !text.includes(file.slice(file.indexOf('/')))) continue;
        fetched.add(file);
        if (file.endsWith('.js')) follow(read(folder, file));
      }
    };
    follow(read(folder, 'sidepanel.html'));
    expect(fetched.size).toBeGreaterThan(8);
    const sizes = [...fetched].map((file) => gzip(read(folder, file)));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(136_500);
  });
});
