import type { Page } from 'puppeteer-core';

interface Lived {
  customerId: string;
  kind: string;
  summary: string | null;
}

/** Everything that happened to the customers on this device, as it lies there. `page` is one of the extension's own. */
export function deviceTimeline(page: Page): Promise<Lived[]> {
  return page.evaluate(
    () =>
      new Promise<Lived[]>((resolve, reject) => {
        const opening = indexedDB.open('chatside-crm');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('timeline').objectStore('timeline').getAll();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result.map(({ customerId, kind, summary }) => ({ customerId, kind, summary })));
          };
        };
      }),
  );
}
