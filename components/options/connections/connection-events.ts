import type { AccountQuestion } from '../../../lib/accounts/accounts.ts';
import type { Tested } from '../../../lib/crm/connection-test.ts';
import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import type { SettingsProblem } from '../../../lib/settings/problems.ts';
import type { ConnectionDraft, SettingsDraft } from '../../../lib/settings/schema.ts';

/** What the worker knows of whose connections are. */
export interface AccountsOnPage {
  /** Asked by a policy, a file or an update; an answer is open. */
  questions: AccountQuestion[];
  /** Ids that no connection may get again. */
  usedIds: string[];
  /** Connections under which nothing lies on this device: whose they are need not be asked. */
  withNothingKept: string[];
}

/** By connection id: whether it still leads to the company it did. */
export type SameCompany = Readonly<Record<string, boolean>>;

type SaveOutcome =
  | { saved: true }
  | { saved: false; problems: SettingsProblem[]; error: AppErrorData | null };

export type TestOutcome =
  | Tested
  | { problems: SettingsProblem[] }
  /** The browser did not get access to this host, so nothing was contacted. */
  | { refused: string }
  | { error: AppErrorData };

/** A connection whose requests are held up time and again, and by what. */
export interface Troubled {
  connectionId: string;
  error: AppErrorData;
}

/** What the page asks about connections. `access` are permission patterns. */
export interface ConnectionEvents {
  /** To be called in the click itself: the browser asks for access first. */
  save(settings: SettingsDraft, access: readonly string[], same?: SameCompany): Promise<SaveOutcome>;
  /** Whether a connection that is asked about still leads to the company it did. */
  answerCompany(connectionId: string, same: boolean): Promise<void>;
  /** To be called in the click itself. */
  test(connection: ConnectionDraft, access: readonly string[]): Promise<TestOutcome>;
  /** To be called in the click itself. */
  allowAccess(access: readonly string[]): Promise<boolean>;
}
