/**
 * Youmi's codes as ours. That a call succeeded is told by `succeed` alone; the code (`errmsg`) says why one failed. The
 * codes are not on the page of the interfaces but on another public page of the vendor, so none of them was ever met.
 */
import { AppError, type ErrorCode } from '../../errors/app-error.ts';

/** An interface as the vendor spells its address, and whether a call of it changes something. */
export const interfaces = {
  GetAccessToken: 'read',
  WeCaht: 'read',
  staff: 'read',
  Label: 'read',
  wecahtlabel: 'read',
  AdManage: 'read',
  'friend/GetCustomAttributeList': 'read',
  'staff/GetStaffWechat': 'read',
  friend: 'read',
  'connect/token': 'read',
  'v2/Friend/GetFansList': 'read',
  'v2/Friend/GetFansCount': 'read',
  'v2/Todo/GetChargeDaffairesList': 'read',
  'v2/Todo/AddRecordNew': 'write',
  'v2/System/GetStaffList': 'read',
} as const satisfies Record<string, 'read' | 'write'>;

export type Interface = keyof typeof interfaces;
export type V2Interface = Extract<Interface, `v2/${string}`>;
export type V1Interface = Exclude<Interface, 'GetAccessToken' | 'connect/token' | `v2/${string}`>;

/** The token is no longer taken: invalid, its signature's stamp lapsed, or its check failed. */
export const tokenRefused: ReadonlySet<string> = new Set(['10003', '10006', '10011']);
/** The stamp is more than ten minutes off: by the first code, or by the one of the signature's stamp. */
export const stampRefused: ReadonlySet<string> = new Set(['200005', '10006']);
/** A part of the signature is missing. */
export const signatureMissing: ReadonlySet<string> = new Set(['200002', '200003', '200004']);

const everywhere: Record<string, ErrorCode> = {
  // Reached only where the token could not be renewed.
  10003: 'BAD_CREDENTIALS',
  // The signature does not fit what was signed.
  10005: 'BAD_CREDENTIALS',
  10006: 'CLOCK_SKEW',
  10011: 'SERVER_DOWN',
  // A header is missing: a proxy has swallowed it, or we forgot it.
  200001: 'BUG',
  200002: 'BUG',
  200003: 'BUG',
  200004: 'BUG',
  200005: 'CLOCK_SKEW',
  200006: 'BAD_CREDENTIALS',
  200007: 'BAD_CREDENTIALS',
  200008: 'INVALID_INPUT',
  200009: 'NOT_FOUND',
  200010: 'NOT_FOUND',
  200011: 'SERVER_DOWN',
  200012: 'INVALID_INPUT',
  200014: 'INVALID_INPUT',
  200015: 'INVALID_INPUT',
  200018: 'NOT_FOUND',
};

/** 200010 says that a member of the staff does not exist: asked for, or in whose name something was to be written. */
const byInterface: Partial<Record<Interface, Record<string, ErrorCode>>> = {
  'v2/Todo/AddRecordNew': { 200010: 'INVALID_INPUT' },
};

const serverFault = '200011';
const staffUnknown = '200010';

/** What a reply says of a failure: its code, `''` where it tells none, and the vendor's words. */
export interface Refusal {
  code: string;
  message: string;
}

/** The error for a refusal. A code in no table is `BAD_RESPONSE`, with the vendor's words. */
export function errorOf(name: Interface, { code, message }: Refusal): AppError {
  const isWrite = interfaces[name] === 'write';
  const unclear = code === serverFault && isWrite ? 'OUTCOME_UNKNOWN' : null;
  return new AppError(unclear ?? byInterface[name]?.[code] ?? everywhere[code] ?? 'BAD_RESPONSE', {
    ...(code === staffUnknown && isWrite && { reason: 'agent-unknown' }),
    backend: { code, message: message.slice(0, 200) },
    detail: name,
  });
}
