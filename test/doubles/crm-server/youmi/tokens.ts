import { createHash, createHmac } from 'node:crypto';
import type { JsonObject } from '../json.ts';
import type { Code } from './codes.ts';
import type { Settings } from './settings.ts';

export interface App {
  appId: string;
  appKey: string;
}

/** The merchant whose server this is, and one of another server. */
export const app: App = { appId: '73289537', appKey: 'vN8youmi4KdYwQe' };

/** Tokens that somebody was given: of this merchant, and of another one. */
export const pastedToken = 'pasted-7f3c9a51';
export const foreignToken = 'pasted-of-another-merchant';

export interface Tokens {
  /** `GetAccessToken`. */
  issue(
    body: JsonObject,
    now: number,
    violate: (what: string) => void,
  ): { refused: Code } | { values: { access_token: string; expires_in: number } };
  /** The code that a call with these headers gets, or null. */
  judge(
    headers: Readonly<Record<string, string | string[] | undefined>>,
    now: number,
    violate: (what: string) => void,
  ): Code | null;
  /** Voids every token that was issued. */
  voidAll(): void;
  /** Tokens that were issued so far. */
  issued(): number;
  reset(): void;
}

const present = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** As .NET's UrlEncode: small hex digits. */
const encoded = (base64: string): string =>
  base64.replaceAll('+', '%2b').replaceAll('/', '%2f').replaceAll('=', '%3d');

export const signatureFor = (key: string, signed: string, nonce: string, timestamp: string): string =>
  encoded(
    createHmac('sha1', key)
      .update(signed + nonce + timestamp)
      .digest('base64'),
  );

export function createTokens(settings: Settings): Tokens {
  const valid = new Map<string, number>();
  const nonces = new Set<string>();
  let count = 0;

  const plain = (signature: string): string =>
    settings.signatureCase === 'any'
      ? signature.replace(/%[0-9a-f]{2}/gi, (code) => code.toLowerCase())
      : signature;

  function judgeSignature(
    signed: string,
    { Nonce, Timestamp, Signature }: { Nonce: unknown; Timestamp: unknown; Signature: unknown },
    now: number,
    violate: (what: string) => void,
  ): Code | null {
    const stamp = typeof Timestamp === 'number' ? String(Timestamp) : Timestamp;
    if (!present(Nonce)) return 200002;
    if (!present(stamp)) return 200003;
    if (!present(Signature)) return 200004;
    if (!/^\d{10}$/.test(stamp)) return 200012;
    if (Math.abs(Number(stamp) * 1000 - now) > settings.toleranceMs) return settings.staleCode;
    if (plain(Signature) !== signatureFor(app.appKey, signed, Nonce, stamp)) return settings.signatureCode;
    if (nonces.has(Nonce)) {
      violate('a nonce is used again');
      if (settings.reusedNonce === 'refused') return 10005;
    }
    nonces.add(Nonce);
    return null;
  }

  return {
    issue(body, now, violate) {
      const { AppId, ...signature } = body;
      for (const name of Object.keys(body)) {
        if (!['AppId', 'Nonce', 'Timestamp', 'Signature'].includes(name))
          violate(`${name} is not documented here`);
      }
      if (!present(AppId)) return { refused: 200007 };
      if (AppId !== app.appId) return { refused: 200006 };
      const { Nonce, Timestamp, Signature } = signature;
      const wrong = judgeSignature(AppId, { Nonce, Timestamp, Signature }, now, violate);
      if (wrong !== null) return { refused: wrong === settings.signatureCode ? 200006 : wrong };
      count += 1;
      const token = createHash('md5').update(`youmi ${count}`).digest('hex');
      if (settings.tokens === 'one') valid.clear();
      valid.set(token, now + settings.tokenSeconds * 1000);
      return {
        values: { access_token: token, expires_in: Math.floor(now / 1000) + settings.tokenSeconds },
      };
    },
    judge(headers, now, violate) {
      const { access_token: token, nonce, timestamp, signature } = headers;
      if (!present(token)) return 200001;
      const isPasted = token === pastedToken;
      const isSigned = nonce !== undefined || timestamp !== undefined || signature !== undefined;
      if (!isSigned && (settings.unsigned === 'refused' || valid.has(token))) return 200002;
      if (isSigned) {
        const wrong = judgeSignature(
          token,
          { Nonce: nonce, Timestamp: timestamp, Signature: signature },
          now,
          violate,
        );
        if (wrong !== null) return wrong;
      }
      return isPasted || (valid.get(token) ?? 0) > now ? null : settings.lapsedCode;
    },
    voidAll: () => valid.clear(),
    issued: () => count,
    reset() {
      valid.clear();
      nonces.clear();
      count = 0;
    },
  };
}
