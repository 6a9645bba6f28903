/** SocialEpoch's two signatures ("开发指南": token rule, and the older token rule). Both are MD5 in lower-case hex. */
import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { AppError } from '../../errors/app-error.ts';
import { wallClock } from '../wall-clock.ts';

function digest(text: string): string {
  return bytesToHex(md5(utf8ToBytes(text)));
}

/** For the headers; `timestamp` is epoch ms as text. */
export function headerToken(tenantId: string, timestamp: string, apiKey: string): string {
  return digest(tenantId + timestamp + apiKey);
}

/** For the body of the import; `createTime` comes from {@link formatStamp}. */
export function bodyToken(tenantId: string, userName: string, createTime: string, apiKey: string): string {
  return digest(tenantId + userName + createTime + apiKey);
}

/**
 * `yyyy-mm-dd HH:mm:ss` as clocks in `timeZone` (IANA) show it at `epochMs`.
 * @throws AppError `NOT_CONFIGURED` for a zone that does not exist.
 */
export function formatStamp(epochMs: number, timeZone: string): string {
  try {
    return wallClock(epochMs, timeZone);
  } catch {
    throw new AppError('NOT_CONFIGURED', { detail: 'unknown time zone' });
  }
}
