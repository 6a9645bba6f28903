/** From a press (a click or a key) to the frame that shows what it did, for everything an agent changes. */
import type { KeyInput, Page } from 'puppeteer-core';

interface Sight {
  selector: string;
  text: string;
  /** Waits until it is gone. */
  gone?: boolean;
}

/** ms from the last click or key of `act` to the frame after which the sight is there. */
async function timePress(panel: Page, sight: Sight, act: () => Promise<unknown>): Promise<number> {
  await panel.evaluate(({ selector, text, gone = false }) => {
    const watched = { time: null as number | null };
    Object.assign(globalThis, { watched });
    let pressed = 0;
    const press = (event: Event) => {
      pressed = event.timeStamp;
    };
    addEventListener('click', press, true);
    addEventListener('keydown', press, true);
    const observer = new MutationObserver(() => {
      const isThere = [...document.querySelectorAll(selector)].some((one) => one.textContent?.includes(text));
      if (isThere === gone) return;
      observer.disconnect();
      const since = pressed;
      removeEventListener('click', press, true);
      removeEventListener('keydown', press, true);
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          watched.time = performance.now() - since;
        };
        channel.port2.postMessage(null);
      });
    });
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  }, sight);
  await act();
  const time = await panel.waitForFunction(() => Reflect.get(globalThis, 'watched').time, { polling: 10 });
  return time.jsonValue();
}

/** With a customer on the screen whose CRM can do everything. Times in ms, by what was pressed. */
export async function pressToVisible(panel: Page, rounds: number): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = {};
  const measure = async (name: string, sight: Sight, act: () => Promise<unknown>) => {
    times[name] = [...(times[name] ?? []), await timePress(panel, sight, act)];
    await new Promise((done) => setTimeout(done, 60));
  };
  const click = async (selector: string) => (await panel.waitForSelector(selector))?.click();
  const press = async (...keys: KeyInput[]) => {
    for (const key of keys) await panel.keyboard.press(key);
  };
  const stage = (text: string): Sight => ({ selector: '[role=radio][aria-checked=true]', text });
  const tag = (gone: boolean): Sight => ({ selector: '.tag', text: 'VIP', gone });

  for (let round = 0; round < rounds; round++) {
    await measure('click on a stage', stage('Paid'), () => click('aria/Paid[role="radio"]'));
    await panel.focus('main');
    await press('s');
    await measure('key on a stage', stage('Talking'), () => press('2'));
    await panel.focus('main');
    await press('t');
    await panel.keyboard.type('VIP');
    await panel.waitForSelector('[role=option][aria-selected=true]');
    await measure('key on a tag', tag(false), () => press('Enter'));
    await press('Escape');
    await measure('click on the × of a tag', tag(true), () => click('aria/Remove tag VIP[role="button"]'));
    await panel.focus('.note-text');
    await panel.keyboard.type(`Note ${round}`);
    // Seen is the word that it is being saved; in the timeline it stands when it is.
    await measure('key that saves a note', { selector: '[role=status]', text: 'Saving' }, async () => {
      await panel.keyboard.down('Control');
      await press('Enter');
      await panel.keyboard.up('Control');
    });
    if (await panel.$('[data-field=company]')) await click('[data-field=company] button');
    else {
      await click('.detail-add');
      await panel.waitForSelector('.list-picker');
      await panel.keyboard.type('company');
      await press('Enter');
    }
    await panel.waitForSelector('[data-field=company] input');
    await panel.keyboard.type(`Firm ${round}`);
    await measure(
      'key that saves a field',
      { selector: '[data-field=company] .field-value', text: `Firm ${round}` },
      () => press('Enter'),
    );
  }
  return times;
}
