import type { TimelineEvent } from '../model.ts';
import type { LocalCatalogueRow, LocalCustomer } from './rows.ts';

/** What a change leaves behind. */
export interface Written {
  customer: LocalCustomer;
  /** Where the change made a new tag. */
  catalogue: LocalCatalogueRow | null;
  /** Null: everything was so already. */
  event: Pick<TimelineEvent, 'kind' | 'summary' | 'changes'> | null;
}
