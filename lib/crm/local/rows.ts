/** What lies in the database of the CRM on this device. */
import type { DBSchema } from 'idb';
import type { E164 } from '../../phone/e164.ts';
import type {
  Catalogue,
  Customer,
  CustomerStage,
  FieldDefinition,
  StandardField,
  TimelineEvent,
} from '../model.ts';
import type { ChangeKind } from '../port.ts';

/** A customer as kept: what the catalogue knows (names of tags, words of options) is not repeated here. */
export interface LocalCustomer extends Pick<Customer, 'id' | 'blocked' | StandardField> {
  phones: E164[];
  stage: CustomerStage | null;
  tagIds: string[];
  /** The company's own fields, by key; what has no value is not there. */
  fields: Record<string, string | string[]>;
  createdAt: string;
  updatedAt: string;
}

export interface LocalEvent extends TimelineEvent {
  customerId: string;
}

/** A change that was written, by the key it was asked for with: so that it is never written twice. */
export interface LocalWrite {
  key: string;
  kind: ChangeKind;
  customerId: string;
  at: string;
}

/** The company's own; standard fields are not kept. */
export interface LocalCatalogueRow extends Omit<Catalogue, 'fields'> {
  fields: FieldDefinition[];
}

export interface LocalSchema extends DBSchema {
  customers: {
    key: string;
    value: LocalCustomer;
    indexes: { phones: string; tags: string; stage: string };
  };
  /** By bucket: customer id → the text that is searched. */
  search: { key: number; value: Map<string, string> };
  /** By a running number: the order in which things were written, whatever the clock said. */
  timeline: {
    key: number;
    value: LocalEvent;
    indexes: { customer: string; due: string };
  };
  writes: { key: string; value: LocalWrite };
  catalogue: { key: 'current'; value: LocalCatalogueRow };
}

export type LocalStore = 'customers' | 'search' | 'timeline' | 'writes' | 'catalogue';
export const localStores: LocalStore[] = ['customers', 'search', 'timeline', 'writes', 'catalogue'];
