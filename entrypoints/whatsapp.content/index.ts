/**
 * Reads the open chat off WhatsApp Web and says so: to the worker by message, to the panel beside it by Port. It only
 * ever reads.
 */
import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { isAppError } from '../../lib/errors/app-error.ts';
import { send } from '../../lib/messages/send.ts';
import { createChatReporter } from '../../lib/whatsapp/report-chats.ts';
import { createChatPorts } from '../../lib/whatsapp/serve-chat-ports.ts';
import { browserTimers } from '../../lib/whatsapp/timers.ts';
import { watchChats } from '../../lib/whatsapp/watch-chats.ts';

declare global {
  /** The instance that runs in this world: one that is put in later takes over from it. */
  var chatsideWatch: AbortController | undefined;
}

/** ms between looks whether this script outlived its extension. */
const lifeCheckEvery = 5000;

/** An updated or removed extension leaves its scripts behind, cut off from everything. */
const isOrphan = () => browser.runtime?.id === undefined;

export default defineContentScript({
  matches: ['https://web.whatsapp.com/*'],
  runAt: 'document_idle',
  allFrames: false,
  noScriptStartedPostMessage: true,
  main() {
    if (window.top === window) start();
  },
});

function start(): void {
  globalThis.chatsideWatch?.abort();
  const controller = new AbortController();
  globalThis.chatsideWatch = controller;
  const { signal } = controller;
  const timers = browserTimers(window);

  const report = createChatReporter({
    send: (detection, first) => send('chat.changed', { detection, first }),
    mayRetry: (thrown) => !isOrphan() && isAppError(thrown) && thrown.code === 'CONTEXT_LOST',
    timers,
    signal,
  });
  const ports = createChatPorts({
    own: { id: browser.runtime.id, origin: browser.runtime.getURL('') },
    epoch: () => watch.epoch(),
  });
  const watch = watchChats({
    document,
    indexedDB,
    timers,
    signal,
    onLeft(epoch) {
      if (isOrphan()) return controller.abort();
      ports.left(epoch);
      // Whoever does not hear it is woken by the chat's own message.
      send('chat.left', null).catch(() => {});
    },
    onDetection(detection) {
      if (isOrphan()) controller.abort();
      else report(detection);
    },
  });

  browser.runtime.onConnect.addListener(ports.connect);
  const lifeCheck = window.setInterval(() => {
    if (isOrphan()) controller.abort();
  }, lifeCheckEvery);
  signal.addEventListener('abort', () => {
    window.clearInterval(lifeCheck);
    if (!isOrphan()) browser.runtime.onConnect.removeListener(ports.connect);
  });
}
