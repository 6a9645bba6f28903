/** Whose WhatsApp this is: the agent's own number. */
import { numberOfJid, ownNumberIn } from '../notation/jid.ts';
import type { MessageKey } from '../notation/message-key.ts';
import type { ModelStorage, Reader } from '../storage/model-storage.ts';

const ownLid = /^(\d+)(?::\d+)?@lid$/;

/** Incoming messages that are asked, until one tells. */
const attempts = 5;

const stores = ['message', 'contact'] as const;

/** From any incoming message. Throws `StorageUnreadable`. */
export function readAccount(storage: ModelStorage): Promise<string | null> {
  return storage.read(stores, async (reader) => {
    for (const key of await reader.incomingKeys(attempts)) {
      const account = await accountIn(key, reader);
      if (account !== null) return account;
    }
    return null;
  });
}

/** Of these messages the one that tells: one from the agent to herself, or else one that was sent to her. */
export const tellingKey = (keys: readonly MessageKey[]): MessageKey | null =>
  keys.find(({ toSelf }) => toSelf) ?? keys.find(({ fromMe }) => !fromMe) ?? null;

/** From one message. Throws `StorageUnreadable`. */
export const readAccountIn = (key: MessageKey, storage: ModelStorage): Promise<string | null> =>
  storage.read(stores, (reader) => accountIn(key, reader));

async function accountIn(key: MessageKey, reader: Reader): Promise<string | null> {
  const address = key.toSelf ? key.chatId : await reader.recipient(key.key);
  if (address === null) return null;
  const lid = ownLid.exec(address)?.[1];
  if (lid === undefined) return ownNumberIn(address);
  return numberOfJid((await reader.contact(`${lid}@lid`))?.phoneNumber ?? '');
}
