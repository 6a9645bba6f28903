/** The Port that a panel opens to the content script of the tab it stands beside. It carries nothing else. */

export const chatPortName = 'chatside:chat';

/**
 * `at`: sent once when the port opens. `left`: the chat that was open no longer is; sent in the observer's own
 * microtask. Whatever the panel shows of an epoch below `epoch` is gone.
 */
export type ChatPortMessage = { type: 'at' | 'left'; epoch: number };
