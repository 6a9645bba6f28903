/**
 * Every state of the panel in words that are longer, both ways round, from the narrowest panel to a wide one; and in each
 * language without a sentence of another.
 */
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSamples } from '../../../components/gallery/open-samples.ts';
import { panelViews } from '../../../components/gallery/panel-views.ts';
import english from '../../../lib/i18n/locales/en.json' with { type: 'json' };
import { languages } from '../../../lib/settings/languages.ts';
import { serveGallery } from '../../../scripts/serve-gallery.ts';
import { misfitsHere } from '../harness/inspect.ts';

const samples = { ...panelViews, ...openSamples };
let gallery: Awaited<ReturnType<typeof serveGallery>>;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  gallery = await serveGallery('pseudo');
  browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  page = await browser.newPage();
  await page.goto(`${gallery.address}?state=ready`);
  await page.waitForSelector('[data-shown=ready]');
  expect(await page.$eval('main', (main) => main.getAttribute('aria-label'))).toBe('Cùûstòômèêr');
});
afterAll(async () => {
  await browser?.close();
  await gallery?.close();
});

/** In the page: draws one sample after another, and tells what was found in each; nothing of those where nothing was. */
async function foundIn(states: string[], look: () => string[], how: string) {
  const all: Record<string, string[]> = {};
  for (const state of states) {
    const shown = new Promise((resolve) => window.addEventListener('shown', resolve, { once: true }));
    location.hash = `state=${state}&${how}`;
    await shown;
    const found = look();
    if (found.length > 0) all[state] = found;
  }
  return all;
}

const inEachState = (look: () => string[], how: string) =>
  page.evaluate(`(${foundIn})(${JSON.stringify(Object.keys(samples))}, ${look}, '${how}')`) as Promise<
    Record<string, string[]>
  >;

it.each([
  [240, 'rtl'],
  [258, 'ltr'],
  [360, 'rtl'],
  [600, 'ltr'],
] as const)('nothing sticks out and nothing is lost at %i px, %s', async (width, dir) => {
  await page.setViewport({ width, height: 900 });
  expect(await inEachState(misfitsHere, `dir=${dir}`)).toEqual({});
});

/** What customers and companies are called, and what was written of them. */
const given = Object.values(samples).map(written).join();

/** In the page: what is read, and what is read out. */
function textsHere(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? '');
  for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']) {
    for (const element of document.querySelectorAll(`[${name}]`))
      texts.push(element.getAttribute(name) ?? '');
  }
  return [...new Set(texts)];
}

/** Some samples can't be drawn in whole, to see what stands there then. */
function written(view: unknown): string {
  try {
    return JSON.stringify(view);
  } catch {
    return '';
  }
}

type Token = string | [name: string, kind?: string, cases?: Record<string, Token[] | unknown>];

/** What is read of a message between its places, in every case. */
const piecesOf = (tokens: Token[]): string[] =>
  tokens.flatMap((token) =>
    typeof token === 'string'
      ? token.trim()
      : Object.values(token[2] ?? {}).flatMap((one) => (Array.isArray(one) ? piecesOf(one) : [])),
  );

const sentences = [
  ...new Set(
    Object.values(english).flatMap((message) => piecesOf(compileMessageOrThrow(message) as Token[])),
  ),
].filter((piece) => (piece.match(/[\p{L}’]+/gu) ?? []).length > 2);

describe('in words', () => {
  // They are read, and need no place.
  beforeAll(() => page.evaluate('document.body.hidden = true'));

  it('nothing is said that is not in a catalogue', async () => {
    const said = Object.entries(await inEachState(textsHere, 'dir=ltr')).flatMap(([state, texts]) =>
      texts
        .flatMap((text) => text.match(/(?<!\p{L})[A-Za-z]{3,}(?: [A-Za-z]{3,})+(?!\p{L})/gu) ?? [])
        // The browser’s own, of time.
        .filter((text) => !given.includes(text) && text !== 'minutes ago')
        .map((text) => `${state}: ${text}`),
    );
    expect(said).toEqual([]);
  });

  it.each(languages.filter((language) => language !== 'en'))(
    'no state says a sentence in English: %s',
    async (language) => {
      const states = Object.entries(await inEachState(textsHere, `language=${language}`));
      expect(states).toHaveLength(Object.keys(samples).length);
      const firstIn = new Map(
        states.toReversed().flatMap(([state, texts]) => texts.map((text) => [text, state])),
      );
      const said = [...firstIn]
        .filter(([text]) => !given.includes(text))
        .flatMap(([text, state]) =>
          sentences.filter((sentence) => text.includes(sentence)).map((sentence) => `${state}: ${sentence}`),
        );
      expect(said).toEqual([]);
    },
  );
});
