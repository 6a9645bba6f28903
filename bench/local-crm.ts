/**
 * How long the CRM on this device takes with 20,000 customers, in a real Chromium: `node bench/local-crm.ts`.
 * It prints the median and the 95th percentile, in ms.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from 'puppeteer-core';
import { build } from 'vite';

const script = await bundle();
const server = createServer((request, response) => {
  const isScript = request.url === '/bench.js';
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
  response.end(
    isScript ? script : '<!doctype html><title>bench</title><script type="module" src="/bench.js"></script>',
  );
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
const profile = await mkdtemp(join(tmpdir(), 'chatside-bench-'));
const browser = await launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  userDataDir: profile,
  pipe: true,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.waitForFunction('document.title === "done"', { timeout: 300_000 });
  console.log(await page.evaluate(() => document.body.textContent));
} finally {
  await browser.close();
  server.close();
  await rm(profile, { recursive: true, force: true });
}

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      lib: { entry: new URL('./local-crm-page.ts', import.meta.url).pathname, formats: ['es'] },
    },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error('nothing was built');
  return output.output[0].code;
}
