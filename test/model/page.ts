/** WhatsApp Web with our script in it: what it would say of the chat that is open, by the script's own parts. */
import { isRefused, send } from '../../lib/messages/send.ts';
import type { Detection } from '../../lib/whatsapp/detection.ts';
import { createChatReporter } from '../../lib/whatsapp/watch/report-chats.ts';
import { createChatPorts } from '../../lib/whatsapp/watch/serve-chat-ports.ts';
import { type Browser, extensionId, origin } from './browser.ts';
import type { Context, Machine } from './machine.ts';

/** A chat as it could be opened; null: none is. */
export interface OpenChat {
  /** Digits; null: WhatsApp shows none. */
  phone: string | null;
  /** Digits that WhatsApp knows and does not show; null: it knows none either. */
  hidden: string | null;
  /** Without `@`. */
  username: string | null;
  lid: string;
  /** The page shows nothing yet (or no more) that proves whose LID it is; such a chat goes by its number alone. */
  lidUnproved?: boolean;
  title: string;
}

export type Page = ReturnType<typeof createPage>;

/** A document: another one after each reload. */
export function createPage(
  machine: Machine,
  browser: Browser,
  { documentId, account, detectAfter }: { documentId: string; account: string; detectAfter: number },
) {
  const context: Context = { name: `page ${documentId}`, alive: true };
  const ends = new AbortController();
  let epoch = machine.clock();
  let shown: OpenChat | null = null;
  const chats = new Map<number, OpenChat | null>([[epoch, null]]);
  const ports = createChatPorts({
    own: { id: extensionId, origin },
    at: () => ({ documentId, epoch }),
  });
  const report = createChatReporter({
    send: (detection, first) => send('chat.changed', { documentId, detection, first }),
    mayRetry: (thrown) => !isRefused(thrown),
    timers: { after: (ms, run) => machine.after(ms, context, 'timer', run) },
    signal: ends.signal,
  });

  const detection = (): Detection => ({
    state: shown ? 'chat' : 'no-chat',
    account,
    chatId: nameOf(shown),
    chatKey: nameOf(shown),
    lid: isByNumberAlone(shown) ? null : (shown?.lid ?? null),
    username: shown?.username ?? null,
    phone: shown?.phone ?? null,
    phoneSource: shown?.phone ? 'contact' : null,
    numberHidden: isHidden(shown),
    ...(shown?.hidden && isHidden(shown) && { hiddenPhone: shown.hidden }),
    displayName: shown?.title ?? null,
    kind: shown ? 'person' : null,
    groupSize: null,
    isBusiness: false,
    confidence: shown ? 'exact' : null,
    reasons: [],
    epoch,
  });

  function reportSoon(): void {
    const asOf = epoch;
    machine.after(detectAfter, context, 'chat known', () => {
      if (asOf === epoch) report(detection());
    });
  }

  browser.load({ context, documentId, connect: ports.connect });
  return {
    documentId,
    /** Which chat an epoch stands for; undefined: it is none of this document's. */
    chatAt: (at: number) => chats.get(at),
    shown: () => shown,

    /** Another chat is drawn: the panel hears of it at once, the worker when it is known whose it is. */
    show: (chat: OpenChat | null): Promise<void> =>
      machine.actIn(context, 'chat drawn', () => {
        if (shown) send('chat.left', null).catch(() => {});
        epoch = Math.max(epoch + 1, machine.clock());
        shown = chat;
        chats.set(epoch, chat);
        ports.left({ documentId, epoch });
        reportSoon();
      }),

    /** More or something else is known of a chat; if it is open, that is told too. */
    know: (chat: OpenChat): Promise<void> =>
      machine.actIn(context, 'chat better known', () => {
        if (shown?.lid !== chat.lid) return;
        shown = chat;
        chats.set(epoch, chat);
        reportSoon();
      }),
  };
}

const isByNumberAlone = (chat: OpenChat | null): boolean =>
  chat !== null && chat.phone !== null && chat.lidUnproved === true;

const nameOf = (chat: OpenChat | null): string | null =>
  chat !== null && isByNumberAlone(chat) ? `${chat.phone}@c.us` : (chat?.lid ?? null);

const isHidden = (chat: OpenChat | null): boolean =>
  chat !== null && chat.phone === null && chat.hidden !== null;
