/** SocialEpoch's codes ("错误码说明": 37 of them, and the -1 of the import's sample), as ours. */
import { AppError, type ErrorCode, type ErrorReason } from '../../errors/app-error.ts';

export type Operation = 'customer/query' | 'customer/api/import';

/** The two values that stand for success on different hosts. */
const success: ReadonlySet<number> = new Set([200, 0]);

/** Of mass sending, which is never called: meeting one of these is a fault of ours. */
const massSending: Record<number, ErrorCode> = Object.fromEntries(
  [503, 504, 505, 509, 510, 511, 512, 513, 514, 515, 520, 521, 527, 528, 534, 536, 537, 538].map((code) => [
    code,
    'BUG' as const,
  ]),
);

const everywhere: Record<number, ErrorCode> = {
  ...massSending,
  501: 'BAD_CREDENTIALS',
  502: 'CLOCK_SKEW',
  506: 'BUG',
  507: 'INVALID_INPUT',
  508: 'BAD_CREDENTIALS',
  516: 'BAD_CREDENTIALS',
  517: 'SERVER_DOWN',
  518: 'BUG',
  519: 'BUG',
  522: 'BAD_CREDENTIALS',
  523: 'NOT_CONFIGURED',
  524: 'NOT_CONFIGURED',
  525: 'BUG',
  526: 'BUG',
  529: 'FORBIDDEN',
  530: 'BAD_CREDENTIALS',
  531: 'INVALID_INPUT',
  532: 'INVALID_INPUT',
  533: 'INVALID_INPUT',
};

const codes: Record<Operation, Record<number, ErrorCode>> = {
  'customer/query': everywhere,
  'customer/api/import': {
    ...everywhere,
    // The database failed somewhere within a write.
    517: 'OUTCOME_UNKNOWN',
  },
};

/** What these say asks for something else than their code does. */
const reasons: Readonly<Record<number, ErrorReason>> = {
  529: 'edition-without-interface',
  531: 'account-unknown',
  532: 'work-number-unknown',
};

/** Too much data in one request: the same may pass in two halves. */
export const tooMuchData = '507';

/** The error for a reply's code; null: success. A code in no table is `BAD_RESPONSE`, with the vendor's words. */
export function errorOf(operation: Operation, code: number, message: string): AppError | null {
  if (success.has(code)) return null;
  const isAdmins = code === -1 && /cannot import/i.test(message);
  const reason = isAdmins ? 'admin-cannot-import' : reasons[code];
  return new AppError((isAdmins ? 'FORBIDDEN' : codes[operation][code]) ?? 'BAD_RESPONSE', {
    ...(reason && { reason }),
    ...(code === 538 && { retryable: true }),
    backend: { code: String(code), message: message.slice(0, 200) },
    detail: operation,
  });
}
