import type { Customer } from '../../../lib/crm/model.ts';
import { customerOf } from '../support/samples.ts';

/** A customer of whom nothing matters but who it is. */
export const customer = (id: string): Customer => customerOf(id, { name: null, phones: [] });
