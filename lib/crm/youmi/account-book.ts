/** The operating accounts, who serves them, and who of the staff the agent is: read once an hour. */
import { type ErrorCode, isAppError } from '../../errors/app-error.ts';
import type { Clock } from '../../http/clock.ts';
import { createRemembered } from '../remembered.ts';
import type { YoumiWire } from './wire.ts';
import type { WireStaff, WireStaffAccount } from './wire-rows.ts';

/** ms. */
const freshFor = 3_600_000;

export interface OperatingAccount {
  /** `ad_wechat_id`. */
  id: string;
  number: string;
  /** The name of the device, or what the account calls itself. */
  nick: string;
  /** 0 WeChat, 3 WeCom. */
  kind: 0 | 3;
}

export interface AccountBook {
  accounts: OperatingAccount[];
  staff: WireStaff[];
  /** By `ad_wechat_id`: codes of the staff who serve the account. */
  servedBy: ReadonlyMap<string, string[]>;
}

/** @param me `ad_staff_code` of the agent. */
export function createAccountBook({
  wire,
  clock,
  me,
}: {
  wire: YoumiWire;
  clock: Pick<Clock, 'now'>;
  me: string | null;
}) {
  /** Everybody's; the agent's own where the list has to be asked for somebody's. */
  async function served(signal: AbortSignal): Promise<WireStaffAccount[]> {
    const all = await wire.staffAccounts(null, signal).catch(none('INVALID_INPUT'));
    if (all.length > 0 || me === null) return all;
    return wire.staffAccounts(me, signal).catch(none('NOT_FOUND'));
  }

  return createRemembered<AccountBook>({
    clock,
    freshFor,
    async read(signal) {
      const [own, company, staff, serving] = await Promise.all([
        wire.accounts(0, signal),
        wire.accounts(3, signal),
        wire.staff({}, signal),
        served(signal),
      ]);
      const accounts = new Map<string, OperatingAccount>();
      // Accounts that are in one list alone are accounts all the same.
      const isCompany = new Set(company.map(({ ad_wechat_id }) => ad_wechat_id));
      for (const row of [...serving, ...own, ...company]) {
        const { ad_wechat_id: id, ad_wechat_nober, ad_original_nober } = row;
        const nick = row.ad_wechat_nick || row.ad_wechat_nickname;
        const kind = isCompany.has(id) ? 3 : 0;
        accounts.set(id, { id, number: ad_wechat_nober || ad_original_nober, nick, kind });
      }
      const servedBy = new Map<string, string[]>();
      for (const { ad_wechat_id, ad_staff_code } of serving)
        servedBy.set(ad_wechat_id, [...(servedBy.get(ad_wechat_id) ?? []), ad_staff_code]);
      return { accounts: [...accounts.values()], staff, servedBy };
    },
  });
}

/**
 * Whose friends are looked through, in order: the account of the connection where one is named; else those that the agent
 * serves; else all of them. No WhatsApp chat tells which it is.
 */
export function accountsOf(
  { accounts, servedBy }: AccountBook,
  { account, me }: { account?: string | undefined; me?: { agentId: string } | undefined },
): OperatingAccount[] {
  if (account) return accounts.filter(({ id, number }) => number === account || id === account);
  const mine = me ? accounts.filter(({ id }) => servedBy.get(id)?.includes(me.agentId)) : [];
  return mine.length > 0 ? mine : accounts;
}

const none =
  (code: ErrorCode) =>
  (thrown: unknown): [] => {
    if (isAppError(thrown) && thrown.code === code) return [];
    throw thrown;
  };
