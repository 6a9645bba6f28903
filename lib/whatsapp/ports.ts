/** The Port that a panel opens to the content script of the tab it stands beside. It carries nothing else. */

export const chatPortName = 'chatside:chat';

/**
 * Which chat is open: the name that the script gave its document when it began to watch, and a number that grows each
 * time a chat is left there. Numbers of two documents say nothing of which is newer.
 */
export interface ChatEpoch {
  documentId: string;
  epoch: number;
}

/**
 * `at`: sent once when the port opens. `left`: the chat that was open no longer is; sent in the observer's own
 * microtask. Whatever the panel shows of another document, or of an epoch below `epoch`, is gone.
 */
export type ChatPortMessage = ChatEpoch & { type: 'at' | 'left' };
