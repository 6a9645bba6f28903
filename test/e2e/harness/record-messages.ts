import type { Page } from 'puppeteer-core';

export interface Exchange {
  sent: string;
  got: string;
}

/** Records what a page of the extension sends to the worker and what comes back. To be called before it is loaded. */
export async function recordMessages(page: Page): Promise<() => Promise<Exchange[]>> {
  await page.evaluateOnNewDocument(() => {
    const seen: { sent: string; got: string }[] = [];
    Reflect.set(globalThis, 'exchanges', seen);
    const { runtime } = Reflect.get(globalThis, 'chrome') as unknown as {
      runtime: { sendMessage(message: unknown, ...rest: unknown[]): unknown };
    };
    const send = runtime.sendMessage.bind(runtime);
    runtime.sendMessage = (message, ...rest) => {
      const exchange = { sent: JSON.stringify(message), got: '' };
      seen.push(exchange);
      const note = (reply: unknown) => {
        exchange.got = JSON.stringify(reply) ?? '';
      };
      const last = rest.at(-1);
      if (typeof last === 'function') {
        return send(message, ...rest.slice(0, -1), (reply: unknown) => {
          note(reply);
          last(reply);
        });
      }
      return Promise.resolve(send(message, ...rest)).then((reply) => {
        note(reply);
        return reply;
      });
    };
  });
  return () => page.evaluate(() => Reflect.get(globalThis, 'exchanges') as Exchange[]);
}
