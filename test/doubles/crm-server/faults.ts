import type { ColleagueChange } from './back-end.ts';
import { isObject } from './json.ts';

/** `written`: whether the request is handled (and changes the state) before the fault shows. */
type FaultKind =
  /** The answer comes after `ms`; the request is handled before (`written`) or after the wait. */
  | { kind: 'slow'; ms: number; written?: boolean }
  /** The answer comes once the server is told to release what it holds; `written` as above. */
  | { kind: 'held'; written?: boolean }
  /** No answer until the client gives up or the server is reset. */
  | { kind: 'hang'; written?: boolean }
  | { kind: 'drop-before-write' }
  | { kind: 'drop-after-write' }
  /** A gateway's page. */
  | { kind: 'html'; status?: number; written?: boolean }
  /** The right answer, cut in half. */
  | { kind: 'truncated' }
  /** `retryAfter`: seconds, or an HTTP date. Nothing is handled. */
  | { kind: 'rate-limited'; retryAfter?: string | number }
  /** HTTP 200 with any code of the vendor in its envelope. */
  | { kind: 'code'; code: string; message?: string; written?: boolean }
  | { kind: 'mangled'; how: 'null-data' | 'null-fields' | 'wrong-types' | 'not-an-object' }
  /** A colleague's write lands just before this request is handled, or just after. */
  | { kind: 'colleague'; when: 'before' | 'after'; change: ColleagueChange };

/** Where and how often. Without `backend` or `interface`: any. */
export type Fault = FaultKind & {
  backend?: string;
  interface?: string;
  /** How many requests it meets; 1 without it. */
  times?: number;
  /** How many matching requests it lets pass first. */
  after?: number;
};

const kinds: Record<FaultKind['kind'], (fault: Record<string, unknown>) => boolean> = {
  slow: ({ ms }) => typeof ms === 'number',
  held: () => true,
  hang: () => true,
  'drop-before-write': () => true,
  'drop-after-write': () => true,
  html: () => true,
  truncated: () => true,
  'rate-limited': () => true,
  code: ({ code }) => typeof code === 'string',
  mangled: ({ how }) => ['null-data', 'null-fields', 'wrong-types', 'not-an-object'].includes(String(how)),
  colleague: ({ when, change }) =>
    (when === 'before' || when === 'after') &&
    isObject(change) &&
    typeof change.customer === 'string' &&
    isObject(change.set),
};

/** Whether what another process sent is a fault. */
export function isFault(value: unknown): value is Fault {
  if (!isObject(value)) return false;
  return Object.entries(kinds).some(([kind, fits]) => value.kind === kind && fits(value));
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** No request that is still to come is held any more. */
  holdNoMore(): void;
  /** What is still to come. */
  pending(): Fault[];
  /** The faults that meet this request: every wait and colleague, and the first of the others. Counts them. */
  take(backend: string, interfaceName: string): Fault[];
}

type Wait = Extract<Fault, { kind: 'slow' | 'held' }>;

export const isWait = (fault: Fault): fault is Wait => fault.kind === 'slow' || fault.kind === 'held';

const stacks = (fault: Fault): boolean => isWait(fault) || fault.kind === 'colleague';

export function createFaults(): Faults {
  let waiting: { fault: Fault; left: number; skip: number }[] = [];
  return {
    add(fault) {
      waiting.push({ fault, left: fault.times ?? 1, skip: fault.after ?? 0 });
    },
    clear() {
      waiting = [];
    },
    holdNoMore() {
      waiting = waiting.filter(({ fault }) => fault.kind !== 'held');
    },
    pending: () => waiting.map(({ fault, left, skip }) => ({ ...fault, times: left, after: skip })),
    take(backend, interfaceName) {
      const met: Fault[] = [];
      for (const entry of waiting) {
        const { fault } = entry;
        if (fault.backend !== undefined && fault.backend !== backend) continue;
        if (fault.interface !== undefined && fault.interface !== interfaceName) continue;
        if (entry.skip > 0) {
          entry.skip -= 1;
          continue;
        }
        if (!stacks(fault) && met.some((other) => !stacks(other))) continue;
        entry.left -= 1;
        met.push(fault);
      }
      waiting = waiting.filter(({ left }) => left > 0);
      return met;
    },
  };
}
