/** Every state of the panel in words that are longer, both ways round, from the narrowest panel to a wide one. */
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { panelViews } from '../../../components/gallery/panel-views.ts';
import { serveGallery } from '../../../scripts/serve-gallery.ts';
import { misfitsHere } from '../harness/inspect.ts';

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
  // What is fetched after the first paint is there from now on.
  await page.waitForSelector('.event');
  expect(await page.$eval('main', (main) => main.getAttribute('aria-label'))).toBe('Cùûstòômèêr');
});
afterAll(async () => {
  await browser?.close();
  await gallery?.close();
});

/** In the page: draws one sample after another, and says of each what is wrong with it; empty when nothing is. */
async function wrongIn(states: string[], dir: string, look: () => string[]) {
  const wrong: Record<string, string[]> = {};
  for (const state of states) {
    const shown = new Promise((resolve) => window.addEventListener('shown', resolve, { once: true }));
    location.hash = `state=${state}&dir=${dir}`;
    await shown;
    const found = look();
    if (found.length > 0) wrong[state] = found;
  }
  return wrong;
}

it.each([
  [240, 'rtl'],
  [258, 'ltr'],
  [360, 'rtl'],
  [600, 'ltr'],
] as const)('nothing sticks out and nothing is lost at %i px, %s', async (width, dir) => {
  await page.setViewport({ width, height: 900 });
  const states = JSON.stringify(Object.keys(panelViews));
  expect(await page.evaluate(`(${wrongIn})(${states}, '${dir}', ${misfitsHere})`)).toEqual({});
});

/** In the page: two words and more that no catalogue has been through, in what is read and in what is read out. */
function plainWords(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? '');
  for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']) {
    for (const element of document.querySelectorAll(`[${name}]`))
      texts.push(element.getAttribute(name) ?? '');
  }
  return texts.flatMap((text) => text.match(/(?<!\p{L})[A-Za-z]{3,}(?: [A-Za-z]{3,})+(?!\p{L})/gu) ?? []);
}

it('nothing is said that is not in a catalogue', async () => {
  const states = JSON.stringify(Object.keys(panelViews));
  const plain = (await page.evaluate(`(${wrongIn})(${states}, 'ltr', ${plainWords})`)) as Record<
    string,
    string[]
  >;
  // What customers and companies are called, and what the browser says of time.
  const given = Object.values(panelViews).map(written).join();
  const said = Object.entries(plain).flatMap(([state, texts]) =>
    texts
      .filter((text) => !given.includes(text) && text !== 'minutes ago')
      .map((text) => `${state}: ${text}`),
  );
  expect(said).toEqual([]);
});

/** Some samples can't be drawn in whole, to see what stands there then. */
function written(view: unknown): string {
  try {
    return JSON.stringify(view);
  } catch {
    return '';
  }
}
