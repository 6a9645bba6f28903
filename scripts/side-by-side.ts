import { writeFileSync } from 'node:fs';
import type { Browser } from 'puppeteer-core';

/** Several pictures (PNG, base64) in one row, written as what the file's name ends in: `.png`, or `.webp`, which is smaller. */
export async function sideBySide(browser: Browser, pictures: readonly string[], file: string): Promise<void> {
  const sheet = await browser.newPage();
  const images = pictures.map((picture) => `<img src="data:image/png;base64,${picture}">`);
  await sheet.setContent(
    `<style>body{margin:0;display:flex;width:max-content;background:#d5d9df;gap:1px}img{display:block}</style>${images.join('')}`,
    { waitUntil: 'load' },
  );
  const body = await sheet.$('body');
  const look = file.endsWith('.webp') ? ({ type: 'webp', quality: 80 } as const) : {};
  if (body) writeFileSync(file, await body.screenshot(look));
  await sheet.close();
}
