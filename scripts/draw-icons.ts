/** Draws the product's icons from `icon.svg` in every size that browsers ask for. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';

const svg = readFileSync(join(import.meta.dirname, 'icon.svg'), 'utf8');
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();
for (const size of [16, 32, 48, 128]) {
  await page.setViewport({ width: size, height: size });
  await page.setContent(
    `<style>html,body{margin:0}svg{display:block}</style>${svg.replace('<svg ', `<svg width="${size}" height="${size}" `)}`,
  );
  const image = await page.screenshot({ omitBackground: true, type: 'png' });
  writeFileSync(join(import.meta.dirname, '../public/icon', `${size}.png`), image);
}
await browser.close();
