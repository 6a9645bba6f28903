/**
 * Photographs every sample of the gallery in light and dark, three widths and both directions into
 * `.output/screenshots`, and then the real panel, which needs a build.
 * `npm run screenshots -- ready save-failed --width 258 --theme dark` takes fewer, of the gallery alone; `--language ar`
 * takes them in that language,
 * `--language pseudo` in English with longer words.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import { panelViews } from '../components/gallery/panel-views.ts';
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
    language: { type: 'string', default: 'en' },
    height: { type: 'string', default: '900' },
    /** Keys pressed before the picture is taken, for what only opens on use: `t`. */
    press: { type: 'string' },
    /** Only those of the README, into `docs/pictures`. */
    readme: { type: 'boolean', default: false },
  },
});

const { language } = only;
const looks = {
  ...only,
  dir: only.dir ?? (language === 'en' ? ['ltr', 'rtl'] : [language === 'ar' ? 'rtl' : 'ltr']),
};
const inLanguage = language === 'en' ? '' : `${language}-`;

if (only.readme) {
  await mkdir(place('docs/pictures'), { recursive: true });
  await photographReadme(place('docs/pictures'));
  process.exit(0);
}

const { address, close } = await serveGallery(language === 'pseudo' ? 'pseudo' : 'real');
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
  for (const state of states.length > 0 ? states : Object.keys(panelViews)) {
    for (const theme of looks.theme) {
      for (const dir of looks.dir) {
        for (const width of looks.width) {
          await page.setViewport({ width: Number(width), height: Number(only.height) });
          await page.goto(`${address}?state=${state}&theme=${theme}&dir=${dir}&language=${language}`, {
            waitUntil: 'load',
          });
          // What is fetched after the first paint is in the picture too.
          await page.waitForNetworkIdle({ idleTime: 80 });
          if (only.press !== undefined) {
            await page.keyboard.press(only.press as 't');
            await page.waitForNetworkIdle({ idleTime: 80 });
          }
          await page.screenshot({
            path: place(`.output/screenshots/${inLanguage}${state}-${theme}-${dir}-${width}.png`),
          });
        }
      }
    }
  }
} finally {
  await browser.close();
  await close();
}

// The real panel is asked for by its English names.
if (states.length === 0 && language === 'en') await photographPanel(place('.output/screenshots'), looks);
