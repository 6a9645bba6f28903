/**
 * The company's tags as its administrator changes them. The list is the catalogue's, in the session: it is read for
 * both, and a change of it is what the panel offers from then on.
 */
import { createTurns } from '../concurrency/in-turn.ts';
import type { TagGroup } from '../crm/model.ts';
import type { CrmAdapter } from '../crm/port.ts';
import type { TagAdmin, TagChange } from '../crm/tag-admin.ts';
import { AppError } from '../errors/app-error.ts';
import type { CatalogueView } from '../session/shapes.ts';
import type { SessionWriter } from '../session/writer.ts';

/** ms; a list of ten thousand tags takes twenty seconds. */
const deadline = 120_000;

/** The tags as the options page gets them. */
export interface TagsView {
  groups: TagGroup[];
  /** Of a tag or a group, in characters. */
  longestName: number;
}

export type TagAdministration = ReturnType<typeof createTagAdministration>;

/** Everything throws `AppError`: `UNSUPPORTED` for a back end that lets nobody administer tags. */
export function createTagAdministration({
  session,
  adapterFor,
  readCatalogue,
  startOver,
}: {
  session: Pick<SessionWriter, 'readCatalogue' | 'writeCatalogue' | 'forgetConnection'>;
  adapterFor(connectionId: string): Promise<CrmAdapter>;
  /** Has the catalogue in the session, read anew where it is older than `freshFor` (ms). */
  readCatalogue(connectionId: string, freshFor?: number): Promise<void>;
  /** Whatever was read before `change`, or is on its way, is to be read again. */
  startOver(change: () => Promise<void>): Promise<void>;
}) {
  const inTurn = createTurns();

  async function adminOf(connectionId: string): Promise<TagAdmin> {
    const { tagAdmin } = await adapterFor(connectionId);
    if (!tagAdmin) throw new AppError('UNSUPPORTED', { detail: 'tags' });
    return tagAdmin;
  }

  async function known(connectionId: string, freshFor?: number): Promise<CatalogueView> {
    await readCatalogue(connectionId, freshFor);
    const view = await session.readCatalogue(connectionId);
    if (!view) throw new AppError('CONTEXT_LOST', { detail: 'the settings changed' });
    return view;
  }

  return {
    async read(connectionId: string, anew: boolean): Promise<TagsView> {
      const { longestName } = await adminOf(connectionId);
      const { catalogue } = await known(connectionId, anew ? 0 : undefined);
      return { groups: catalogue.groups, longestName };
    },

    async change(connectionId: string, change: TagChange): Promise<TagsView> {
      const admin = await adminOf(connectionId);
      const signal = AbortSignal.timeout(deadline);
      const run = async () => {
        const view = await known(connectionId);
        const groups = await admin.apply(change, view.catalogue.groups, signal);
        const isNew = change.kind === 'createGroup' || change.kind === 'createTag';
        const write = () =>
          session.writeCatalogue(connectionId, { ...view, catalogue: { ...view.catalogue, groups } });
        // Cards hold tags as they were called and coloured.
        if (isNew) await write();
        else await startOver(() => session.forgetConnection(connectionId).then(write));
        return { groups, longestName: admin.longestName };
      };
      return inTurn(connectionId, run, signal);
    },
  };
}
