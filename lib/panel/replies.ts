/** Quick replies for the panel: read of the worker, counted on this device, put into WhatsApp's box at a press. */
import type { StoreApi } from 'zustand/vanilla';
import { toErrorData } from '../errors/app-error.ts';
import { send } from '../messages/send.ts';
import { type RepliesUsed, withOneUse } from '../replies/search.ts';
import { chatName } from '../session/chat-name.ts';
import { ask } from './ask.ts';
import { currentChat, openingOf } from './select-view.ts';
import type { PanelState } from './state.ts';
import type { ReplyEvents } from './view.ts';

/** Of this browser profile: which replies were used how often, by their ids. Nothing personal. */
const usedKey = 'replies-used';

export function createReplyEvents(
  store: StoreApi<PanelState>,
  kept: Pick<Storage, 'getItem' | 'setItem'>,
): ReplyEvents {
  return {
    async read() {
      return { ...(await ask('replies.read', null)), used: readUsed(kept) };
    },

    countUse(replyId, present) {
      try {
        kept.setItem(usedKey, JSON.stringify(withOneUse(readUsed(kept), replyId, Date.now(), present)));
      } catch {
        // No room for it: the order stays as it was.
      }
    },

    async insert(text, { opening, customerId }, atCursor) {
      const state = store.getState();
      const { tab } = state;
      // What is drawn may be older than what is known.
      const isSame = openingOf(state) === opening && tab?.customerId === customerId;
      if (!tab || !isSame || !currentChat(state)) return 'not-same-chat';
      const { documentId, epoch, connectionId } = tab;
      try {
        // Once: an answer that was lost says nothing of what was written.
        return await send('reply.insert', {
          ...{ documentId, epoch, chat: chatName(tab), connectionId, customerId, text, atCursor },
        });
      } catch (thrown) {
        return toErrorData(thrown).code === 'CONTEXT_LOST' ? 'no-answer' : 'refused';
      }
    },
  };
}

function readUsed(kept: Pick<Storage, 'getItem'>): RepliesUsed {
  try {
    const read: unknown = JSON.parse(kept.getItem(usedKey) ?? '{}');
    return Object.fromEntries(
      Object.entries(read as object).filter(
        ([, one]) => typeof one?.count === 'number' && typeof one.at === 'number',
      ),
    );
  } catch {
    return {};
  }
}
