/**
 * `npm start`: builds, starts the stand-ins for WhatsApp Web and the CRM, and opens a browser with the panel beside a
 * chat. Without a display it does the same unseen, plays a short tour, and leaves pictures and a page about them.
 *
 * `--shop vendure`: orders come from a real Vendure in place of the shop's stand-in.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { presetSource } from '../lib/orders/presets.ts';
import {
  demoConnection,
  demoShop,
  deviceConnection,
  sobotConnection,
  youmiConnection,
} from '../test/e2e/harness/connections.ts';
import { allowHost } from '../test/e2e/harness/host-access.ts';
import { shopHost } from '../test/e2e/harness/open-doubles.ts';
import { openPanel, openWhatsApp, openWorld, root, setUp } from '../test/e2e/harness/world.ts';
import { passOn } from '../test/support/pass-on.ts';
import { startVendure } from '../test/support/vendure.ts';
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

/** The shop that is asked for: what stands for it, and how it is read. */
async function openShop() {
  const { shop } = parseArgs({ options: { shop: { type: 'string' } } }).values;
  if (shop === undefined) return { source: demoShop };
  if (shop !== 'vendure') throw new Error(`There is no shop "${shop}" here: --shop vendure, or none.`);
  process.stdout.write('Starting a real Vendure, in memory, with invented customers and orders …\n');
  const { address, key } = await startVendure();
  const source = presetSource('vendure', {
    id: 'shop-1',
    name: 'Vendure',
    address: `https://${shopHost}`,
    key,
  });
  return { source, shop: passOn(address) };
}

build();
const visible = hasDisplay();
const { source, shop } = await openShop().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
const world = await openWorld({ headless: !visible, shop });
const hosts = [`https://${shopHost}/*`, 'http://youmi.acme.example/*', 'https://youmi-v2.acme.example/*'];
for (const host of hosts) await allowHost(world, host);
const connections = [demoConnection, deviceConnection, sobotConnection, youmiConnection];
await setUp(world, connections, { orders: [source] });
const page = await openWhatsApp(world, '?cast=people');
for (const blank of await world.browser.pages()) if (blank.url() === 'about:blank') await blank.close();
const panel = await openPanel(world, page);

if (visible) {
  process.stdout.write(
    'Chatside is open beside the stand-in. Click a chat, or another CRM in the panel. Close the browser, or press Ctrl-C here, to end.\n',
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
