import type { Customer } from '../../../lib/crm/model.ts';

/** A customer of whom nothing matters but who it is. */
export function customer(id: string): Customer {
  return {
    id,
    connectionId: 'device',
    name: null,
    phones: [],
    email: null,
    sex: null,
    birthday: null,
    address: null,
    company: null,
    profession: null,
    income: null,
    remark: null,
    source: null,
    level: null,
    owner: null,
    stage: null,
    tags: [],
    fields: [],
    other: [],
    blocked: false,
    createdAt: null,
    updatedAt: null,
  };
}
