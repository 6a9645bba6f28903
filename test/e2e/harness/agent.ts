/** An agent at the panel: presses keys, sees where the focus is, and hears what is announced. Counts what it takes. */
import type { KeyInput, Page } from 'puppeteer-core';
import { until } from './until.ts';

export type Agent = Awaited<ReturnType<typeof createAgent>>;

/** A key, or several at once with `+`: `Enter`, `Shift+Tab`, `Control+k`. */
export type Keys = string;

export async function createAgent(panel: Page) {
  let keys = 0;
  let clicks = 0;
  await panel.evaluate(listen);

  async function press(...chords: Keys[]): Promise<void> {
    for (const chord of chords) {
      const parts = chord.split('+') as KeyInput[];
      const last = parts.at(-1) ?? 'Enter';
      const held = parts.slice(0, -1);
      for (const key of held) await panel.keyboard.down(key);
      await panel.keyboard.press(last);
      for (const key of held.toReversed()) await panel.keyboard.up(key);
      keys += 1;
    }
  }

  async function type(text: string): Promise<void> {
    await panel.keyboard.type(text);
    keys += text.length;
  }

  const focus = () => panel.evaluate(describeFocus);

  return {
    panel,
    press,
    type,
    /** Types what is the agent's own to say: it is not counted. */
    say: (text: string) => panel.keyboard.type(text),
    /** Where the focus is: its role (or element) and its name. */
    focus,

    /** Waits until the focus is on what is called so. */
    async isOn(wanted: string): Promise<void> {
      await until(async () => (await focus()) === wanted, `the focus on ${wanted}`, 8_000).catch(
        async (error: Error) => {
          throw new Error(`${error.message}, but it is on ${await focus()}`);
        },
      );
    },

    /** Tabs on (or back) until the focus is on what is called so. */
    async tabTo(wanted: string, by: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
      const seen: string[] = [];
      for (let turn = 0; turn < 120; turn++) {
        await press(by);
        const now = await focus();
        if (now === wanted) return;
        seen.push(now);
      }
      throw new Error(`${wanted} is not reached by ${by}, but ${[...new Set(seen)].join(' · ')}`);
    },

    async click(selector: string): Promise<void> {
      await (await panel.waitForSelector(selector))?.click();
      clicks += 1;
    },

    /** Opens a list and takes one of it: the browser draws it outside the page. */
    async pick(selector: string, value: string): Promise<void> {
      await panel.select(selector, value);
      clicks += 2;
    },

    /** Waits until this was announced since the last time it was asked for. */
    async hears(text: string): Promise<void> {
      await panel
        .waitForFunction(
          (wanted) => {
            const heard = Reflect.get(window, 'heard') as string[];
            const at = heard.findIndex((one) => one.includes(wanted));
            if (at >= 0) heard.splice(0, at + 1);
            return at >= 0;
          },
          { timeout: 15_000, polling: 20 },
          text,
        )
        .catch(async () => {
          const heard = await panel.evaluate(() => Reflect.get(window, 'heard'));
          throw new Error(`"${text}" was not announced, but ${JSON.stringify(heard)}`);
        });
    },

    /** Forgets what was announced until now. */
    hush: () => panel.evaluate(() => void Reflect.get(window, 'heard').splice(0)),

    /** What it took since this was last asked for. */
    taken(): { keys: number; clicks: number } {
      const count = { keys, clicks };
      keys = 0;
      clicks = 0;
      return count;
    },
  };
}

/** In the page: keeps every text that a screen reader would be given. */
function listen(): void {
  const heard: string[] = [];
  Object.assign(window, { heard });
  new MutationObserver((changes) => {
    const regions = new Set(
      changes.flatMap(({ target }) => {
        const element = target instanceof Element ? target : target.parentElement;
        return element?.closest('[role=status], [aria-live]:not([aria-live=off])') ?? [];
      }),
    );
    for (const region of regions) if (region.textContent) heard.push(region.textContent);
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

function describeFocus(): string {
  const element = document.activeElement;
  if (!element || element === document.body) return 'nothing';
  const role = element.getAttribute('role') ?? element.tagName.toLowerCase();
  const labels = element instanceof HTMLInputElement ? element.labels : null;
  const name = element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element.textContent;
  return `${role} ${name?.trim()}`;
}
