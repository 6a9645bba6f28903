import type { TimelineEvent } from '../model.ts';
import type { LocalCatalogueRow, LocalCustomer } from './rows.ts';

export type EventDraft = Pick<TimelineEvent, 'kind' | 'summary' | 'changes'>;

/** What a change leaves behind. */
export interface Written {
  customer: LocalCustomer;
  /** Where the change made a new tag. */
  catalogue: LocalCatalogueRow | null;
  /** Null: everything was so already. */
  event: EventDraft | null;
}
