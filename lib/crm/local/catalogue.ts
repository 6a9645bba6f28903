import * as v from 'valibot';
import { AppError } from '../../errors/app-error.ts';
import { pathText } from '../../settings/problems.ts';
import type { FieldDefinition, Stage, TagGroup } from '../model.ts';
import { fieldsSchema, groupsSchema, stagesSchema } from './catalogue-schema.ts';
import { createLocalDatabase, type WriteTransaction } from './database.ts';
import { readCatalogue } from './read-catalogue.ts';
import type { LocalCatalogueRow } from './rows.ts';

export type LocalCatalogue = ReturnType<typeof createLocalCatalogue>;

/** A whole list, or what to make of the one that is there: then nothing that came in meanwhile is lost. */
type Next<T> = T | ((present: T) => T);

/** What a customer can have of the catalogue. */
export type CatalogueKind = 'tags' | 'stage' | 'field';

/**
 * The administration of what customers on this device can carry. Each `save` replaces the list that was there. Throws
 * `INVALID_INPUT`, naming the first wrong place, and the storage errors of the adapter.
 */
export function createLocalCatalogue({ indexedDB }: { indexedDB: IDBFactory | undefined }) {
  const database = createLocalDatabase({ indexedDB });

  async function save(
    change: (present: LocalCatalogueRow, tx: WriteTransaction) => Promise<Partial<LocalCatalogueRow>>,
  ): Promise<void> {
    await database.write(async (tx) => {
      const present = await readCatalogue(tx);
      await tx.objectStore('catalogue').put({ ...present, ...(await change(present, tx)) }, 'current');
    });
  }

  return {
    /** Tag groups, stages and the company's own fields (not the standard ones). */
    read: (): Promise<LocalCatalogueRow> => database.read(readCatalogue),

    /** Tags that are no longer there are taken off every customer. */
    saveGroups: (next: Next<TagGroup[]>): Promise<void> =>
      save(async (present, tx) => {
        const groups = valid(groupsSchema, following(next, present.groups));
        await dropTags(tx, goneIds(tagsOf(present), tagsOf({ groups })));
        return { groups };
      }),

    /** Throws `CONFLICT` when customers stand in a stage that would go. */
    saveStages: (next: Next<Stage[]>): Promise<void> =>
      save(async (present, tx) => {
        const stages = valid(stagesSchema, following(next, present.stages));
        const byStage = tx.objectStore('customers').index('stage');
        for (const id of goneIds(present.stages, stages)) {
          if ((await byStage.count(id)) > 0)
            throw new AppError('CONFLICT', { detail: `stage ${id} is in use` });
        }
        return { stages };
      }),

    /** What customers hold in a field that goes is kept, and shown without its definition. */
    saveFields: (next: Next<FieldDefinition[]>): Promise<void> =>
      save(async (present) => ({ fields: valid(fieldsSchema, following(next, present.fields)) })),

    /** How many customers have one of these tags or stages (by id) or fields (by key): to be said before they go. */
    usage: (kind: CatalogueKind, ...ids: string[]): Promise<number> =>
      database.read(async (tx) => {
        const customers = tx.objectStore('customers');
        if (kind === 'field') {
          const all = await customers.getAll();
          return all.filter(({ fields }) => ids.some((key) => fields[key] !== undefined)).length;
        }
        const index = customers.index(kind);
        return new Set((await Promise.all(ids.map((id) => index.getAllKeys(id)))).flat()).size;
      }),
  };
}

function following<T extends object>(next: Next<T>, present: T): T {
  return typeof next === 'function' ? next(present) : next;
}

async function dropTags(tx: WriteTransaction, gone: string[]): Promise<void> {
  const customers = tx.objectStore('customers');
  for (const id of gone) {
    for (const customer of await customers.index('tags').getAll(id)) {
      await customers.put({ ...customer, tagIds: customer.tagIds.filter((one) => one !== id) });
    }
  }
}

function tagsOf({ groups }: Pick<LocalCatalogueRow, 'groups'>) {
  return groups.flatMap((group) => group.tags);
}

function goneIds(before: readonly { id: string }[], after: readonly { id: string }[]): string[] {
  const left = new Set(after.map((one) => one.id));
  return before.map((one) => one.id).filter((id) => !left.has(id));
}

function valid<T extends v.GenericSchema>(schema: T, value: unknown): v.InferOutput<T> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = pathText(
    (issue.path ?? []).map((item) => (typeof item.key === 'number' ? item.key : String(item.key))),
  );
  throw new AppError('INVALID_INPUT', {
    detail: `${place}: ${issue.kind === 'schema' ? issue.type : issue.message}`,
  });
}
