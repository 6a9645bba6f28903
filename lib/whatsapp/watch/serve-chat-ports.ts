import { type ChatEpoch, type ChatPortMessage, chatPortName } from '../ports.ts';

/** As much of a browser's Port as is needed. */
export interface ChatPort {
  name: string;
  sender?: { id?: string | undefined; url?: string | undefined } | undefined;
  postMessage(message: ChatPortMessage): void;
  onDisconnect: { addListener(listener: () => void): void };
}

/**
 * Keeps the panels that stand beside this tab informed of the epoch, without a way round.
 * @param own tells our own pages from anybody else's.
 */
export function createChatPorts({ own, at }: { own: { id: string; origin: string }; at(): ChatEpoch }) {
  const ports = new Set<ChatPort>();

  return {
    connect(port: ChatPort): void {
      const { sender } = port;
      if (port.name !== chatPortName || sender?.id !== own.id) return;
      if (sender.url !== undefined && !sender.url.startsWith(own.origin)) return;
      ports.add(port);
      port.onDisconnect.addListener(() => ports.delete(port));
      port.postMessage({ type: 'at', ...at() });
    },

    left(now: ChatEpoch): void {
      for (const port of ports) {
        try {
          port.postMessage({ type: 'left', ...now });
        } catch {
          // Its page closed a moment ago.
          ports.delete(port);
        }
      }
    },
  };
}
