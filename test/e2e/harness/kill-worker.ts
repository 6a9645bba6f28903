import type { Browser } from 'puppeteer-core';

/** Ends the worker as the browser may at any moment. False: none was running. A worker that is gone may still be listed. */
export async function killWorker(browser: Browser): Promise<boolean> {
  const targets = browser.targets().filter((one) => one.type() === 'service_worker');
  const kills = targets.map(async (target) => {
    const worker = await target.worker();
    if (!worker) throw new Error('a worker that is gone');
    await worker.close();
  });
  const ended = await Promise.allSettled(kills);
  return ended.some(({ status }) => status === 'fulfilled');
}
