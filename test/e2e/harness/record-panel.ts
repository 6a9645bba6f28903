import type { Evaluates } from './evaluates.ts';

export interface Shown {
  /** Epoch ms. */
  at: number;
  state: string;
  /** Everything by which a person can be recognised. */
  customer: string | null;
  phone: string | null;
  name: string | null;
}

/** Records whatever the panel shows from now on, at every change of its document. */
export async function recordPanel(panel: Evaluates): Promise<() => Promise<Shown[]>> {
  await panel.evaluate(() => {
    const shown: Shown[] = [];
    const look = () => {
      const main = document.querySelector('main');
      if (!main) return;
      shown.push({
        at: performance.timeOrigin + performance.now(),
        state: main.dataset.state ?? '',
        customer: main.dataset.customer ?? null,
        phone: main.dataset.phone ?? null,
        name: main.querySelector('h1')?.textContent ?? null,
      });
    };
    look();
    new MutationObserver(look).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    Object.assign(window, { shownByPanel: shown });
  });
  return () => panel.evaluate(() => Reflect.get(window, 'shownByPanel') as Shown[]);
}
