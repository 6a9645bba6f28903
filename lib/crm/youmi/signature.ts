import { AppError } from '../../errors/app-error.ts';

const utf8 = new TextEncoder();

/**
 * base64(HMAC-SHA1(`appKey`, `signed + nonce + timestamp`)), encoded for addresses with small hex digits as in the
 * vendor's sample (`…W8%3d`). `signed` is the app id for a token, and the token for everything after it; `timestamp` is
 * epoch seconds as text.
 */
export async function signature(
  appKey: string,
  signed: string,
  nonce: string,
  timestamp: string,
): Promise<string> {
  if (appKey === '') throw new AppError('NOT_CONFIGURED', { detail: 'no key' });
  const key = await crypto.subtle.importKey(
    'raw',
    utf8.encode(appKey),
    { name: 'HMAC', hash: 'SHA-1' },
    false,
    ['sign'],
  );
  const mac = await crypto.subtle.sign('HMAC', key, utf8.encode(signed + nonce + timestamp));
  const base64 = btoa(String.fromCharCode(...new Uint8Array(mac)));
  return encodeURIComponent(base64).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

/** Never the same twice: 32 hex digits. */
export const newNonce = (): string => crypto.randomUUID().replaceAll('-', '');

/** What goes with every signed request, for `now` in epoch ms. */
export async function stamped(
  appKey: string,
  signed: string,
  now: number,
): Promise<{ Nonce: string; Timestamp: string; Signature: string }> {
  const Nonce = newNonce();
  const Timestamp = String(Math.floor(now / 1000));
  return { Nonce, Timestamp, Signature: await signature(appKey, signed, Nonce, Timestamp) };
}
