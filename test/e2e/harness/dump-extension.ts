import type { Evaluates } from './evaluates.ts';

interface ExtensionApi {
  storage: Record<'local' | 'session' | 'managed', { get(keys: null): Promise<unknown> }>;
}

export interface Dump {
  local: string;
  session: string;
  managed: string;
  /** Every database of the extension, every store of it, keys and values; bytes as the characters of their values. */
  databases: { name: string; content: string }[];
}

/** Everything that the extension keeps, as text, read raw from one of its own pages. */
export function dumpExtension(page: Evaluates): Promise<Dump> {
  return page.evaluate(async () => {
    const { storage } = Reflect.get(globalThis, 'chrome') as unknown as ExtensionApi;
    const area = async (name: 'local' | 'session' | 'managed') => {
      try {
        return JSON.stringify(await storage[name].get(null));
      } catch {
        // Firefox has no managed area where there is no policy.
        return '';
      }
    };
    // By name: where a driver looks into a page from outside, the page's classes are not its own.
    const kindOf = (value: unknown) => Object.prototype.toString.call(value).slice(8, -1);
    const asText = (value: unknown): string => {
      switch (kindOf(value)) {
        case 'CryptoKey':
          return `[CryptoKey extractable=${(value as CryptoKey).extractable}]`;
        case 'ArrayBuffer':
          return asText(new Uint8Array(value as ArrayBuffer));
        case 'Uint8Array':
          return Array.from(value as Uint8Array, (byte) => String.fromCharCode(byte)).join('');
        case 'Array':
          return Array.from(value as unknown[], asText).join('\n');
        case 'Object':
          return Object.entries(value as object)
            .map(([key, inner]) => `${key}: ${asText(inner)}`)
            .join('\n');
        default:
          return String(value);
      }
    };
    const done = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const databases: { name: string; content: string }[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await done(indexedDB.open(name));
      const content: string[] = [];
      for (const store of db.objectStoreNames) {
        const rows = db.transaction(store).objectStore(store);
        content.push(asText(await done(rows.getAllKeys())), asText(await done(rows.getAll())));
      }
      db.close();
      databases.push({ name, content: content.join('\n') });
    }
    return {
      local: await area('local'),
      session: await area('session'),
      managed: await area('managed'),
      databases,
    };
  });
}
