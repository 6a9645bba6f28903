/**
 * Photographs every sample of the gallery in every language, light and dark, three widths, English in both directions, into
 * `.output/screenshots`, and then the real panel, which needs a build.
 * `npm run screenshots -- ready save-failed --width 258 --theme dark` takes fewer, of the gallery alone and in English;
 * `--language ar` takes them in that language, `--language pseudo` in English with longer words.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import { openSamples } from '../components/gallery/open-samples.ts';
import { panelViews } from '../components/gallery/panel-views.ts';
import { languages } from '../lib/settings/languages.ts';
import { photographPanel } from './photograph-panel.ts';
import { photographReadme } from './photograph-readme.ts';
import { serveGallery } from './serve-gallery.ts';

const place = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const { values: only, positionals: states } = parseArgs({
  allowPositionals: true,
  options: {
    width: { type: 'string', multiple: true, default: ['258', '360', '600'] },
    theme: { type: 'string', multiple: true, default: ['light', 'dark'] },
    /** Left out: both in English, otherwise that of the language. */
    dir: { type: 'string', multiple: true },
    language: { type: 'string', multiple: true },
    height: { type: 'string', default: '900' },
    /** Keys pressed before the picture is taken, for what only opens on use: `t`. */
    press: { type: 'string' },
    /** Only those of the README, into `docs/pictures`. */
    readme: { type: 'boolean', default: false },
  },
});

const all: readonly string[] = only.language ?? (states.length === 0 ? languages : ['en']);
const directions = (language: string) =>
  only.dir ?? (language === 'en' ? ['ltr', 'rtl'] : [language === 'ar' ? 'rtl' : 'ltr']);
/** All looks of a state, each with the beginning of its picture's name. */
const looksOf = (language: string) =>
  only.theme.flatMap((theme) =>
    directions(language).flatMap((dir) =>
      only.width.map((width) => ({
        language,
        theme,
        dir,
        width,
        begin: language === 'en' ? '' : `${language}-`,
      })),
    ),
  );

if (only.readme) {
  await mkdir(place('docs/pictures'), { recursive: true });
  await photographReadme(place('docs/pictures'));
  process.exit(0);
}

const { address, close } = await serveGallery(all.includes('pseudo') ? 'pseudo' : 'real');
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  await mkdir(place('.output/screenshots'), { recursive: true });
  const page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(message.text());
  });
  for (const state of states.length > 0 ? states : Object.keys({ ...panelViews, ...openSamples })) {
    for (const { language, theme, dir, width, begin } of all.flatMap(looksOf)) {
      await page.setViewport({ width: Number(width), height: Number(only.height) });
      await page.goto(`${address}?state=${state}&theme=${theme}&dir=${dir}&language=${language}`);
      // What is fetched after the first paint is in the picture too.
      await page.waitForSelector('[data-shown]');
      if (only.press !== undefined) {
        await page.keyboard.press(only.press as 't');
        await page.evaluate(() => new Promise((drawn) => setTimeout(drawn)));
      }
      await page.screenshot({
        path: place(`.output/screenshots/${begin}${state}-${theme}-${dir}-${width}.png`),
      });
    }
  }
} finally {
  await browser.close();
  await close();
}

// The real panel is asked for by its English names.
if (states.length === 0 && all.includes('en'))
  await photographPanel(place('.output/screenshots'), { ...only, dir: directions('en') });
