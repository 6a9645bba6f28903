/**
 * Reads `model-storage`, WhatsApp's own database, and leaves no trace in it: it is never created, never upgraded,
 * never written, and let go the moment WhatsApp wants to change it. Of `message` only keys are read, and of one
 * incoming message whom it was for.
 */
import { jidsOfNumber, numberOfJid } from '../notation/jid.ts';
import { type MessageKey, parseMessageKey } from '../notation/message-key.ts';
import {
  type ChatRow,
  type Contact,
  type GroupRow,
  parseChat,
  parseContact,
  parseGroup,
  parseRecipient,
  parseVerifiedName,
} from './records.ts';

const databaseName = 'model-storage';
const storeNames = ['contact', 'chat', 'message', 'group-metadata', 'verified-business-name'] as const;
export type StoreName = (typeof storeNames)[number];

/** Why nothing can be read. */
export type Unreadable = 'database-absent' | 'database-refused' | 'database-closed' | 'database-slow';

export class StorageUnreadable extends Error {
  override readonly name = 'StorageUnreadable';
  readonly why: Unreadable;
  constructor(why: Unreadable) {
    super(why);
    this.why = why;
  }
}

export interface StoredRow {
  id: string;
  row: unknown;
}

/** The questions one short transaction can answer. A store that is missing answers as an empty one does. */
export interface Reader {
  /** Whether contacts can be asked for by their number. */
  readonly knowsNumbers: boolean;
  messageKey(chatId: string, messageId: string): Promise<MessageKey | null>;
  /** Whether there is a message under exactly this key. */
  hasMessage(key: string): Promise<boolean>;
  recipient(messageKey: string): Promise<string | null>;
  /** Keys of up to `count` messages that others wrote. */
  incomingKeys(count: number): Promise<MessageKey[]>;
  contact(id: string): Promise<Contact | null>;
  contactsOfNumber(digits: string): Promise<Contact[]>;
  chat(id: string): Promise<ChatRow | null>;
  group(id: string): Promise<GroupRow | null>;
  verifiedName(id: string): Promise<{ name: string | null } | null>;
  /** Up to `size` rows in the order of their keys, after the key `after`, as they are stored. */
  batch(store: Exclude<StoreName, 'message'>, after: string | null, size: number): Promise<StoredRow[]>;
}

export interface ModelStorage {
  /**
   * Runs questions in one read-only transaction; nothing else may be awaited in between.
   * Throws {@link StorageUnreadable}, and what is a fault of the questions themselves as it is.
   */
  read<T>(stores: readonly StoreName[], questions: (reader: Reader) => Promise<T>): Promise<T>;
  close(): void;
}

/** @param onLost WhatsApp took the database away: another version, or a sign-out. */
export function createModelStorage({
  indexedDB,
  onLost,
}: {
  indexedDB: IDBFactory;
  onLost?: () => void;
}): ModelStorage {
  let connection: Promise<IDBDatabase> | null = null;

  async function connect(): Promise<IDBDatabase> {
    const database = await openExisting(indexedDB);
    const letGo = () => {
      database.close();
      connection = null;
      onLost?.();
    };
    database.onversionchange = letGo;
    database.onclose = letGo;
    return database;
  }

  async function connected(): Promise<IDBDatabase> {
    connection ??= connect();
    try {
      return await connection;
    } catch (thrown) {
      connection = null;
      throw thrown;
    }
  }

  async function attempt<T>(
    stores: readonly StoreName[],
    questions: (reader: Reader) => Promise<T>,
  ): Promise<T> {
    const database = await connected();
    const present = stores.filter((store) => database.objectStoreNames.contains(store));
    const transaction = present.length > 0 ? database.transaction(present, 'readonly') : null;
    return await questions(readerOf(transaction));
  }

  return {
    async read(stores, questions) {
      try {
        return await attempt(stores, questions);
      } catch (thrown) {
        if (thrown instanceof StorageUnreadable) throw thrown;
        connection = null;
      }
      // The connection may have been closed under the read: once more, on a new one.
      try {
        return await attempt(stores, questions);
      } catch (thrown) {
        if (thrown instanceof StorageUnreadable || isFault(thrown)) throw thrown;
        throw new StorageUnreadable('database-closed');
      }
    },

    close() {
      const open = connection;
      connection = null;
      open?.then(
        (database) => database.close(),
        () => undefined,
      );
    },
  };
}

/** Ours, not the database's: it is not to be told as one of its moods. */
const isFault = (thrown: unknown): boolean =>
  thrown instanceof Error && /^(Type|Range|Reference)Error$/.test(thrown.name);

async function openExisting(indexedDB: IDBFactory): Promise<IDBDatabase> {
  let listed: IDBDatabaseInfo[];
  try {
    listed = await indexedDB.databases();
  } catch {
    throw new StorageUnreadable('database-refused');
  }
  if (!listed.some(({ name }) => name === databaseName)) throw new StorageUnreadable('database-absent');
  return await new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName);
    // It was deleted in between: without this, opening would create it.
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => {
      const gone = request.error?.name === 'AbortError';
      reject(new StorageUnreadable(gone ? 'database-absent' : 'database-refused'));
    };
  });
}

function readerOf(transaction: IDBTransaction | null): Reader {
  const storeOf = (name: StoreName) =>
    transaction?.objectStoreNames.contains(name) ? transaction.objectStore(name) : null;
  const contacts = storeOf('contact');
  // By what it indexes, whatever it is called.
  const numbers = [...(contacts?.indexNames ?? [])]
    .map((name) => contacts?.index(name))
    .find((index) => index?.keyPath === 'phoneNumber');
  const row = async (name: StoreName, key: string): Promise<unknown> => {
    const store = storeOf(name);
    return store ? await answer(store.get(key)) : undefined;
  };
  const firstKey = async (range: IDBKeyRange): Promise<MessageKey | null> => {
    const messages = storeOf('message');
    const key = messages && (await answer(messages.getKey(range)));
    return typeof key === 'string' ? parseMessageKey(key) : null;
  };

  async function keyFrom(prefix: string, messageId: string): Promise<MessageKey | null> {
    const whole = `${prefix}${messageId}`;
    const found = await firstKey(IDBKeyRange.bound(whole, afterAll(`${whole}_`), false, true));
    if (!found || found.messageId === messageId) return found;
    // A longer id that starts like this one came first.
    const next = await firstKey(startingWith(`${whole}_`));
    return next?.messageId === messageId ? next : null;
  }

  return {
    knowsNumbers: numbers !== undefined,

    async messageKey(chatId, messageId) {
      const [incoming, outgoing] = await Promise.all([
        keyFrom(`false_${chatId}_`, messageId),
        keyFrom(`true_${chatId}_`, messageId),
      ]);
      return incoming ?? outgoing;
    },

    async hasMessage(key) {
      const messages = storeOf('message');
      return messages !== null && (await answer(messages.getKey(key))) !== undefined;
    },

    async incomingKeys(count) {
      const range = startingWith('false_');
      const messages = storeOf('message');
      const keys = messages ? await answer(messages.getAllKeys(range, count)) : [];
      return keys.map((key) => parseMessageKey(String(key))).filter((key) => key !== null);
    },

    recipient: async (messageKey) => parseRecipient(await row('message', messageKey)),
    async contact(id) {
      const rows = await Promise.all(contactKeys(id).map((key) => row('contact', key)));
      const found = rows.findIndex((one) => one !== undefined);
      return found < 0 ? null : parseContact(id, rows[found]);
    },

    async contactsOfNumber(digits) {
      if (!numbers) return [];
      // Whatever server the number is an address of.
      const range = startingWith(`${digits}@`);
      const [keys, rows] = await Promise.all([
        answer(numbers.getAllKeys(range, 40)),
        answer(numbers.getAll(range, 40)),
      ]);
      return keys
        .map((key, at) => parseContact(String(key), rows[at]))
        .filter((contact) => numberOfJid(contact?.phoneNumber ?? '') === digits)
        .filter((contact) => contact !== null);
    },

    chat: async (id) => parseChat(await row('chat', id)),
    group: async (id) => parseGroup(await row('group-metadata', id)),
    async verifiedName(id) {
      const number = numberOfJid(id);
      const keys = number === null ? [id] : [number, ...jidsOfNumber(number)];
      const rows = await Promise.all(keys.map((key) => row('verified-business-name', key)));
      return parseVerifiedName(rows.find((one) => one !== undefined));
    },

    async batch(name, after, size) {
      const store = storeOf(name);
      if (!store) return [];
      const range = after === null ? null : IDBKeyRange.lowerBound(after, true);
      const [keys, rows] = await Promise.all([
        answer(store.getAllKeys(range, size)),
        answer(store.getAll(range, size)),
      ]);
      return keys.map((key, index) => ({ id: String(key), row: rows[index] }));
    },
  };
}

/** Rows of numbers are kept under the one or the other name of their server. */
function contactKeys(id: string): string[] {
  const number = numberOfJid(id);
  return number === null ? [id] : jidsOfNumber(number);
}

const startingWith = (start: string) => IDBKeyRange.bound(start, afterAll(start), false, true);

/**
 * What comes after everything that starts like this. Not the usual U+FFFF at the end: a script that holds it in plain
 * is no UTF-8 to Chromium, and is not loaded.
 */
function afterAll(start: string): string {
  return start.slice(0, -1) + String.fromCharCode(start.charCodeAt(start.length - 1) + 1);
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no answer'));
  });
}
