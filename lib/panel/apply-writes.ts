import { applyChange } from '../crm/apply-change.ts';
import type { Catalogue, Customer } from '../crm/model.ts';
import type { Card, WriteView } from '../session/shapes.ts';

/**
 * The customer as the agent left one: the card with every write on top that it does not hold yet. A write that is done
 * stays on top until the card has it.
 */
export function applyWrites(card: Card, writes: readonly WriteView[], catalogue: Catalogue | null): Customer {
  return writes
    .filter(isOnTop)
    .reduce((customer, write) => applyChange(customer, write.change, catalogue), card.customer);
}

function isOnTop({ state, inCard }: WriteView): boolean {
  switch (state) {
    case 'waiting':
    case 'sending':
    case 'unknown':
      return true;
    case 'done':
      return !inCard;
    case 'failed':
      return false;
  }
}
