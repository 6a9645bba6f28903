import type { TabView } from './shapes.ts';

/**
 * The name under which a chat is matched, linked and cached: its number; or, where that is hidden, the chat itself on
 * the agent's own account; or, where only its title is known, this one opening of it, which is never remembered. Null
 * for what is no person.
 */
export function chatName({
  documentId,
  detection,
}: Pick<TabView, 'documentId' | 'detection'>): string | null {
  if (detection.state !== 'chat' || (detection.kind !== 'person' && detection.kind !== null)) return null;
  if (detection.kind === 'person' && detection.phone) return `phone:+${detection.phone}`;
  if (detection.kind === 'person' && detection.chatKey) {
    return `chat:${detection.account ?? ''}:${detection.chatKey}`;
  }
  return `open:${documentId}:${detection.epoch}`;
}

/** The name that outlasts a chat's number and username: its LID, on the agent's own account. Null where that is not proved. */
export function lastingName(view: Pick<TabView, 'documentId' | 'detection'>): string | null {
  const chat = chatName(view);
  const { account, lid } = view.detection;
  return chat === null || isPassing(chat) || lid === null ? null : `chat:${account ?? ''}:${lid}`;
}

/** The number in a chat's name, with `+`, or null. */
export function phoneOf(chat: string): string | null {
  return chat.startsWith('phone:') ? chat.slice('phone:'.length) : null;
}

/** Whether the name holds only until the chat is left: whoever is chosen for it is shown, and not remembered. */
export const isPassing = (chat: string): boolean => chat.startsWith('open:');
