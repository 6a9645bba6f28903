import type { Page, Target } from 'puppeteer-core';
import type { World } from './world.ts';

export interface ConsoleRecord {
  lines: string[];
  /** Listens to a page that is no tab, as the side panel is. */
  follow(page: Page): void;
}

/** Every line of every console from now on: of the worker, in each of its lives, and of all tabs. */
export async function recordConsole({ browser }: World): Promise<ConsoleRecord> {
  const lines: string[] = [];
  function follow(page: Page): void {
    page.on('console', (message) => lines.push(message.text()));
    page.on('pageerror', (error) => lines.push(String(error)));
  }
  async function followTarget(target: Target): Promise<void> {
    if (target.type() === 'service_worker') {
      (await target.worker())?.on('console', (message) => lines.push(message.text()));
      return;
    }
    const page = await target.page();
    if (page) follow(page);
  }
  // A target that is gone before it could be followed has nothing to say.
  const followed = (target: Target) => followTarget(target).catch(() => undefined);
  browser.on('targetcreated', (target) => void followed(target));
  await Promise.all(browser.targets().map(followed));
  return { lines, follow };
}
