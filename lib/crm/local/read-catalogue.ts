import type { ReadTransaction, WriteTransaction } from './database.ts';
import { defaultCatalogue } from './default-catalogue.ts';
import type { LocalCatalogueRow } from './rows.ts';

export async function readCatalogue(tx: ReadTransaction | WriteTransaction): Promise<LocalCatalogueRow> {
  return (await tx.objectStore('catalogue').get('current')) ?? defaultCatalogue;
}
