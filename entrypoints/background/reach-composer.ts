import { browser } from 'wxt/browser';
import type { ComposerReach } from '../../lib/flow/insert-reply.ts';
import { type ChatEpoch, type ChatPortMessage, chatPortName } from '../../lib/whatsapp/ports.ts';

/** ms that a page has to answer. */
const patience = 6000;

/** Null when it is too late, or nobody answers. */
function inTime<T>(answer: Promise<T>): Promise<T | null> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), patience));
  return Promise.race([answer.catch(() => null), late]);
}

/** Which chat the page shows, asked of the script that watches it, on the Port that a panel asks it by. */
function askPage(tabId: number): Promise<ChatEpoch> {
  return new Promise((resolve, reject) => {
    const port = browser.tabs.connect(tabId, { name: chatPortName, frameId: 0 });
    port.onDisconnect.addListener(() => reject(new Error('nobody answers')));
    port.onMessage.addListener((message: unknown) => {
      resolve(message as ChatPortMessage);
      port.disconnect();
    });
  });
}

async function run<A extends unknown[], R>(
  tabId: number,
  func: (...args: A) => R,
  args: A,
): Promise<Awaited<R> | null> {
  const [frame] = await browser.scripting.executeScript({ target: { tabId, frameIds: [0] }, func, args });
  return (frame?.result as Awaited<R> | undefined) ?? null;
}

/** The page's side of an insertion: a script that is put in on the press, and called twice. */
export const composerReach: ComposerReach = {
  ask: (tabId) => inTime(askPage(tabId)),
  prepare: (tabId, request) =>
    inTime(
      browser.scripting
        .executeScript({ target: { tabId, frameIds: [0] }, files: ['/insert-reply.js'] })
        .then(() => run(tabId, (asked) => globalThis.chatsideInsertion?.prepare(asked) ?? null, [request])),
    ),
  write: (tabId) => inTime(run(tabId, () => globalThis.chatsideInsertion?.write() ?? null, [])),
};
