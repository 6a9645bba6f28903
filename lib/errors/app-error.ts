/**
 * The one error of Chatside. It crosses contexts as data, so branch on `code` and `reason`, never on the class or the text.
 * Messages are for developers: nothing personal and nothing secret may stand in them. Sentences for the agent are
 * chosen by `code × operation` in `lib/i18n`.
 */

export const errorCodes = [
  'NOT_CONFIGURED',
  'BAD_CREDENTIALS',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'INVALID_INPUT',
  'RATE_LIMITED',
  'OFFLINE',
  'TIMEOUT',
  'SERVER_DOWN',
  'CLOCK_SKEW',
  'BAD_RESPONSE',
  'STORAGE_FULL',
  'OUTCOME_UNKNOWN',
  'CONTEXT_LOST',
  'PERMISSION_MISSING',
  'UNSUPPORTED',
  'BUG',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What is told apart within a code, where the agent is to do something else about it. */
export type ErrorReason =
  /** Another machine uses the same key, and each shuts the other out. */
  | 'key-shared'
  /** The write damaged other fields of the customer: writing on the connection is stopped. */
  | 'write-damaged'
  /** The change is saved, and a colleague's change of other fields in the very same moment was undone by it. */
  | 'colleague-overwritten'
  /** The back end lets no administrator's account import: an agent's may. */
  | 'admin-cannot-import'
  /** The company's edition has no interface. */
  | 'edition-without-interface'
  /** The account that a change is made in the name of is not known. */
  | 'account-unknown'
  /** The agent in whose name a change is made is not chosen, or not known there. */
  | 'agent-unknown'
  /** A token that somebody was given is not taken, or no longer: only a new one helps. */
  | 'token-refused'
  /** A token that somebody was given does not do: the company's key is needed beside it. */
  | 'key-needed'
  /** The WhatsApp number that the company works with is not known. */
  | 'work-number-unknown'
  /** Refused unsent, since writing on the connection is stopped until the agent confirms. */
  | 'writing-stopped'
  /** A key holds a character that no request can carry; `field` names where. */
  | 'key-unsendable'
  /** Another customer has the number that was to be added. */
  | 'number-taken'
  /** The answer is somewhere else, and is not fetched there: keys go nowhere but to their own host. */
  | 'redirected'
  /** The answer is longer than anybody would read. */
  | 'too-long'
  /** The browser can't open what it keeps for us; only its restart helps. */
  | 'storage-broken'
  /** The key of what is kept on this device is there, and the browser can't use it. */
  | 'key-unreadable';

/** The shape that crosses contexts and is kept with failed writes. */
export interface AppErrorData {
  code: ErrorCode;
  /** Whether the same request may succeed later without anybody changing anything. */
  retryable: boolean;
  reason?: ErrorReason;
  /** Epoch ms before which a repeat is pointless (from `Retry-After`). */
  retryAt?: number;
  /** What the vendor said, for the small print. */
  backend?: { code: string; message: string };
  /** What is at fault, by the name of its header; never its value. */
  field?: string;
  /** The request could not be made: certainly nothing left. */
  unsent?: true;
  /** For developers; never personal, never secret. */
  detail?: string;
}

const retryableByNature: ReadonlySet<ErrorCode> = new Set([
  'RATE_LIMITED',
  'OFFLINE',
  'TIMEOUT',
  'SERVER_DOWN',
  'CLOCK_SKEW',
]);

export class AppError extends Error implements AppErrorData {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly reason?: ErrorReason;
  readonly retryAt?: number;
  readonly backend?: { code: string; message: string };
  readonly field?: string;
  readonly unsent?: true;
  readonly detail?: string;

  constructor(code: ErrorCode, more: Partial<Omit<AppErrorData, 'code'>> = {}) {
    super(more.detail ? `${code}: ${more.detail}` : code);
    this.code = code;
    this.retryable = more.retryable ?? retryableByNature.has(code);
    if (more.reason !== undefined) this.reason = more.reason;
    if (more.retryAt !== undefined) this.retryAt = more.retryAt;
    if (more.backend !== undefined) this.backend = more.backend;
    if (more.field !== undefined) this.field = more.field;
    if (more.unsent !== undefined) this.unsent = more.unsent;
    if (more.detail !== undefined) this.detail = more.detail;
  }

  toJSON(): AppErrorData {
    return {
      code: this.code,
      retryable: this.retryable,
      ...(this.reason !== undefined && { reason: this.reason }),
      ...(this.retryAt !== undefined && { retryAt: this.retryAt }),
      ...(this.backend !== undefined && { backend: this.backend }),
      ...(this.field !== undefined && { field: this.field }),
      ...(this.unsent !== undefined && { unsent: this.unsent }),
      ...(this.detail !== undefined && { detail: this.detail }),
    };
  }
}

/** Survives realms and structured clones: judged by shape, not by class. */
export function isAppError(value: unknown): value is AppErrorData {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    'retryable' in value &&
    (errorCodes as readonly unknown[]).includes(value.code)
  );
}

/** Whatever was thrown, as data. An unforeseen throw is a `BUG`, named by its class only. */
export function toErrorData(thrown: unknown): AppErrorData {
  if (thrown instanceof AppError) return thrown.toJSON();
  if (isAppError(thrown)) return thrown;
  const detail = thrown instanceof Error ? thrown.name : typeof thrown;
  return { code: 'BUG', retryable: false, detail };
}
