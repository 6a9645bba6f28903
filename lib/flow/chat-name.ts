import type { Detection } from '../whatsapp/detection.ts';

/**
 * The name under which a chat is matched, linked and cached: its number, or, where that is hidden, the chat itself on
 * the agent's own account. Null for what is no person or cannot be told apart.
 */
export function chatName(detection: Detection): string | null {
  if (detection.state !== 'chat' || detection.kind !== 'person') return null;
  if (detection.phone) return `phone:+${detection.phone}`;
  if (detection.chatKey) return `chat:${detection.account ?? ''}:${detection.chatKey}`;
  return null;
}

/** The number in a chat's name, with `+`, or null. */
export function phoneOf(chat: string): string | null {
  return chat.startsWith('phone:') ? chat.slice('phone:'.length) : null;
}
