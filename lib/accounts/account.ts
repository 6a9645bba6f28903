/** The company behind a connection, by an id of our own: whatever this device keeps of its customers is kept under it. */
import type { Provider } from '../settings/schema.ts';

export type AccountId = string & { readonly __accountId: unique symbol };

/** Any text that names an account: it comes from {@link Registry} alone. */
export const accountId = (text: string): AccountId => text as AccountId;

/** By what an account is known again. None of it is a secret. */
export interface Identity {
  provider: Provider;
  /** Tenant id or app id; with a token service the name the agent gave; `''` where there is none. */
  company: string;
  /** Every address that is asked, one a line. */
  address: string;
  /** A salted digest of the key, from which it can't be read back. */
  key: string;
}

export interface Account {
  id: AccountId;
  /** What its connection was called last; null: nothing of its own. */
  name: string | null;
  /** None: kept by a version that did not tell accounts apart, and of nobody's until the agent says whose. */
  identities: Identity[];
  /** The connections it stands behind; one that is gone by itself (a policy) is kept, in case it comes back. */
  connectionIds: string[];
}

/** All that is known of accounts on this device. */
export interface Registry {
  /** Of the digests of keys. */
  salt: string;
  accounts: Account[];
  /** Every id that a connection ever had: none is handed out again. */
  usedIds: string[];
  /** By connection id, while what an older version kept is being moved under accounts. */
  moving?: Record<string, AccountId>;
}
