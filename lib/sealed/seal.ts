/** The cryptography of the sealed store: AES-GCM for what is in a row, HMAC for what a row is called. */

/** Both keys are non-extractable: they can be used here, and read out nowhere. */
export interface SealKeys {
  seal: CryptoKey;
  name: CryptoKey;
}

export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** JSON, so that no collection name and id can be read as another pair. */
const address = (collection: string, id: string): Uint8Array<ArrayBuffer> =>
  bytes(JSON.stringify([collection, id]));

export async function makeKeys(crypto: Crypto): Promise<SealKeys> {
  const [seal, name] = await Promise.all([
    crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
  ]);
  return { seal, name };
}

/** The name a row lies under. Ids may hold a phone number, so they do not stand on the disk in the clear. */
export async function rowName(
  crypto: Crypto,
  keys: SealKeys,
  collection: string,
  id: string,
): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.sign('HMAC', keys.name, address(collection, id)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Encrypts JSON under a fresh IV, bound to its collection and row: moved elsewhere it can't be read. */
export async function seal(
  crypto: Crypto,
  keys: SealKeys,
  at: { collection: string; row: string },
  plain: unknown,
): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = address(at.collection, at.row);
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData },
    keys.seal,
    bytes(JSON.stringify(plain)),
  );
  return { iv, data };
}

/** The JSON, or `undefined` when the key is another one or a bit was changed. */
export async function unseal(
  crypto: Crypto,
  keys: SealKeys,
  at: { collection: string; row: string },
  sealed: Sealed,
): Promise<unknown> {
  try {
    const additionalData = address(at.collection, at.row);
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: sealed.iv, additionalData },
      keys.seal,
      sealed.data,
    );
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return undefined;
  }
}
