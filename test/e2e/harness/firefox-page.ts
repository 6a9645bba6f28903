/** One document that Firefox shows, in a tab or in the sidebar: the same way to read it and to use it. */
import type { Evaluates } from './evaluates.ts';
import type { Firefox } from './firefox.ts';
import { until } from './until.ts';

export interface FirefoxPage extends Evaluates {
  /** Waits until the function gives something, through reloads too. */
  waitFor: Evaluates['evaluate'];
  /** A real click in the middle of the first element that fits; waits for it. */
  click(selector: string, text?: string): Promise<void>;
  /** Real key presses. Keys without a character are named as in WebDriver: `\uE007` is Enter. */
  type(keys: string): Promise<void>;
  /** A PNG of what is to be seen. */
  screenshot(): Promise<Buffer>;
}

/** The page of this `browserId`, which a browser's frame keeps for life. */
export function createFirefoxPage(firefox: Firefox, browserId: number): FirefoxPage {
  // What the function returns is what arrives: only JSON can have travelled.
  const evaluate = ((run: unknown, ...args: unknown[]) =>
    firefox.inWindow(
      (id, script, given) => {
        const { currentWindowGlobal } = BrowsingContext.getCurrentTopByBrowserId(id);
        return currentWindowGlobal
          .getActor('MarionetteCommands')
          .executeScript(script, given, { timeout: 600_000 });
      },
      browserId,
      `return (${String(run)})(...arguments);`,
      args,
    )) as Evaluates['evaluate'];

  const waitFor: Evaluates['evaluate'] = (run, ...args) =>
    until(() => evaluate(run, ...args), `${String(run)} with ${JSON.stringify(args)}`);

  return {
    evaluate,
    waitFor,
    async click(selector, text) {
      const middle = await waitFor(
        (wanted, wantedText) => {
          const found = [...document.querySelectorAll(wanted)].find(
            (one) =>
              wantedText === null ||
              [one.textContent?.trim(), one.getAttribute('aria-label')].includes(wantedText),
          );
          found?.scrollIntoView({ block: 'nearest' });
          const box = found?.getBoundingClientRect();
          return box && box.width > 0 ? [box.x + box.width / 2, box.y + box.height / 2] : null;
        },
        selector,
        text ?? null,
      );
      await firefox.inWindow(
        async (id, point) => {
          const { event } = ChromeUtils.importESModule(
            'chrome://remote/content/shared/webdriver/Event.sys.mjs',
          );
          const { currentWindowGlobal } = BrowsingContext.getCurrentTopByBrowserId(id);
          const actor = currentWindowGlobal.getActor('MarionetteCommands');
          const [x, y] = await actor.toBrowserWindowCoordinates(point);
          await event.synthesizeMouseAtPoint(x, y, { asyncEnabled: true }, window);
        },
        browserId,
        middle ?? [],
      );
    },
    async type(keys) {
      await firefox.inWindow(
        (id, given) => {
          const { event } = ChromeUtils.importESModule(
            'chrome://remote/content/shared/webdriver/Event.sys.mjs',
          );
          BrowsingContext.getCurrentTopByBrowserId(id).embedderElement.focus();
          event.sendKeys(given, window);
        },
        browserId,
        keys,
      );
    },
    async screenshot() {
      const { width, height } = await evaluate(() => ({ width: innerWidth, height: innerHeight }));
      const base64 = await firefox.inWindow(
        async (id, across, down) => {
          const { capture } = ChromeUtils.importESModule('chrome://remote/content/shared/Capture.sys.mjs');
          const context = BrowsingContext.getCurrentTopByBrowserId(id);
          return capture.toBase64(await capture.canvas(window, context, 0, 0, across, down), 'image/png');
        },
        browserId,
        width,
        height,
      );
      return Buffer.from(base64, 'base64');
    },
  };
}
