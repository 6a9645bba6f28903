import type { Registry } from '../../lib/accounts/account.ts';
import type { AccountStores } from '../../lib/accounts/stores.ts';
import type { AuditEntry } from '../../lib/audit/audit-log.ts';
import type { FieldValue } from '../../lib/crm/model.ts';
import type { Draft } from '../../lib/drafts/draft.ts';
import type { LinkRow } from '../../lib/matching/links.ts';
import type { OutboxRow } from '../../lib/outbox/row.ts';
import type { SealedStore } from '../../lib/sealed/index.ts';
import type { Habits } from '../../lib/session/shapes.ts';
import type { Credentials } from '../../lib/settings/schema.ts';
import type { TokenState } from '../../lib/tokens/token-cache.ts';
import type { LearntRow, SentNotes } from './account-memory.ts';

export const outboxRows = 'outbox';

/** Everything that is kept in the sealed store, by collection. */
export const collectionsOf = ({ collection }: SealedStore) => ({
  credentials: collection<Credentials>('credentials'),
  accounts: collection<Registry>('accounts'),
  outbox: collection<OutboxRow>(outboxRows),
  submissions: collection<number>('submissions'),
  links: collection<LinkRow>('links'),
  drafts: collection<Draft[] | string>('drafts'),
  fieldDrafts: collection<Record<string, FieldValue>>('field-drafts'),
  learnt: collection<LearntRow>('learnt'),
  tokens: collection<TokenState>('tokens'),
  sentNotes: collection<SentNotes>('sent-notes'),
  habits: collection<Habits>('habits'),
  audit: collection<AuditEntry[]>('audit'),
  toldReminders: collection<string[]>('told-reminders'),
  auditIndex: collection<number[]>('audit-index'),
});

/** What of it lies under accounts, also as versions wrote it that did not tell accounts apart. */
export const accountStores = ({ collection }: SealedStore): AccountStores => ({
  outbox: collection(outboxRows),
  links: collection('links'),
  drafts: [collection('drafts'), collection('field-drafts')],
  learnt: [collection('learnt'), collection('sent-notes')],
  tokens: collection('tokens'),
  habits: collection('habits'),
  audit: collection('audit'),
});
