/**
 * `npm start`: builds, starts the stand-ins for WhatsApp Web and the CRM, and opens a browser with the panel beside a
 * chat. Without a display it does the same unseen, plays a short tour, and leaves pictures and a page about them.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { demoShop } from '../test/e2e/harness/connections.ts';
import { allowHost } from '../test/e2e/harness/host-access.ts';
import { shopHost } from '../test/e2e/harness/open-doubles.ts';
import { openPanel, openWhatsApp, openWorld, root, setUp } from '../test/e2e/harness/world.ts';
import { playTour, type TourStop } from './tour.ts';

const tourDir = join(root, '.output/tour');

function build(): void {
  process.stdout.write('Building …\n');
  const { status, stderr, stdout } = spawnSync(join(root, 'node_modules/.bin/wxt'), ['build'], { cwd: root });
  if (status === 0) return;
  process.stderr.write(`The build failed:\n${stdout}${stderr}\n`);
  process.exit(1);
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function summary(stops: readonly TourStop[]): string {
  const rows = stops
    .map(
      ({ title, said, picture }) =>
        `<section><h2>${title}</h2><p>${said}</p><img src="${picture}" alt="${title}"></section>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Chatside: a short tour</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 32px auto; max-width: 1240px; padding: 0 16px; }
img { max-width: 100%; border: 1px solid #d5d9df; border-radius: 8px; }
</style>
<h1>Chatside: a short tour</h1>
${rows}
</html>
`;
}

build();
const visible = hasDisplay();
const world = await openWorld({ headless: !visible });
await allowHost(world, `https://${shopHost}/*`);
await setUp(world, undefined, { orders: [demoShop] });
const page = await openWhatsApp(world, '?cast=people');
for (const blank of await world.browser.pages()) if (blank.url() === 'about:blank') await blank.close();
const panel = await openPanel(world, page);

if (visible) {
  process.stdout.write(
    'Chatside is open beside the stand-in. Click a chat. Close the browser, or press Ctrl-C here, to end.\n',
  );
  process.on('SIGINT', () => void world.browser.close());
  await new Promise<void>((ended) => world.browser.once('disconnected', () => ended()));
  process.exit(0);
}

rmSync(tourDir, { recursive: true, force: true });
mkdirSync(tourDir, { recursive: true });
const stops = await playTour(world, page, panel, tourDir);
writeFileSync(join(tourDir, 'index.html'), summary(stops));
await world.close();
process.stdout.write('\nThere is no display here, so this was played unseen:\n');
for (const { title, said } of stops) process.stdout.write(`  ${title}: ${said}\n`);
process.stdout.write(
  `\nPictures and a page about them: ${relative(process.cwd(), join(tourDir, 'index.html'))}\n`,
);
