import { createHash } from 'node:crypto';
import { fromWallClock } from '../wall-clock.ts';
import { type Account, agentName } from './accounts.ts';
import type { Code } from './codes.ts';
import type { Settings } from './settings.ts';

const md5 = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex');

interface Judge {
  account: Account;
  settings: Settings;
  /** Epoch ms by the server's clock. */
  now: number;
}

const present = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The headers `tenant_id`, `timestamp` (ms) and `token`: the first code that is wrong with them, or null. */
export function judgeHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  { account, settings, now }: Judge,
): Code | null {
  const { tenant_id: tenantId, timestamp, token } = headers;
  if (!present(tenantId)) return 523;
  if (!present(timestamp)) return 518;
  if (!present(token)) return 525;
  if (!/^\d{1,16}$/.test(timestamp)) return 519;
  if (Math.abs(Number(timestamp) - now) > settings.toleranceMs) return 502;
  if (tenantId !== account.tenantId) return 501;
  return token === md5(tenantId + timestamp + account.apiKey) ? null : 522;
}

/** The older signature in the body: `tenantId`, `userName`, `createTime` and `token`. */
export function judgeBody(
  { tenantId, userName, createTime, token }: Readonly<Record<string, unknown>>,
  { account, settings, now }: Judge,
): Code | null {
  const tenant = typeof tenantId === 'number' ? String(tenantId) : tenantId;
  if (!present(tenant)) return 523;
  if (!present(userName)) return 524;
  if (!present(token)) return 525;
  if (!present(createTime)) return 526;
  const at = fromWallClock(createTime, settings.timeZone);
  if (at === null) return 519;
  if (Math.abs(at - now) > settings.toleranceMs) return 502;
  if (tenant !== account.tenantId) return 501;
  if (token !== md5(tenant + userName + createTime + account.apiKey)) return 522;
  const taken = settings.importer === 'agent' ? [account.userName, agentName] : [account.userName];
  return taken.includes(userName) ? null : 530;
}
