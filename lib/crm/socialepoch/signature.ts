/** SocialEpoch's two signatures ("开发指南": token rule, and the older token rule). Both are MD5 in lower-case hex. */
import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { AppError } from '../../errors/app-error.ts';

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
  let parts: Intl.DateTimeFormatPart[];
  try {
    parts = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }).formatToParts(epochMs);
  } catch {
    throw new AppError('NOT_CONFIGURED', { detail: 'unknown time zone' });
  }
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')}`;
}
