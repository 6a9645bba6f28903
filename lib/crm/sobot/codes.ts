/** Sobot's codes (section 5) as ours. The same code can mean two things, so the table is keyed by interface and code. */
import { AppError, type ErrorCode } from '../../errors/app-error.ts';

/** An interface by its address after `/api/scrm/5/`, and whether a call of it changes something. */
export const interfaces = {
  get_token: 'read',
  'label_group/save': 'write',
  'label_group/update': 'write',
  'label_group/list': 'read',
  'label_group/remove': 'write',
  'label/save': 'write',
  'label/update': 'write',
  'label/list': 'read',
  'label/remove': 'write',
  'label/userlabels': 'read',
  'label/update_userlabel': 'write',
  'user/save': 'write',
  'user/update': 'write',
  'public_user/assign': 'write',
  'public_user/confirm': 'write',
  'user/list_by_page': 'read',
  'user/detail': 'read',
  'custom_field/custom_fieid_info_list': 'read',
  'user_dynamic/list_by_page': 'read',
  'user_stage/record_save': 'write',
  'user_stage/query_list_by_type': 'read',
  'user_stage/stage_save': 'write',
  'user_dynamic/getsource': 'read',
  'user/user_list': 'read',
  'user_dynamic/provice': 'read',
  'user_dynamic/city': 'read',
  'user_dynamic/area': 'read',
} as const satisfies Record<string, 'read' | 'write'>;

export type Interface = keyof typeof interfaces;

const success = '000000';
export const tokenLapsed = '900002';
export const signatureWrong = '900003';
export const unknownFault = '999999';
export const groupMissing = '510001';

const everywhere: Record<string, ErrorCode> = {
  // The header was sent: a proxy has swallowed it, or we forgot it.
  900001: 'BUG',
  // Reached only where the token could not be renewed.
  [tokenLapsed]: 'BAD_CREDENTIALS',
  [signatureWrong]: 'BAD_CREDENTIALS',
  900004: 'BAD_CREDENTIALS',
  [unknownFault]: 'SERVER_DOWN',
  [groupMissing]: 'NOT_FOUND',
  510002: 'CONFLICT',
  510003: 'CONFLICT',
  510004: 'NOT_FOUND',
  510005: 'INVALID_INPUT',
  510006: 'INVALID_INPUT',
  510007: 'INVALID_INPUT',
  510008: 'INVALID_INPUT',
};

/** 510004 says that a parameter name exists, or that a tag is gone; a new tag can only mean the first. */
const byInterface: Partial<Record<Interface, Record<string, ErrorCode>>> = {
  'label/save': { 510004: 'CONFLICT' },
};

/** The error for a reply's code; null: success. A code in no table is `BAD_RESPONSE`, with the vendor's words. */
export function errorOf(name: Interface, code: string, message: string): AppError | null {
  if (code === success) return null;
  const unclear = code === unknownFault && interfaces[name] === 'write' ? 'OUTCOME_UNKNOWN' : null;
  return new AppError(unclear ?? byInterface[name]?.[code] ?? everywhere[code] ?? 'BAD_RESPONSE', {
    backend: { code, message: message.slice(0, 200) },
    detail: name,
  });
}
