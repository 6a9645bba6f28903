/** A message's full name: `true|false_<chat id>_<message id>[_<participant>|_in|_out]`. */
export interface MessageKey {
  /** As it is stored. */
  key: string;
  fromMe: boolean;
  chatId: string;
  messageId: string;
  /** Only the agent's own chat with herself has `_in` and `_out`. */
  toSelf: boolean;
}

const form = /^(true|false)_([^_\s@]+@[a-z][a-z.]*)_([^_\s]+)(?:_(.+))?$/;

export function parseMessageKey(key: string): MessageKey | null {
  const [, fromMe, chatId, messageId, rest] = form.exec(key) ?? [];
  if (!chatId || !messageId) return null;
  return { key, fromMe: fromMe === 'true', chatId, messageId, toSelf: rest === 'in' || rest === 'out' };
}
