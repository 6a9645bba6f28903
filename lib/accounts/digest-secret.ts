/** A keyed digest (HMAC-SHA-256, hexadecimal): equal for equal secrets under one salt, and not to be read back. */
export async function digestSecret(subtle: SubtleCrypto, secret: string, salt: string): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const key = await subtle.importKey('raw', bytes(salt), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const digest = new Uint8Array(await subtle.sign('HMAC', key, bytes(secret)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
