/**
 * Reads the open chat off WhatsApp Web and says so: to the worker by message, to the panel beside it by Port. It only
 * ever reads.
 */
import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { isRefused, send } from '../../lib/messages/send.ts';
import type { ChatEpoch } from '../../lib/whatsapp/ports.ts';
import { createChatReporter } from '../../lib/whatsapp/watch/report-chats.ts';
import { createChatPorts } from '../../lib/whatsapp/watch/serve-chat-ports.ts';
import { browserTimers } from '../../lib/whatsapp/watch/timers.ts';
import { watchChats } from '../../lib/whatsapp/watch/watch-chats.ts';
import { whileShown } from '../../lib/whatsapp/watch/while-shown.ts';

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
    if (window.top === window) takeOver();
  },
});

/** Ends the script that ran here before, and runs until the next one does the same or the extension is gone. */
function takeOver(): void {
  globalThis.chatsideWatch?.abort();
  const life = new AbortController();
  globalThis.chatsideWatch = life;
  const end = () => life.abort();

  let at = (): ChatEpoch => ({ documentId: '', epoch: 0 });
  const ports = createChatPorts({
    own: { id: browser.runtime.id, origin: browser.runtime.getURL('') },
    at: () => at(),
  });
  whileShown(window, life.signal, (signal) => {
    if (isOrphan()) {
      end();
      return;
    }
    at = start(signal, ports, end);
    // A panel may have listened to this page before it was put aside.
    ports.left(at());
  });

  browser.runtime.onConnect.addListener(ports.connect);
  const lifeCheck = window.setInterval(() => {
    if (isOrphan()) end();
  }, lifeCheckEvery);
  life.signal.addEventListener('abort', () => {
    window.clearInterval(lifeCheck);
    if (!isOrphan()) browser.runtime.onConnect.removeListener(ports.connect);
  });
}

/** Gives which chat is open from now on. Each start is a document of its own to whoever listens. */
function start(
  signal: AbortSignal,
  ports: ReturnType<typeof createChatPorts>,
  end: () => void,
): () => ChatEpoch {
  const documentId = crypto.randomUUID();
  const timers = browserTimers(window);
  const report = createChatReporter({
    send: (detection, first) => send('chat.changed', { documentId, detection, first }),
    mayRetry: (thrown) => !isOrphan() && !isRefused(thrown),
    timers,
    signal,
  });
  const watch = watchChats({
    document,
    indexedDB,
    timers,
    signal,
    onLeft(epoch) {
      if (isOrphan()) return end();
      ports.left({ documentId, epoch });
      // Whoever does not hear it is woken by the chat's own message.
      send('chat.left', null).catch(() => {});
    },
    onDetection(detection) {
      if (isOrphan()) end();
      else report(detection);
    },
  });
  return () => ({ documentId, epoch: watch.epoch() });
}
