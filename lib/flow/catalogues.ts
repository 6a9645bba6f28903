/** Tags, stages and fields of each connection: read once for all who need them, and again when something is missing. */
import type { Catalogue, Customer } from '../crm/model.ts';
import type { CrmAdapter } from '../crm/port.ts';
import type { SessionWriter } from '../session/writer.ts';
import { catalogueFreshFor, catalogueRetry, isFresh, lookupDeadline } from './freshness.ts';
import type { Order } from './order.ts';

export type Catalogues = ReturnType<typeof createCatalogues>;

export function createCatalogues(deps: {
  session: Pick<SessionWriter, 'readCatalogue' | 'writeCatalogue'>;
  order: Order;
  adapterFor(connectionId: string): Promise<CrmAdapter>;
  /** The back end answered, or failed. */
  onAnswer(): Promise<void>;
  now(): number;
}) {
  const { session, order, adapterFor, onAnswer, now } = deps;
  const underWay = new Map<string, Promise<void>>();

  async function readAnew(connectionId: string, freshFor: number): Promise<void> {
    const stamp = order.stamp();
    const view = await session.readCatalogue(connectionId);
    if (view && isFresh(view.readAt, now(), freshFor)) return;
    const adapter = await adapterFor(connectionId);
    const catalogue = await adapter.catalogue(AbortSignal.timeout(lookupDeadline));
    if (order.isOutdated(stamp)) return;
    await session.writeCatalogue(connectionId, { catalogue, readAt: now() });
    await onAnswer();
  }

  /** Has the catalogue in the session, read anew where it is older than `freshFor` (ms). Throws what the reading throws. */
  function read(connectionId: string, freshFor = catalogueFreshFor): Promise<void> {
    const same = underWay.get(connectionId);
    if (same) return same;
    const run = readAnew(connectionId, freshFor).finally(() => {
      if (underWay.get(connectionId) === run) underWay.delete(connectionId);
    });
    underWay.set(connectionId, run);
    return run;
  }

  /** The card is shown without it; the next chat or the next opening asks again. */
  function bring(connectionId: string, freshFor: number): void {
    read(connectionId, freshFor).catch(() => {});
  }

  return {
    read,
    bring,

    /** Reads anew where the catalogue does not know what this customer has. */
    async bringFor(connectionId: string, customer: Customer): Promise<void> {
      const view = await session.readCatalogue(connectionId);
      if (view && lacks(view.catalogue, customer)) bring(connectionId, catalogueRetry);
    },

    /** What is under way is worth nothing any more. */
    letGo(): void {
      underWay.clear();
    },
  };
}

/** A tag or a stage that the catalogue does not know: somebody added one since it was read. */
function lacks(catalogue: Catalogue, { tags, stage }: Customer): boolean {
  const known = new Set(catalogue.groups.flatMap((group) => group.tags.map((tag) => tag.id)));
  if (tags.some((tag) => !tag.readOnly && !known.has(tag.id))) return true;
  if (stage === null || stage === 'unknown') return false;
  return !catalogue.stages.some((one) => one.id === stage.stageId);
}
