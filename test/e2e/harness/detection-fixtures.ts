import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import type { CaseResult } from './detection-fixture-page.ts';

/** Runs every case of the detection's fixtures in a real Chromium, without the extension. */
export async function runFixtures(): Promise<CaseResult[]> {
  const script = await bundle();
  const server = createServer(({ url }, response) => {
    const isScript = url === '/cases.js';
    response.setHeader('content-type', `${isScript ? 'text/javascript' : 'text/html'}; charset=utf-8`);
    response.end(
      isScript
        ? script
        : '<!doctype html><title>cases</title><script type="module" src="/cases.js"></script><body></body>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    pipe: true,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    protocolTimeout: 120_000,
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction(() => 'runAll' in globalThis);
    return await page.evaluate(() => globalThis.runAll());
  } finally {
    await browser.close();
    server.close();
  }
}

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: join(import.meta.dirname, 'detection-fixture-page.ts'), formats: ['es'] },
    },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error('nothing was built');
  return output.output[0].code;
}
