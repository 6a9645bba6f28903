/**
 * "On this device": a CRM of one, in the extension's own IndexedDB, without an account. It knows no network; its
 * writes are exactly once, by the key they are asked for with. There is one such CRM a browser profile: several
 * connections of this kind show the same customers.
 */
import { AppError } from '../../errors/app-error.ts';
import { compareNumbers } from '../../phone/compare-numbers.ts';
import { goesBy } from '../goes-by.ts';
import type { Customer, FieldDefinition } from '../model.ts';
import { type AskedNumber, type Candidate, type CrmAdapter, mostFound } from '../port.ts';
import { applyChange } from './apply-change.ts';
import { localCapabilities } from './capabilities.ts';
import { createLocalDatabase, type ReadTransaction, type WriteTransaction } from './database.ts';
import { standardDefinitions } from './field-definitions.ts';
import { phoneDefinition } from './phones.ts';
import { readCatalogue } from './read-catalogue.ts';
import { readCustomer } from './read-customer.ts';
import { readReminders } from './read-reminders.ts';
import { readSearchTexts } from './search-buckets.ts';
import { createRanking } from './search-text.ts';
import { timelinePage } from './timeline-page.ts';

export interface LocalAdapterOptions {
  connectionId: string;
  /** Undefined where the browser has it switched off. */
  indexedDB: IDBFactory | undefined;
  clock: { now(): number };
  newId(): string;
  /** The agent's, as BCP 47: what is made by itself is named in it. */
  language(): Promise<string>;
  /** The key of the field that takes usernames. */
  usernameField?: string | undefined;
  /** The company's own fields, as far as known: `capabilities` names them, and follows each read of the catalogue. */
  fields?: readonly FieldDefinition[];
}

/** Beside what the port says, methods throw `STORAGE_FULL`, `CONTEXT_LOST`, and `UNSUPPORTED` where nothing can be kept. */
export function createLocalAdapter(options: LocalAdapterOptions): CrmAdapter {
  const { connectionId, indexedDB, clock, newId } = options;
  const database = createLocalDatabase({ indexedDB });
  let capabilities = localCapabilities(options.fields ?? []);

  async function customer(tx: ReadTransaction | WriteTransaction, id: string): Promise<Customer | null> {
    const row = await tx.objectStore('customers').get(id);
    return row ? readCustomer(row, await readCatalogue(tx), connectionId) : null;
  }

  async function search(text: string, signal: AbortSignal): Promise<Customer[]> {
    stopIfAborted(signal);
    const rank = createRanking(text);
    if (!rank) return [];
    return database.read(async (tx) => {
      const ids = best(await readSearchTexts(tx), rank);
      const catalogue = await readCatalogue(tx);
      const rows = await Promise.all(ids.map((id) => tx.objectStore('customers').get(id)));
      return rows.flatMap((row) => (row ? readCustomer(row, catalogue, connectionId) : []));
    });
  }

  return {
    get capabilities() {
      return capabilities;
    },

    async catalogue(signal) {
      stopIfAborted(signal);
      const kept = await database.read(readCatalogue);
      capabilities = localCapabilities(kept.fields);
      const stages = kept.stages.toSorted((one, other) => one.order - other.order);
      const standard = standardDefinitions.toSpliced(1, 0, phoneDefinition);
      return { groups: kept.groups, stages, fields: [...standard, ...kept.fields] };
    },

    async findByPhone(asked, signal) {
      stopIfAborted(signal);
      return database.read(async (tx) => {
        const catalogue = await readCatalogue(tx);
        const byPhone = tx.objectStore('customers').index('phones');
        const candidates = new Map<string, Candidate>();
        for (const spelling of spellingsAsKept(asked)) {
          const reason = compareNumbers(asked.e164, spelling, 'international');
          if (reason === null) continue;
          for (const row of await byPhone.getAll(spelling)) {
            if (candidates.has(row.id)) continue;
            const customer = readCustomer(row, catalogue, connectionId);
            candidates.set(row.id, { customer, reason, stored: spelling });
          }
        }
        return [...candidates.values()];
      });
    },

    search,

    async findByHandle(handle, signal) {
      const { usernameField } = options;
      const isCalledSo = goesBy(handle, usernameField);
      if (usernameField === undefined) return (await search(handle, signal)).filter(isCalledSo);
      stopIfAborted(signal);
      // No index holds what stands in fields.
      return database.read(async (tx) => {
        const catalogue = await readCatalogue(tx);
        const rows = await tx.objectStore('customers').getAll();
        return rows
          .map((row) => readCustomer(row, catalogue, connectionId))
          .filter(isCalledSo)
          .slice(0, mostFound);
      });
    },

    async get(id, signal) {
      stopIfAborted(signal);
      const found = await database.read((tx) => customer(tx, id));
      if (!found) throw new AppError('NOT_FOUND');
      return found;
    },

    async timeline(id, cursor, signal) {
      stopIfAborted(signal);
      return database.read((tx) => timelinePage(tx, id, cursor));
    },

    async reminders(signal) {
      stopIfAborted(signal);
      return database.read(readReminders);
    },

    async agents() {
      return [];
    },

    async apply(change, key, signal) {
      stopIfAborted(signal);
      const language = await options.language();
      stopIfAborted(signal);
      const at = new Date(clock.now()).toISOString();
      return database.write(async (tx) => {
        const applied = await applyChange(tx, change, key, { at, newId, language });
        return { ...applied, customer: await customer(tx, applied.customerId) };
      });
    },

    async verify(change, key, signal) {
      stopIfAborted(signal);
      if (change.kind === 'delete') {
        const there = await database.read((tx) => tx.objectStore('customers').getKey(change.customerId));
        return there === undefined ? 'applied' : 'absent';
      }
      const write = await database.read((tx) => tx.objectStore('writes').get(key));
      return write ? 'applied' : 'absent';
    },
  };
}

/** The ids of those that fit, best first, then by their text. */
function best(texts: [id: string, text: string][], rank: (text: string) => number | null): string[] {
  const found = texts.flatMap(([id, text]) => {
    const place = rank(text);
    return place === null ? [] : { id, order: `${place}${text}` };
  });
  found.sort((one, other) => (one.order < other.order ? -1 : Number(one.order > other.order)));
  return found.slice(0, mostFound).map((one) => one.id);
}

/** Numbers are kept as E.164. */
function spellingsAsKept(asked: AskedNumber): string[] {
  return [...new Set([asked.e164, ...asked.spellings.map((digits) => `+${digits}`)])];
}

/** Nothing here waits for a network, so there is nothing to stop once it has begun. */
function stopIfAborted(signal: AbortSignal): void {
  if (!signal.aborted) return;
  const late = signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError';
  throw new AppError(late ? 'TIMEOUT' : 'CONTEXT_LOST', {
    retryable: true,
    detail: 'aborted before it began',
  });
}
