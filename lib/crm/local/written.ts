import type { TimelineEvent } from '../model.ts';
import type { LocalCatalogueRow, LocalCustomer } from './rows.ts';

type WrittenEvent = Pick<TimelineEvent, 'kind' | 'summary' | 'changes' | 'dueAt'>;

/** What a change leaves behind. */
export interface Written {
  customer: LocalCustomer;
  /** Where the change made a new tag. */
  catalogue: LocalCatalogueRow | null;
  /** In the order in which they happened; none: everything was so already. */
  events: WrittenEvent[];
}

/** What a change carries that is not of the agent's asking. */
export interface Stamp {
  /** ISO 8601 UTC. */
  at: string;
  newId(): string;
  /** BCP 47: what is made by itself is named in it. */
  language: string;
}
