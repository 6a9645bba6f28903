import { createHash } from 'node:crypto';
import type { Code } from './codes.ts';
import { idOf } from './ids.ts';
import type { Settings } from './settings.ts';

export interface App {
  appId: string;
  appKey: string;
}

export const app: App = { appId: 'acme-scrm', appKey: 'vN8sobot4KdYwQe' };

export interface Tokens {
  /** Section 2.1: every call issues a new token. */
  issue(
    query: URLSearchParams,
    now: number,
  ): { refused: Code } | { item: { token: string; expires_in: string } };
  /** The code that a call with this token gets, or null. */
  judge(token: unknown, now: number): Code | null;
  /** A token that is valid now, issued if there is none, with the seconds it has left. */
  current(now: number): { token: string; seconds: number };
  /** Voids every token. */
  voidAll(): void;
  issued(): number;
}

export function createTokens(settings: Settings): Tokens {
  const valid = new Map<string, number>();
  let count = 0;
  const fresh = (now: number): string => {
    count += 1;
    const token = idOf('token', String(count));
    if (settings.tokens === 'one') valid.clear();
    valid.set(token, now + settings.tokenSeconds * 1000);
    return token;
  };
  return {
    issue(query, now) {
      const appid = query.get('appid') ?? '';
      const createTime = query.get('create_time') ?? '';
      if (appid !== app.appId) return { refused: '900004' };
      if (!/^\d{10}$/.test(createTime)) return { refused: '900003' };
      if (Math.abs(Number(createTime) * 1000 - now) > settings.toleranceMs) {
        return { refused: settings.staleCode };
      }
      const sign = createHash('md5')
        .update(appid + createTime + app.appKey, 'utf8')
        .digest('hex');
      if (query.get('sign') !== sign) return { refused: '900003' };
      return { item: { token: fresh(now), expires_in: String(settings.tokenSeconds) } };
    },
    judge(token, now) {
      if (typeof token !== 'string' || token === '') return '900001';
      return (valid.get(token) ?? 0) > now ? null : '900002';
    },
    current(now) {
      const living = [...valid].find(([, until]) => until > now);
      const token = living?.[0] ?? fresh(now);
      return { token, seconds: Math.floor(((valid.get(token) ?? now) - now) / 1000) };
    },
    voidAll: () => valid.clear(),
    issued: () => count,
  };
}
