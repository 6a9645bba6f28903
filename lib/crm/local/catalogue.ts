import * as v from 'valibot';
import { AppError } from '../../errors/app-error.ts';
import { pathText } from '../../settings/problems.ts';
import type { FieldDefinition, Stage, TagGroup } from '../model.ts';
import { fieldsSchema, groupsSchema, stagesSchema } from './catalogue-schema.ts';
import { createLocalDatabase, type WriteTransaction } from './database.ts';
import { readCatalogue } from './read-catalogue.ts';
import type { LocalCatalogueRow } from './rows.ts';

export type LocalCatalogue = ReturnType<typeof createLocalCatalogue>;

/**
 * The administration of what customers on this device can carry. Each `save` takes the whole list and replaces the
 * one before. Throws `INVALID_INPUT`, naming the first wrong place, and the storage errors of the adapter.
 */
export function createLocalCatalogue({ indexedDB }: { indexedDB: IDBFactory | undefined }) {
  const database = createLocalDatabase({ indexedDB });

  async function save(
    part: Partial<LocalCatalogueRow>,
    before?: (tx: WriteTransaction, present: LocalCatalogueRow) => Promise<void>,
  ): Promise<void> {
    await database.write(async (tx) => {
      const present = await readCatalogue(tx);
      await before?.(tx, present);
      await tx.objectStore('catalogue').put({ ...present, ...part }, 'current');
    });
  }

  return {
    /** Tag groups, stages and the company's own fields (not the standard ones). */
    read: (): Promise<LocalCatalogueRow> => database.read(readCatalogue),

    /** Tags that are no longer there are taken off every customer. */
    async saveGroups(groups: TagGroup[]): Promise<void> {
      const checked = valid(groupsSchema, groups);
      await save({ groups: checked }, (tx, present) =>
        dropTags(tx, goneIds(tagsOf(present), tagsOf({ groups: checked }))),
      );
    },

    /** Throws `CONFLICT` when customers stand in a stage that would go. */
    async saveStages(stages: Stage[]): Promise<void> {
      const checked = valid(stagesSchema, stages);
      await save({ stages: checked }, async (tx, present) => {
        const byStage = tx.objectStore('customers').index('stage');
        for (const id of goneIds(present.stages, checked)) {
          if ((await byStage.count(id)) > 0)
            throw new AppError('CONFLICT', { detail: `stage ${id} is in use` });
        }
      });
    },

    /** What customers hold in a field that goes is kept, and shown without its definition. */
    async saveFields(fields: FieldDefinition[]): Promise<void> {
      await save({ fields: valid(fieldsSchema, fields) });
    },

    /** On how many customers this tag or stage stands: to be said before it is deleted. */
    usage: (kind: 'tags' | 'stage', id: string): Promise<number> =>
      database.read((tx) => tx.objectStore('customers').index(kind).count(id)),
  };
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
