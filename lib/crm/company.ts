/**
 * What a company keeps at its back end beside its customers, to be looked at only: from which accounts it writes, who works
 * there, and what it sorts customers by. None of it says anything of any one customer.
 */
import type { AppErrorData } from '../errors/app-error.ts';

/** A list that is asked for by itself: one that is refused takes no other along. */
export type Part<T> = { items: T[] } | { error: AppErrorData };

export interface Company {
  accounts: Part<CompanyAccount>;
  staff: Part<CompanyStaff>;
  serving: Part<Serving>;
  tags: Part<CompanyTagGroup>;
  placements: Part<Placement>;
  attributes: Part<Attribute>;
}

/** An account that customers are written to from. Null: not told. */
export interface CompanyAccount {
  id: string;
  /** What it calls itself to customers, else its number or id. */
  name: string;
  number: string | null;
  originalNumber: string | null;
  /** The phone it runs on. */
  device: string | null;
  qrCode: string | null;
  /** As the back end writes it. */
  addedAt: string | null;
  friends: number | null;
  groups: number | null;
  /** The back end's number where nobody says what it means. */
  kind: AccountKind | { code: string } | null;
  flags: Record<AccountFlag, boolean | null>;
  /** By their codes, who is told of what: as the back end writes it. */
  tells: Record<'faults' | 'keywords' | 'requests', string | null>;
}
export type AccountKind = 'wechat' | 'official' | 'mini-program' | 'wecom';
export const accountFlags = ['watched', 'pushed', 'calls', 'adding'] as const;
type AccountFlag = (typeof accountFlags)[number];

export interface CompanyStaff {
  id: string;
  name: string;
  active: boolean | { code: string } | null;
  /** Who they are in the company's own order system. */
  orderUser: string | null;
}

/** Somebody of the staff serves an account. */
export interface Serving {
  staffId: string;
  account: Pick<CompanyAccount, 'id' | 'name' | 'number' | 'device' | 'qrCode'>;
}

export interface CompanyTagGroup {
  id: string;
  name: string;
  /** Whether several of its tags may stand on one customer. */
  multiple: boolean | { code: string } | null;
  tags: { id: string; name: string }[];
}

/** Accounts that an advertisement leads to. */
export interface Placement {
  id: string;
  name: string;
  code: string | null;
  /** China's six digits for a region (GB/T 2260), or whatever else stands there. */
  regionCode: string | null;
  accounts: { name: string; qrCode: string | null }[];
}

/** A field that the company gives to each customer. */
export interface Attribute {
  id: string;
  name: string;
  type: 'text' | 'date' | 'single' | 'multi' | { code: string } | null;
  /** In characters; null where there is no limit or none is told. */
  longest: number | null;
  required: boolean | null;
  dateFormat: string | null;
  options: string[];
}
